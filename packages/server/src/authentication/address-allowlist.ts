import ipaddr from 'ipaddr.js';

type Range = readonly [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

/** An address or a CIDR range; null when it is neither. */
function parseRange(entry: string): Range | null {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
  if (!ipaddr.isValid(entry)) return null;
  const address = ipaddr.process(entry);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Whether all of the one range lies in the other. */
const isInside = ([address, bits]: Range, [outer, outerBits]: Range) =>
  address.kind() === outer.kind() && bits >= outerBits && address.match(outer as never, outerBits);

const isListed = (range: Range, allowlist: readonly string[]) =>
  allowlist.some((entry) => {
    const listed = parseRange(entry);
    return listed !== null && isInside(range, listed);
  });

/** Whether an address is on a list of addresses and CIDR ranges. An empty list allows all. */
export function isAddressAllowed(allowlist: readonly string[], ip: string): boolean {
  if (allowlist.length === 0) return true;
  const address = ipaddr.isValid(ip) ? parseRange(ip) : null;
  return address !== null && isListed(address, allowlist);
}

/** Whether a list lets in nobody whom the other one keeps out. */
export function isAllowlistWithin(allowlist: readonly string[], outer: readonly string[]): boolean {
  if (outer.length === 0) return true;
  if (allowlist.length === 0) return false;
  return allowlist.every((entry) => {
    const range = parseRange(entry);
    return range !== null && isListed(range, outer);
  });
}
