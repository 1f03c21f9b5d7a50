import ipaddr from 'ipaddr.js';

/** Whether an address is on a list of addresses and CIDR ranges. An empty list allows all. */
export function isAddressAllowed(allowlist: readonly string[], ip: string): boolean {
  if (allowlist.length === 0) return true;
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.process(ip);
  return allowlist.some((entry) => {
    const [range, bits] = ipaddr.isValid(entry)
      ? [ipaddr.process(entry), null]
      : ipaddr.isValidCIDR(entry)
        ? ipaddr.parseCIDR(entry)
        : [null, null];
    if (!range || range.kind() !== address.kind()) return false;
    return bits === null ? range.toString() === address.toString() : address.match(range as never, bits);
  });
}
