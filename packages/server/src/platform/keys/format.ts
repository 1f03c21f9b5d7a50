import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Secrets by their prefix; scanners find them by it. `woesw_` is public by design. */
export const keyPrefixes = {
  credential: 'woesk_',
  conversation_secret: 'woesc_',
  widget_session: 'woess_',
  widget_refresh: 'woesr_',
  widget_key: 'woesw_',
  identity_secret: 'woesi_',
  invitation: 'woesm_',
  root: 'woesroot_',
} as const;
export type KeyKind = keyof typeof keyPrefixes;

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A new key: prefix, 32 random base62 characters, 6 characters of checksum. */
export function mintKey(kind: KeyKind): string {
  let random = '';
  while (random.length < 32) {
    // 248 is the largest multiple of 62 in a byte: what is above would make some characters likelier.
    for (const byte of randomBytes(48)) if (byte < 248 && random.length < 32) random += base62[byte % 62];
  }
  const body = keyPrefixes[kind] + random;
  return body + checksum(body);
}

/** The kind of a well-formed key; null for anything else, which is refused without a look-up. */
export function keyKind(key: string): KeyKind | null {
  for (const [kind, prefix] of Object.entries(keyPrefixes)) {
    if (!key.startsWith(prefix)) continue;
    if (key.length !== prefix.length + 38 || !/^[0-9A-Za-z]+$/.test(key.slice(prefix.length))) return null;
    return checksum(key.slice(0, -6)) === key.slice(-6) ? (kind as KeyKind) : null;
  }
  return null;
}

/** What of a key may be shown again. */
export const keyHint = (key: string) => key.slice(-4);

function checksum(body: string): string {
  let rest = crc32(body);
  let out = '';
  for (let i = 0; i < 6; i++) {
    out = base62[rest % 62] + out;
    rest = Math.floor(rest / 62);
  }
  return out;
}
