const counts = new Uint32Array(65_536);

/** Bits per character, as the characters of the text itself are distributed. */
export function entropy(text: string): number {
  for (let at = 0; at < text.length; at++) counts[text.charCodeAt(at)]! += 1;
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const count = counts[code]!;
    // Counted once per character, and left clean for the next text.
    if (count > 0) bits -= (count / text.length) * Math.log2(count / text.length);
    counts[code] = 0;
  }
  return bits;
}
