import type { Id } from '../../contract/ids.ts';
import type { Actor } from '../../contract/shapes.ts';
import { statement } from '../db/index.ts';
import { decodeId } from '../ids.ts';

/** What a verb says has happened. */
export interface NewEvent {
  readonly type: string;
  readonly resource: { readonly type: string; readonly id: Id; readonly version: number | null };
  /** The conversation the event belongs to, so that it can be followed alone. */
  readonly conversationId?: Id<'conv'>;
  /** The resource as it is after the event, in the shape of the contract. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly changes?: Readonly<Record<string, { from: unknown; to: unknown }>>;
}

/** What the event log adds: who, when, and because of what. */
export interface EventOrigin {
  readonly workspaceId: Id<'ws'>;
  readonly actor: Actor;
  readonly credentialId: Id<'key'> | null;
  readonly correlationId: string;
  readonly occurredAt: Date;
  readonly apiVersion: string;
}

const append = statement<[workspaceId: string, events: string]>(`
  with head as (
    update event_heads set seq = seq + jsonb_array_length($2::jsonb) where workspace_id = $1::uuid returning seq
  )
  insert into event_log (workspace_id, seq, id, type, occurred_at, resource_type, resource_id, conversation_id, envelope)
  select $1::uuid, head.seq - jsonb_array_length($2::jsonb) + e.position, (e.value->>'id')::uuid, e.value->>'type',
    (e.value->>'occurredAt')::timestamptz, e.value->>'resourceType', (e.value->>'resourceId')::uuid,
    (e.value->>'conversationId')::uuid, e.value->'envelope'
  from head, jsonb_array_elements($2::jsonb) with ordinality as e (value, position)
  returning seq`);

/**
 * Appends events and gives the number of the last. To be the last statement of its transaction: the counter
 * row stays locked from here to the commit, which is what makes the order of numbers the order of commits.
 */
export async function appendEvents(
  origin: EventOrigin,
  events: readonly (NewEvent & { id: Id<'evt'> })[],
): Promise<number> {
  const rows = events.map((event) => ({
    id: decodeId(event.id),
    type: event.type,
    occurredAt: origin.occurredAt,
    resourceType: event.resource.type,
    resourceId: decodeId(event.resource.id),
    conversationId: event.conversationId ? decodeId(event.conversationId) : null,
    envelope: {
      id: event.id,
      type: event.type,
      apiVersion: origin.apiVersion,
      workspaceId: origin.workspaceId,
      occurredAt: origin.occurredAt,
      actor: origin.actor,
      credentialId: origin.credentialId,
      resource: event.resource,
      conversationId: event.conversationId ?? null,
      data: event.data,
      changes: event.changes ?? {},
      correlationId: origin.correlationId,
      causationId: null,
      redactions: [],
    },
  }));
  const appended = await append(decodeId(origin.workspaceId), JSON.stringify(rows));
  return Number(appended.at(-1)?.[0]);
}
