import { hostOf, isAddressAllowed, isAllowListed, isLiteral, type OutgoingRules } from './allowed.ts';
import { OutgoingError } from './outgoing-error.ts';

const defaultPorts: Record<string, number> = { 'https:': 443, 'http:': 80 };

/**
 * A URL that may be asked, or an `OutgoingError`. To be called when a URL is stored and again when it is used: the
 * rules may have changed, and a name may have come to another address. That is looked at when it is connected to.
 */
export function gateUrl(rules: OutgoingRules, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || url.username || url.password || text.includes('#')) throw new OutgoingError('url_not_allowed');
  const host = hostOf(url.hostname);
  const literal = isLiteral(host);
  const listed = isAllowListed(rules.allow, host);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (rules.plain || listed)))
    throw new OutgoingError('url_not_allowed');
  const port = Number(url.port) || defaultPorts[url.protocol]!;
  if (!listed && !rules.ports.includes(port)) throw new OutgoingError('url_not_allowed');
  if (!listed && !literal && !host.includes('.')) throw new OutgoingError('url_not_allowed');
  if (literal && !isAddressAllowed(rules, host)) throw new OutgoingError('address_not_allowed');
  return url;
}
