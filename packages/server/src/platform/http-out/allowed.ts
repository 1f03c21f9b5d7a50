import ipaddr from 'ipaddr.js';

/** What the operator of an installation lets its outgoing requests reach beside public addresses. */
export interface OutgoingRules {
  /** Names and CIDR ranges that may be private; what they name is reached on any port, and without TLS. */
  readonly allow: readonly string[];
  /** Plain http to everybody. */
  readonly plain: boolean;
  readonly ports: readonly number[];
}

/** Without the brackets of an IPv6 address and the dot that ends a full name. */
export const hostOf = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

const parse = (address: string) => (ipaddr.isValid(address) ? ipaddr.process(address) : null);

/**
 * Whether an address may be connected to. Everything that is not plain unicast is refused, whatever it is kept for:
 * a list of what to refuse would always lack one.
 */
export function isAddressAllowed({ allow }: OutgoingRules, address: string): boolean {
  const parsed = parse(address);
  if (!parsed) return false;
  return (isEmbedding(parsed) === false && parsed.range() === 'unicast') || isAllowListed(allow, address);
}

/** IPv6 forms that carry an IPv4 address and are routed to it, which the library counts as ordinary. */
const isEmbedding = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  address.kind() === 'ipv6' && (address as ipaddr.IPv6).parts.slice(0, 4).every((part) => part === 0);

/** Whether a name, or the address that stands in its place, is on the operator's list. */
export function isAllowListed(allow: readonly string[], host: string): boolean {
  const address = parse(host);
  if (!address) return allow.includes(host);
  return allow.some((entry) => {
    if (!ipaddr.isValidCIDR(entry)) return parse(entry)?.toString() === address.toString();
    const [range, bits] = ipaddr.parseCIDR(entry);
    return range.kind() === address.kind() && address.match(range as never, bits);
  });
}

/** An IP address in the place of a host name. */
export const isLiteral = (host: string): boolean => parse(host) !== null;
