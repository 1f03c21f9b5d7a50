const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 32 characters by chance and 6 of checksum follow the prefix. */
const tailLength = 38;

/** Keys of the API that this client has no use for, and what they are for. */
const otherKeys: readonly (readonly [prefix: string, what: string])[] = [
  ['woesw_', 'a widget key, which belongs to @woes/widget in a page'],
  ['woesc_', 'the secret of a conversation, which belongs to the page it was given to'],
  ['woess_', 'the session of a widget, which belongs to the page it was given to'],
  ['woesr_', 'the refresh token of a widget, which belongs to the page it was given to'],
  ['whsec_', 'the signing secret of a webhook'],
];

/** Throws for what can be no key of a server, without repeating it. A typo is found here and not by a refusal. */
export function checkApiKey(key: string): void {
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new TypeError('`apiKey` holds characters that no key has, a space or a line break perhaps.');
  const [, other] = otherKeys.find(([prefix]) => key.startsWith(prefix)) ?? [];
  if (other) throw new TypeError(`\`apiKey\` is ${other}. A credential starts with woesk_.`);
  const prefix = /^woes(?:k|root)_/.exec(key)?.[0];
  if (!prefix) throw new TypeError('`apiKey` is no key of the API. A credential starts with woesk_.');
  const length = prefix.length + tailLength;
  if (key.length !== length)
    throw new TypeError(
      `\`apiKey\` has ${key.length} characters, and a key that starts with ${prefix} has ${length}. Was it cut?`,
    );
  if (keyChecksum(key.slice(0, -6)) !== key.slice(-6))
    throw new TypeError('The checksum of `apiKey` is wrong: a character of it was changed.');
}

/** The last six characters of a key: CRC-32 of all before, in base 62. */
export function keyChecksum(body: string): string {
  let rest = crc32(body);
  let out = '';
  for (let i = 0; i < 6; i++) {
    out = alphabet[rest % 62] + out;
    rest = Math.floor(rest / 62);
  }
  return out;
}

/** Bit by bit, without a table: a client does it once, for 38 characters. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
