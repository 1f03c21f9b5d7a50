import { type ErrorDefinition, errorTable } from '../../packages/server/src/contract/errors.ts';
import { comment } from './comments.ts';
import { quoted } from './type-writer.ts';

/** `errors.ts`: every code, what it means, and what may be done about it. */
export function errorsFile(): string {
  const entries = Object.entries(errorTable as Record<string, ErrorDefinition>).map(
    ([code, { status, retry, meaning, fix }]) =>
      `${comment([`${meaning} ${fix}`], '  ')}  ${code}: { status: ${status}, retry: ${quoted(retry)} },\n`,
  );
  return `/**
 * Whether a refused call may be sent again: \`no\`, the \`same_request\` with its idempotency key, the same content
 * with a \`new_key\`, or \`after\` the seconds of \`retryAfter\`.
 */
export type Retry = 'no' | 'same_request' | 'new_key' | 'after';

/** HTTP status and retry rule of every error code. */
export const errorCodes = {
${entries.join('')}} as const satisfies Record<string, { status: number; retry: Retry }>;

/** Every code that an answer of the API can carry. */
export type ErrorCode = keyof typeof errorCodes;
`;
}
