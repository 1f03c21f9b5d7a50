/** A name as a key: `Tier two, EU` to `tier_two_eu`. Null when nothing of it can stand in one. */
export function keyOf(name: string, between: '_' | '-'): string | null {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  const words = plain.match(/[a-z0-9]+/g);
  return words
    ? words
        .join(between)
        .slice(0, 64)
        .replace(/[_-]+$/, '')
    : null;
}
