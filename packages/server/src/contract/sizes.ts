/** The largest that a caller may send. `limits.get` tells them; each is held where it is read. */
export const sizes = {
  bodyBytes: 1024 * 1024,
  jsonDepth: 64,
  batchCalls: 20,
  pageItems: 100,
  messageCharacters: 32_000,
  attachmentBytes: 25 * 1024 * 1024,
  bulkItems: 1000,
};

/** Bounds of a filter tree. */
export const filterSizes = { depth: 5, leaves: 50, values: 100, valueCharacters: 500 };

/** Bounds of what one record holds and of what one call does to it. */
export const recordSizes = {
  participants: 64,
  mentions: 50,
  redactionKinds: 100,
  redactionSpans: 100,
  mergeSources: 10,
  splitMessages: 1000,
  transcriptItems: 5000,
  messageAttachments: 10,
};

/** Bounds of what is taken over from elsewhere. */
export const importSizes = { messages: 200 };
