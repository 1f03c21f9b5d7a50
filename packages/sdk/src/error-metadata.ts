import type { ErrorCode } from './generated/errors.ts';

/**
 * What `metadata` of a refusal holds, by code. Codes that are not here promise nothing, and a server newer than the
 * SDK may add fields.
 *
 * @example
 * if (isWoesError(error, 'rate_limited')) console.log(error.metadata.policy);
 */
export interface ErrorMetadata {
  already_exists: {
    /** The field that must not repeat. */
    field: string;
    /** Who has that value. */
    conflictingResource?: { type: string; id: string };
  };
  capability_not_allowed: {
    /** `conversations` */
    missingCapability: string;
  };
  concurrency_limited: {
    /** `streams` or `concurrency`. */
    policy: string;
    /** How many may be open at once. */
    quota?: number;
  };
  illegal_transition: {
    from: string;
    to: string;
    /** Where it may go instead. */
    allowedTransitions: string[];
  };
  insufficient_scope: {
    /** `conversations:write` */
    missingScope: string;
    /** All of them, when several are missing. */
    missingScopes?: string[];
  };
  not_found: {
    /** Kind of what is not there, `conversation`. */
    resource: string;
  };
  rate_limited: {
    /** `key`, `workspace` or `auth-fail`. */
    policy: string;
    /** Units per window. */
    quota?: number;
    /** Length of the window in seconds. */
    windowSeconds?: number;
  };
  reference_not_usable: {
    /** The field that names what cannot be used. */
    field: string;
  };
  sequence_expired: {
    /** Sequence of the oldest event that is kept. */
    oldestAvailable: number;
  };
  validation_failed: {
    /** How many fields are wrong; `errors` holds the first 50. */
    count: number;
  };
  version_conflict: {
    /** Read again, and send this as `expectedVersion`. */
    currentVersion: number;
    /** The version that was sent. */
    expectedVersion?: number;
    /** Fields that have changed between the two; null when the server does not know any more. */
    changedFields?: string[] | null;
  };
}

/**
 * The metadata of one code.
 *
 * @example
 * const shown = ({ currentVersion }: MetadataOf<'version_conflict'>) => `now at ${currentVersion}`;
 */
export type MetadataOf<Code extends ErrorCode> = Code extends keyof ErrorMetadata
  ? ErrorMetadata[Code] & Record<string, unknown>
  : Record<string, unknown>;
