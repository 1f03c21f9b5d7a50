import type { Engine, Lease } from '../../packages/server/src/platform/db/connection.ts';
import { decodeId } from '../../packages/server/src/platform/ids.ts';
import { createCorpus } from './corpus.ts';

export interface Filled {
  readonly messages: number;
  readonly conversations: number;
  readonly customers: number;
}

interface Place {
  readonly workspaceId: string;
  readonly channelId: string;
}

const messagesEach = 4;
const batch = 1000;
const uuid = (kind: number, n: number) => `0190${kind}000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

const customers = `insert into customers (workspace_id, id, external_id, email, name, traits, tags, created_at, updated_at)
  select $1, r.id, r.external, r.external || '@example.com', r.name, '{}', '{}', now(), now()
  from jsonb_to_recordset($2::text::jsonb) as r (id uuid, external text, name text)`;
const conversations = `insert into conversations (workspace_id, id, ref, subject, state, priority, channel_id, channel_type,
    customer_id, tags, message_count, last_sequence, last_timeline_sequence, created_at, updated_at)
  select $1, r.id, r.ref, r.subject, r.state, 'normal', $3, 'live_chat', r.customer, '{}', ${messagesEach}, ${messagesEach},
    ${messagesEach}, timestamptz '2026-01-01' + r.ref * interval '1 minute', timestamptz '2026-01-01' + r.ref * interval '1 minute'
  from jsonb_to_recordset($2::text::jsonb) as r (id uuid, ref bigint, subject text, state text, customer uuid)`;
const messages = `insert into messages (workspace_id, id, conversation_id, sequence, timeline_sequence, direction, author,
    body_format, body_text, delivery_state, sent_at, created_at)
  select $1, r.id, r.conversation, r.sequence, r.sequence, 'inbound', '{"type": "customer", "id": null, "name": null}',
    'text', r.text, 'delivered', timestamptz '2026-01-01', timestamptz '2026-01-01'
  from jsonb_to_recordset($2::text::jsonb) as r (id uuid, conversation uuid, sequence integer, text text)`;

/** Fills one workspace with conversations of four messages each, the index left out. */
export async function fill(
  engine: Engine,
  place: Place,
  wanted: number,
  onStep: (done: number) => void,
): Promise<Filled> {
  const lease = await engine.acquire();
  await lease.command('reset role; set statement_timeout = 0');
  const tables = ['conversations', 'messages', 'customers'];
  for (const table of tables) await lease.command(`alter table ${table} disable trigger user`);
  const filled = await insertAll(lease, place, wanted, onStep);
  for (const table of tables) await lease.command(`alter table ${table} enable trigger user`);
  const workspace = decodeId(place.workspaceId);
  const count = filled.conversations;
  for (const text of [
    `insert into conversation_refs values ('${workspace}', ${count}) on conflict (workspace_id) do update set last_ref = ${count}`,
    `insert into search_changes (workspace_id, conversation_id, kind)
      select workspace_id, id, 'all' from conversations where workspace_id = '${workspace}' order by ref`,
    'analyze',
  ])
    await lease.command(text);
  lease.release();
  return filled;
}

async function insertAll(
  lease: Lease,
  place: Place,
  wanted: number,
  onStep: (done: number) => void,
): Promise<Filled> {
  const corpus = createCorpus(1);
  const workspace = decodeId(place.workspaceId);
  const channel = decodeId(place.channelId);
  const count = Math.ceil(wanted / messagesEach);
  const people = Math.ceil(count / 5);
  const states = ['open', 'waiting_on_customer', 'resolved', 'resolved'];
  const run = (text: string, rows: object[], ...more: string[]) =>
    lease.rows(text, [workspace, JSON.stringify(rows), ...more]);
  for (let from = 0; from < people; from += batch)
    await run(
      customers,
      span(from, people).map((n) => ({ id: uuid(1, n), external: `user${n}`, name: corpus.text(2, 2) })),
    );
  for (let from = 0; from < count; from += batch) {
    const numbers = span(from, count);
    await run(
      conversations,
      numbers.map((n) => ({
        id: uuid(2, n),
        ref: n + 1,
        subject: corpus.text(4, 8),
        state: states[n % states.length],
        customer: uuid(1, n % people),
      })),
      channel,
    );
    await run(
      messages,
      numbers.flatMap((n) =>
        Array.from({ length: messagesEach }, (_, index) => ({
          id: uuid(3, n * messagesEach + index),
          conversation: uuid(2, n),
          sequence: index + 1,
          text: corpus.text(15, 60),
        })),
      ),
    );
    onStep(Math.min(count, from + batch) * messagesEach);
  }
  return { messages: count * messagesEach, conversations: count, customers: people };
}

const span = (from: number, end: number) =>
  Array.from({ length: Math.min(batch, end - from) }, (_, index) => from + index);
