import type { Id } from '../contract/ids.ts';
import type { Access } from '../contract/operation.ts';
import type { LoggedEvent } from '../platform/events/read.ts';
import type { Signal } from '../platform/events/signals.ts';
import type { Edition } from '../versions/index.ts';
import type { Principal } from './principal.ts';

/**
 * What a caller may follow: decided once by the procedure, carried out by the door, as server-sent events or as
 * a tRPC subscription.
 */
export interface Follow<T> {
  readonly workspaceId: Id<'ws'>;
  /** Start after this number; null starts with what happens next. */
  readonly after: number | null;
  matches(event: LoggedEvent): boolean;
  /** Followers of one audience get the same frame, which is made once. */
  readonly audience: string;
  /** What this audience may see of an event; null for nothing. */
  present(event: LoggedEvent): { readonly name: string; readonly data: T } | null;
  /** What this audience may see of a signal; null for nothing. Streams of server-sent events carry signals only. */
  signal?(signal: Signal): object | null;
  /**
   * For what is opened by more than the caller's key. Told of each event before it is shown: true when this one has
   * ended some of the right to follow, which is then looked at anew.
   */
  isUnsettledBy?(event: LoggedEvent): boolean;
  /** Throws when nothing of what was asked for may be followed any more. */
  check?(): Promise<void>;
}

/** A follow whose beginning is settled: whoever is told that it has begun misses nothing from then on. */
export interface Following<T> extends Follow<T> {
  readonly after: number;
  /** Who follows, and what that takes: both are asked for again while it goes on. */
  readonly principal: Principal;
  readonly access: Access;
}

/** The same follow in an older contract: its frames are of another audience. */
export function inEdition<T>(
  follow: Following<T>,
  edition: Edition | undefined,
  operation: string,
): Following<T> {
  if (!edition) return follow;
  return {
    ...follow,
    audience: `${follow.audience} ${edition.version}`,
    present(event) {
      const shown = follow.present(event);
      return shown && { name: shown.name, data: edition.downgrade(operation, shown.data) as T };
    },
  };
}
