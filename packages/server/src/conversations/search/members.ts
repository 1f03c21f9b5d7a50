/*
 * A set of conversations out of 4096 with following numbers. Few are kept as their places, two bytes each; more as
 * a bit for each place. The length of what is stored tells which.
 */

export const segmentSize = 4096;
export const bitmapBytes = segmentSize / 8;

/** A bit for each place. */
export type Members = Uint32Array;

export const noMembers = (): Members => new Uint32Array(segmentSize / 32);

/** The segment of a conversation, and its place there, by its number. */
export const segmentOf = (ref: number): number => Math.floor(ref / segmentSize);
export const placeOf = (ref: number): number => ref % segmentSize;

export const isMember = (members: Members, place: number): boolean =>
  (members[place >>> 5]! & (1 << (place & 31))) !== 0;

export function addMember(members: Members, place: number): void {
  members[place >>> 5]! |= 1 << (place & 31);
}

export function removeMember(members: Members, place: number): void {
  members[place >>> 5]! &= ~(1 << (place & 31));
}

export function placesOf(members: Members): number[] {
  const places: number[] = [];
  for (let index = 0; index < members.length; index++)
    for (let word = members[index]!; word !== 0; word &= word - 1)
      places.push(index * 32 + 31 - Math.clz32(word & -word));
  return places;
}

export function encodeMembers(members: Members): Buffer {
  const places = placesOf(members);
  if (places.length * 2 < bitmapBytes) {
    const sparse = Buffer.allocUnsafe(places.length * 2);
    for (const [index, place] of places.entries()) sparse.writeUInt16LE(place, index * 2);
    return sparse;
  }
  const dense = Buffer.allocUnsafe(bitmapBytes);
  for (const [index, word] of members.entries()) dense.writeUInt32LE(word, index * 4);
  return dense;
}

/** A place as it stands in a short list. */
export function encodePlace(place: number): string {
  const bytes = Buffer.allocUnsafe(2);
  bytes.writeUInt16LE(place);
  return bytes.toString('hex');
}

/** Adds what is stored to a set. */
export function addStored(members: Members, stored: Uint8Array): void {
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  if (stored.byteLength === bitmapBytes)
    for (let index = 0; index < members.length; index++) members[index]! |= view.getUint32(index * 4, true);
  else for (let at = 0; at < stored.byteLength; at += 2) addMember(members, view.getUint16(at, true));
}
