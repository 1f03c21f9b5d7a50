import type { Id } from '../../contract/ids.ts';
import { type Engine, inTransaction, statement } from '../db/index.ts';
import { decodeId } from '../ids.ts';

/** An event of the log as followers get it: what filters need, and the envelope of the contract. */
export interface LoggedEvent {
  readonly sequence: number;
  readonly type: string;
  readonly conversationId: Id<'conv'> | null;
  readonly envelope: Envelope;
  /** The frame of each audience, made once for all its followers. */
  readonly frames: Map<string, string>;
}

export interface Envelope {
  readonly sequence: number;
  readonly occurredAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

export interface EventFilter {
  /** Exact types, or `resource.*`. */
  readonly types?: readonly string[] | undefined;
  readonly conversationId?: Id<'conv'> | undefined;
  /** A condition more on rows of the log; it binds its values. */
  readonly where?: ((bind: (value: unknown) => string) => string) | undefined;
}

const after = statement<[string, number, number]>(`
  select seq, envelope from event_log where workspace_id = $1 and seq > $2 order by seq limit $3`);

const selectFiltered = `
  select seq, envelope from event_log
  where workspace_id = $1 and seq > $2 and ($4::text is null or type ~ $4) and ($5::uuid is null or conversation_id = $5::uuid)`;
const filtered = statement<[string, number, number, string | null, string | null]>(
  `${selectFiltered} order by seq limit $3`,
);

const bounds = statement<[string]>(`
  select coalesce((select seq from event_log where workspace_id = $1 order by seq limit 1), head.seq + 1), head.seq
  from (select coalesce((select seq from event_heads where workspace_id = $1), 0) as seq) as head`);

/** Events after a number, in order. To be called inside a transaction of the workspace. */
export async function readEvents(
  workspaceId: Id<'ws'>,
  afterSequence: number,
  limit: number,
  filter: EventFilter = {},
): Promise<LoggedEvent[]> {
  const workspace = decodeId(workspaceId);
  const { types, conversationId, where } = filter;
  if (!types && !conversationId && !where) return (await after(workspace, afterSequence, limit)).map(toEvent);
  const narrowed = [pattern(types), conversationId ? decodeId(conversationId) : null] as const;
  const rows = where
    ? await readWhere(where, workspace, afterSequence, limit, ...narrowed)
    : await filtered(workspace, afterSequence, limit, ...narrowed);
  return rows.map(toEvent);
}

function readWhere(where: NonNullable<EventFilter['where']>, ...given: Parameters<typeof filtered>) {
  const params: unknown[] = [...given];
  const condition = where((value) => `$${params.push(value)}`);
  return statement(`${selectFiltered} and ${condition} order by seq limit $3`)(...params);
}

export function toEvent([seq, stored]: unknown[]): LoggedEvent {
  const envelope = stored as Envelope & { type: string; conversationId?: string; occurredAt: unknown };
  const sequence = Number(seq);
  return {
    sequence,
    type: envelope.type,
    conversationId: (envelope.conversationId ?? null) as Id<'conv'> | null,
    envelope: { ...envelope, sequence, occurredAt: new Date(String(envelope.occurredAt)) },
    frames: new Map(),
  };
}

/** Types are lower-case words, dots and a final `*`: nothing in them needs escaping but the dots. */
function pattern(types: readonly string[] | undefined): string | null {
  if (!types) return null;
  return `^(${types.map((type) => type.replaceAll('.', '\\.').replace('*', '.*')).join('|')})$`;
}

/** The oldest number that is kept, the next one when none is, and the newest that was given. */
export async function readBounds(workspaceId: Id<'ws'>): Promise<{ oldest: number; head: number }> {
  const [row] = await bounds(decodeId(workspaceId));
  return { oldest: Number(row?.[0] ?? 0), head: Number(row?.[1] ?? 0) };
}

export const readInside = <T>(engine: Engine, workspaceId: Id<'ws'>, work: () => Promise<T>): Promise<T> =>
  inTransaction(engine, workspaceId, 'read', work);
