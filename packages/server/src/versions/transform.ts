/**
 * Serves one older contract from the one after it. Pure: what goes in is never changed, and nothing else is
 * asked. Operations that are not named are the same in both.
 */
export interface Transform {
  readonly version: string;
  /** From what this contract takes to what the next one takes, by operation. */
  readonly inputs: Readonly<Record<string, (older: unknown) => unknown>>;
  /** From what the next contract answers to what this one does. For streams, one item. */
  readonly outputs: Readonly<Record<string, (newer: unknown) => unknown>>;
}
