import { type ErrorCode, errorCodes, errorTable } from '../../contract/errors.ts';
import { exampleId } from '../../contract/ids.ts';
import { type ProblemDetails, ProblemError } from '../../platform/problem.ts';
import { wireForm } from './examples.ts';

/** Details of the codes that say little without any. */
const samples: Partial<Record<ErrorCode, [detail: string, details: ProblemDetails]>> = {
  validation_failed: [
    '1 field is invalid.',
    {
      metadata: { count: 1 },
      errors: [
        {
          location: 'body',
          pointer: '/name',
          code: 'too_small',
          detail: 'Must be at least 1 characters long.',
        },
      ],
    },
  ],
  insufficient_scope: [
    'The credential does not hold the scope customers:write.',
    { metadata: { missingScope: 'customers:write' } },
  ],
  capability_not_allowed: [
    'The widget key does not have the capability conversations.',
    { metadata: { missingCapability: 'conversations' } },
  ],
  not_found: ['There is no such conversation.', { metadata: { resource: 'conversation' } }],
  already_exists: ['The slug acme is taken.', { metadata: { field: 'slug' } }],
  illegal_transition: [
    'A conversation cannot go from resolved to new.',
    { metadata: { from: 'resolved', to: 'new', allowedTransitions: ['open'] } },
  ],
  version_conflict: [
    'The current version is 4, not 3. Changed since: tags.',
    { metadata: { currentVersion: 4, expectedVersion: 3, changedFields: ['tags'] } },
  ],
  rate_limited: [
    'The policy key is used up.',
    { metadata: { policy: 'key', quota: 1000, windowSeconds: 10 }, retryAfter: 2 },
  ],
};

/** One answer per code, made the way the server makes them. */
export function problemExample(code: ErrorCode): unknown {
  const [detail, details] = samples[code] ?? [];
  return wireForm(new ProblemError(code, detail, details).toProblem(exampleId('req')));
}

export const problemExamples = Object.fromEntries(
  errorCodes.map((code) => [code, { summary: errorTable[code].title, value: problemExample(code) }]),
);
