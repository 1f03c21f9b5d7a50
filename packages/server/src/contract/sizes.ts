/** The largest that a caller may send. `limits.get` tells them; each is held where it is read. */
export const sizes = {
  bodyBytes: 1024 * 1024,
  jsonDepth: 64,
  batchCalls: 20,
  pageItems: 100,
  messageCharacters: 32_000,
};

/** Bounds of a filter tree. */
export const filterSizes = { depth: 5, leaves: 50, values: 100, valueCharacters: 500 };
