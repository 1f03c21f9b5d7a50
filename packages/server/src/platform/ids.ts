import { randomFillSync } from 'node:crypto';
import type { Id, IdPrefix } from '../contract/ids.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const valueOfChar = new Int8Array(128).fill(-1);
for (let i = 0; i < 32; i++) valueOfChar[alphabet.charCodeAt(i)] = i;
const valueOfHex = new Int8Array(128).fill(-1);
for (let i = 0; i < 16; i++) {
  valueOfHex['0123456789abcdef'.charCodeAt(i)] = i;
  valueOfHex['0123456789ABCDEF'.charCodeAt(i)] = i;
}

/** The random part of ids, refilled in blocks because one system call per id is what ids cost most. */
const pool = new Uint8Array(16 * 256);
let poolUsed = pool.length;
let lastMs = 0;
let lastCounter = 0;

/** UUIDv7 in text form. Within one process ids are strictly ascending, also within a millisecond. */
export function uuidv7(ms: number): string {
  if (poolUsed === pool.length) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  const at = poolUsed;
  poolUsed += 16;
  const random = (i: number) => pool[at + i] as number;
  if (ms > lastMs) {
    lastMs = ms;
    lastCounter = ((random(0) & 0x07) << 8) | random(1);
  } else if (++lastCounter > 0xfff) {
    lastMs += 1;
    lastCounter = ((random(0) & 0x07) << 8) | random(1);
  }
  const time = lastMs.toString(16).padStart(12, '0');
  const hex = (i: number) => hexPairs[random(i)] as string;
  const counter = lastCounter.toString(16).padStart(3, '0');
  const variant = hexPairs[(random(2) & 0x3f) | 0x80] as string;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${variant}${hex(3)}-${hex(4)}${hex(5)}${hex(6)}${hex(7)}${hex(8)}${hex(9)}`;
}

/** All pairs of characters: ten bits at a time. */
const alphabetPairs = [...alphabet].flatMap((first) => [...alphabet].map((second) => first + second));

/** Database form to typed id. On the path of every row, so without loops or big integers. */
export function encodeId<P extends IdPrefix>(prefix: P, uuid: string): Id<P> {
  const byte = (i: number) =>
    ((valueOfHex[uuid.charCodeAt(i)] as number) << 4) | (valueOfHex[uuid.charCodeAt(i + 1)] as number);
  const word = (i: number, j: number, k: number, l: number) =>
    ((byte(i) << 24) | (byte(j) << 16) | (byte(k) << 8) | byte(l)) >>> 0;
  const a = word(0, 2, 4, 6);
  const b = word(9, 11, 14, 16);
  const c = word(19, 21, 24, 26);
  const d = word(28, 30, 32, 34);
  const pair = (bits: number) => alphabetPairs[bits] as string;
  return `${prefix}_${pair(a >>> 24)}${pair((a >>> 14) & 1023)}${pair((a >>> 4) & 1023)}${pair(((a & 15) << 6) | (b >>> 26))}${pair((b >>> 16) & 1023)}${pair((b >>> 6) & 1023)}${pair(((b & 63) << 4) | (c >>> 28))}${pair((c >>> 18) & 1023)}${pair((c >>> 8) & 1023)}${pair(((c & 255) << 2) | (d >>> 30))}${pair((d >>> 20) & 1023)}${pair((d >>> 10) & 1023)}${pair(d & 1023)}`;
}

/** Typed id to database form. The contract has checked its form before it gets here. */
export function decodeId(id: string): string {
  const start = id.lastIndexOf('_') + 1;
  if (id.length - start !== 26) throw new TypeError('Not a typed id.');
  let hex = '';
  let bits = -2;
  let buffer = 0;
  for (let i = start; i < id.length; i++) {
    const value = valueOfChar[id.charCodeAt(i)] ?? -1;
    if (value < 0) throw new TypeError('Not a typed id.');
    buffer = (buffer << 5) | value;
    bits += 5;
    while (bits >= 4) {
      bits -= 4;
      hex += ((buffer >> bits) & 15).toString(16);
      buffer &= (1 << bits) - 1;
    }
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A new id, ascending with time. */
export const newId = <P extends IdPrefix>(prefix: P, at: Date): Id<P> =>
  encodeId(prefix, uuidv7(at.getTime()));
