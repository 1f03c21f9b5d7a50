import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { FieldProblem } from '../contract/errors.ts';
import { databaseFault } from '../platform/db/index.ts';
import { ProblemError } from '../platform/problem.ts';

/** What callers may know of anything that was thrown. What is not ours is blanked here, before any door. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof TRPCError) return fromRpc(error);
  switch (databaseFault(error)) {
    case 'unavailable':
      return new ProblemError('unavailable', undefined, { retryAfter: 1, cause: error });
    case 'timeout':
    case 'lock_timeout':
      return new ProblemError('timeout', undefined, { cause: error });
    default:
      return new ProblemError('internal_error', undefined, { cause: error });
  }
}

function fromRpc(error: TRPCError): ProblemError {
  if (error.cause instanceof ProblemError) return error.cause;
  if (error.code === 'BAD_REQUEST' && isZodError(error.cause)) return invalidInput(error.cause);
  switch (error.code) {
    case 'PARSE_ERROR':
    case 'BAD_REQUEST':
      return new ProblemError('invalid_json', undefined, { cause: error });
    case 'NOT_FOUND':
      return new ProblemError('not_found', 'There is no such operation.', {
        metadata: { resource: 'operation' },
      });
    case 'METHOD_NOT_SUPPORTED':
      return new ProblemError('method_not_allowed');
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new ProblemError('unsupported_media_type');
    case 'PAYLOAD_TOO_LARGE':
      return new ProblemError('payload_too_large');
    default:
      return error.cause
        ? problemOf(error.cause)
        : new ProblemError('internal_error', undefined, { cause: error });
  }
}

const isZodError = (error: unknown): error is z.core.$ZodError => error instanceof z.core.$ZodError;

const errorsMax = 50;

/** All field problems of an input. Values are never repeated: they may be secrets. */
export function invalidInput(error: z.core.$ZodError, locate: Locate = inBody): ProblemError {
  const errors = error.issues.flatMap((issue) => fieldProblems(issue, locate));
  const count = errors.length;
  return new ProblemError(
    'validation_failed',
    count === 1 ? '1 field is invalid.' : `${count} fields are invalid.`,
    {
      metadata: { count },
      errors: errors.slice(0, errorsMax),
    },
  );
}

/** Where a top-level field of the input came from. */
export type Locate = (field: string) => FieldProblem['location'];
const inBody: Locate = () => 'body';

const pointer = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');

function fieldProblems(
  issue: z.core.$ZodIssue,
  locate: Locate,
  base: readonly PropertyKey[] = [],
): FieldProblem[] {
  const path = [...base, ...issue.path];
  const at = (end: readonly PropertyKey[]) => ({
    location: locate(String(end[0] ?? '')),
    pointer: pointer(end),
  });
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        ...at([...path, key]),
        code: 'unknown_field',
        detail: 'There is no such field.',
      }));
    case 'invalid_type':
      return [
        {
          ...at(path),
          // Issues do not carry their input: only the message tells what is missing from what is wrong.
          code: issue.message.endsWith('received undefined') ? 'required' : 'invalid_type',
          detail: `Must be ${article(issue.expected)}.`,
        },
      ];
    case 'too_small':
      return [
        {
          ...at(path),
          code: 'too_small',
          detail: `Must be ${size(issue.origin, 'at least', issue.minimum)}.`,
        },
      ];
    case 'too_big':
      return [
        { ...at(path), code: 'too_big', detail: `Must be ${size(issue.origin, 'at most', issue.maximum)}.` },
      ];
    case 'invalid_format':
      return [
        {
          ...at(path),
          code: 'invalid_format',
          detail: ours(issue.message) ?? `Must be a valid ${issue.format}.`,
        },
      ];
    case 'invalid_value':
      return [
        {
          ...at(path),
          code: 'invalid_value',
          detail: `Must be one of: ${issue.values.map(String).join(', ')}.`,
        },
      ];
    case 'invalid_union': {
      const closest = issue.errors.reduce<z.core.$ZodIssue[] | null>(
        (best, one) => (!best || one.length < best.length ? one : best),
        null,
      );
      const deeper = closest?.filter((one) => one.path.length > 0) ?? [];
      if (deeper.length > 0) return deeper.flatMap((one) => fieldProblems(one, locate, path));
      return [{ ...at(path), code: 'invalid_value', detail: 'Must have one of the documented forms.' }];
    }
    case 'custom':
      return [{ ...at(path), code: 'invalid_value', detail: ours(issue.message) ?? 'Is not valid.' }];
    default:
      return [{ ...at(path), code: 'invalid_value', detail: 'Is not valid.' }];
  }
}

/** Our own messages begin with `Must` or `Give`; the library's speak of values and patterns. */
const ours = (message: string | undefined) => (message && /^(Must|Give)\b/.test(message) ? message : null);

const article = (type: string) =>
  ({
    int: 'a whole number',
    array: 'a list',
    object: 'an object',
    record: 'an object',
    date: 'an RFC 3339 time',
    boolean: 'true or false',
  })[type] ?? `a ${type}`;

const size = (origin: string, bound: string, value: number | bigint) =>
  origin === 'string'
    ? `${bound} ${value} characters long`
    : origin === 'array' || origin === 'set'
      ? `a list of ${bound} ${value}`
      : `${bound} ${value}`;
