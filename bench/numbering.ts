export const workspaceCount = 50;

/*
 * Ids of the seeded rows follow from their number, so that every contender, pgbench too, can name one without
 * a look-up. They ascend with the time of creation, as UUIDv7 does; decimal digits are hexadecimal ones as well.
 */
export const idPrefixes = { customer: '0192', conversation: '0193', message: '0194' };
export const idOffset = 10_000_000;
export const idTail = '70008000000000000001';

export function conversationUuid(n: number): string {
  const hex = idPrefixes.conversation + (idOffset + n) + idTail;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Half of the conversations wait on their customer: one more answer to those moves nothing but their counters. */
export const takesAnswer = (n: number) => [1, 2].includes(Math.floor(n / workspaceCount) % 4);
