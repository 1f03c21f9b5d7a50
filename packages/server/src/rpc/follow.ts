import type { Id } from '../contract/ids.ts';
import type { LoggedEvent } from '../platform/events/read.ts';
import type { Edition } from '../versions/index.ts';

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
}

/** A follow whose beginning is settled: whoever is told that it has begun misses nothing from then on. */
export type Following<T> = Follow<T> & { readonly after: number };

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
