import type { z } from 'zod';
import type { Capability } from './capabilities.ts';
import type { ErrorCode } from './errors.ts';
import type { Scope } from './scopes.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call. Everything but a scope says why it needs none. */
export type Access =
  | { readonly scope: Scope }
  | { readonly credential: string }
  | { readonly root: string }
  | { readonly public: string }
  | {
      readonly widget: 'key' | 'session';
      /** What the widget key must be good for; null when every widget needs it. */
      readonly capability: Capability | null;
      readonly reason: string;
      /** The session's token ends with the call: repeated under its key it is answered to that token all the same. */
      readonly endsToken?: true;
    };

/**
 * Everything the outside may know of an operation. tRPC, REST, OpenAPI, the SDK, the documentation and the
 * walks over all operations are made from this one record.
 */
export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** At most 60 characters, no full stop. */
  readonly summary: string;
  readonly description: string;
  readonly access: Access;
  /** `POST /conversations/{id}/messages`, below the base path of its door. */
  readonly rest: `${HttpMethod} /${string}`;
  /** Status of success; 200 when left out. */
  readonly status?: 200 | 201 | 202 | 204;
  readonly input: I;
  readonly output: O;
  /** Rate-limit units; 1 for a read and 2 for a write when left out. */
  readonly cost?: number;
  /** Codes beyond those that follow from method and access. */
  readonly errors?: readonly ErrorCode[];
  /** Event types that a call may append to the log. */
  readonly events?: readonly string[];
  /** A POST for what it carries, not for what it does: nothing is changed and no event told. */
  readonly changesNothing?: true;
  /** The answer holds a secret that is shown once: never kept in the clear, not even for replays. */
  readonly revealsSecret?: true;
  /** The answer belongs to whoever got it: a key that somebody else chose too must not give it away. */
  readonly neverReplayed?: true;
  /** Input fields that travel as HTTP headers on REST. */
  readonly headers?: { readonly [field: string]: string };
  readonly example: { readonly input: z.input<I>; readonly output: z.input<O> };
}

export const operation = <const I extends z.ZodType, const O extends z.ZodType>(
  o: Operation<I, O>,
): Operation<I, O> => o;
