import type { z } from 'zod';
import { asFilter } from '../contract/filters.ts';
import type { Id } from '../contract/ids.ts';
import { statement, transaction } from '../platform/db/index.ts';
import {
  type EventFilter,
  type LoggedEvent,
  readBounds,
  readEvents,
  toEvent,
} from '../platform/events/read.ts';
import { compilePredicate, compileSql, type FilterSubject } from '../platform/filters/index.ts';
import { decodeId } from '../platform/ids.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { Follow } from '../rpc/follow.ts';
import type * as contract from './contract.ts';
import { type Event, eventFilterFields } from './contract.ts';
import { eventColumns } from './filter-columns.ts';

export async function listEvents(
  call: Call,
  input: z.output<typeof contract.listEvents.input>,
): Promise<z.input<typeof contract.listEvents.output>> {
  const { limit, afterSequence, filter, ...narrowed } = input;
  const where = (bind: (value: unknown) => string) =>
    compileSql(asFilter(filter), { fields: eventFilterFields, columns: eventColumns, now: call.now, bind });
  const [{ oldest, head }, events] = await Promise.all([
    readBounds(call.workspaceId),
    readEvents(call.workspaceId, afterSequence, limit + 1, filter ? { ...narrowed, where } : narrowed),
  ]);
  if (oldest > afterSequence + 1 && afterSequence > 0)
    throw new ProblemError('sequence_expired', `Events up to ${oldest - 1} are past retention.`, {
      metadata: { oldestAvailable: oldest },
    });
  const hasMore = events.length > limit;
  const data = events.slice(0, limit).map(presentEvent);
  return {
    object: 'list',
    data,
    hasMore,
    // At the end of a filtered list everything up to the head has been seen, matching or not.
    nextSequence: hasMore ? data.at(-1)!.sequence : Math.max(head, data.at(-1)?.sequence ?? afterSequence),
    oldestAvailable: oldest > head ? 0 : oldest,
  };
}

const presentEvent = (event: LoggedEvent) => event.envelope as unknown as Event;

const byId = statement<[string, string]>(
  'select seq, envelope from event_log where workspace_id = $1 and id = $2',
);

export async function getEvent(call: Call, { id }: { id: Id<'evt'> }): Promise<Event> {
  transaction().lastStatement();
  const [row] = await byId(decodeId(call.workspaceId), decodeId(id));
  if (!row) throw notFound('event');
  return presentEvent(toEvent(row));
}

/** What a credential follows: the log of its workspace, through its filter. */
export function streamEvents(
  call: Call,
  { afterSequence, filter, ...narrowed }: z.output<typeof contract.streamEvents.input>,
): Follow<Event> {
  const isNarrowed = matcher(narrowed);
  const holds = filter ? compilePredicate(asFilter(filter), eventFilterFields) : () => true;
  return {
    workspaceId: call.workspaceId,
    after: afterSequence ?? null,
    matches: (event) =>
      isNarrowed(event) &&
      holds({
        resource: event.envelope,
        changes: event.envelope.changes as FilterSubject['changes'] & object,
        now: call.services.clock.now(),
      }),
    audience: 'workspace',
    present: (event) => ({ name: event.type, data: presentEvent(event) }),
    // Whoever names what he or she wants of the events wants just that.
    signal: ({ workspaceId: _, type: __, ...shown }) =>
      filter || narrowed.types || (narrowed.conversationId ?? shown.conversationId) !== shown.conversationId
        ? null
        : shown,
  };
}

function matcher({ types, conversationId }: EventFilter) {
  const exact = new Set(types?.filter((type) => !type.endsWith('*')));
  const prefixes = types?.filter((type) => type.endsWith('*')).map((type) => type.slice(0, -1)) ?? [];
  return (event: LoggedEvent) =>
    (conversationId === undefined || event.conversationId === conversationId) &&
    (types === undefined ||
      exact.has(event.type) ||
      prefixes.some((prefix) => event.type.startsWith(prefix)));
}
