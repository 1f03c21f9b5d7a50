/** What a widget key may be good for. Each widget operation names the one it needs. */
export const capabilities = ['conversations', 'attachments', 'ratings', 'handoff'] as const;
export type Capability = (typeof capabilities)[number];
