import { type ErrorCode, errorTable, type FieldProblem, type Problem } from '../contract/errors.ts';
import type { Id } from '../contract/ids.ts';
import { maskSecrets, maskSecretsInValue } from './redaction/index.ts';

export interface ProblemDetails {
  /** Values that `detail` speaks of, for programs. */
  metadata?: Record<string, unknown>;
  errors?: FieldProblem[];
  /** Seconds. */
  retryAfter?: number;
  cause?: unknown;
}

/** A refusal that callers may see. Anything else that is thrown leaves as `internal_error`. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly code: ErrorCode;
  readonly metadata: Record<string, unknown>;
  readonly errors: FieldProblem[];
  readonly retryAfter: number | null;
  #stored: Problem | null = null;

  constructor(
    code: ErrorCode,
    detail?: string,
    { metadata = {}, errors = [], retryAfter, cause }: ProblemDetails = {},
  ) {
    super(detail ?? errorTable[code].meaning, { cause });
    this.code = code;
    this.metadata = metadata;
    this.errors = errors;
    this.retryAfter = retryAfter ?? null;
  }

  /** A refusal that was stored for replays: it leaves again byte for byte. */
  static restore(text: string): ProblemError {
    const stored = JSON.parse(text) as Problem;
    const error = new ProblemError(stored.code, stored.detail, {
      metadata: stored.metadata,
      errors: stored.errors,
    });
    error.#stored = stored;
    return error;
  }

  get status(): number {
    return errorTable[this.code].status;
  }

  /** The form in which it leaves. A server fault says nothing about its cause. */
  toProblem(requestId: string): Problem {
    if (this.#stored) return this.#stored;
    const { status, title, retry, meaning } = errorTable[this.code];
    const ours = status >= 500;
    return {
      type: `https://docs.woes.dev/errors/${this.code}`,
      title,
      status,
      detail: ours ? meaning : maskSecrets(this.message),
      code: this.code,
      requestId,
      retry,
      retryAfter: retry === 'after' ? (this.retryAfter ?? 1) : null,
      metadata: ours ? {} : maskSecretsInValue(this.metadata),
      errors: maskSecretsInValue(this.errors).map(withMaskedPointer),
    };
  }
}

/** A field that nobody knows is named by its caller, who may have taken a secret for its name. */
function withMaskedPointer(problem: FieldProblem): FieldProblem {
  const parts = problem.pointer.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const shown = parts.map(maskSecrets);
  if (shown.every((part, index) => part === parts[index])) return problem;
  const pointer = shown.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
  return { ...problem, pointer };
}

/** The answer for an id that does not exist and for one of another workspace alike. */
export const notFound = (what: string) =>
  new ProblemError('not_found', `There is no such ${what}.`, { metadata: { resource: what } });

/** The answer when another record holds a value that must be unique. */
export const alreadyExists = (field: string, conflictingResource: { type: string; id: Id }) =>
  new ProblemError('already_exists', `Another ${conflictingResource.type} has this ${field}.`, {
    metadata: { field, conflictingResource },
  });

/** A field that is of the right form and still does not fit the record. */
export const invalidField = (pointer: string, code: string, detail: string) =>
  new ProblemError('validation_failed', '1 field is invalid.', {
    metadata: { count: 1 },
    errors: [{ location: 'body', pointer, code, detail }],
  });

/** The answer to a change that was decided on another version; `changedFields` is null when it is not known. */
export const versionConflict = (
  currentVersion: number,
  expectedVersion: number,
  changedFields: readonly string[] | null,
) =>
  new ProblemError(
    'version_conflict',
    `The current version is ${currentVersion}, not ${expectedVersion}.${changedFields?.length ? ` Changed since: ${changedFields.join(', ')}.` : ''}`,
    { metadata: { currentVersion, expectedVersion, changedFields } },
  );
