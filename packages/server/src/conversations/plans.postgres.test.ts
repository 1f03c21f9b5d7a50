import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeId, encodeId } from '../platform/ids.ts';
import { type Explained, explaining, nodesOf } from '../testing/explaining.ts';
import {
  createWorkspace,
  openTestEngine,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from '../testing/index.ts';

/*
 * How the database goes about the hot reads when one workspace has more than a million rows: by an index whose order
 * is that of the page. A plan that reads a table from end to end, or sorts what it has found, is slow however fast
 * the machine, so plans are read and nothing is timed.
 */
const counts = {
  customers: 50_000,
  conversations: 150_000,
  messages: 500_000,
  events: 150_000,
  issues: 100_000,
};
const pageMax = 101;

let server: TestServer;
let workspace: TestWorkspace;
let explained: Explained[] = [];
const uuid = (kind: number, n: number) => `0190${kind}000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const idIn = (kind: number, n: string) =>
  `('0190${kind}000-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;
const conversation = encodeId('conv', uuid(2, 4242));
const customer = encodeId('cus', uuid(1, 4242));

const fill = (w: string, channel: string) => `
  reset role; set statement_timeout = 0; set session_replication_role = replica; set synchronous_commit = off;
  insert into customers (workspace_id, id, external_id, email, name, traits, tags, created_at, updated_at)
  select '${w}', ${idIn(1, 'n')}, 'user_' || n, 'user' || n || '@example.com', 'User ' || n, '{}', '{}',
    timestamptz '2026-01-01' + n * interval '1 second', now()
  from generate_series(1, ${counts.customers}) as n;
  insert into conversations (workspace_id, id, ref, subject, state, priority, channel_id, channel_type, customer_id, tags,
    message_count, last_sequence, last_timeline_sequence, created_at, updated_at)
  select '${w}', ${idIn(2, 'n')}, n, 'Subject ' || n,
    (array['open', 'resolved', 'waiting_on_customer', 'new'])[1 + n % 4], 'normal', '${channel}', 'api',
    ${idIn(1, `1 + n % ${counts.customers}`)}, '{}', 3, 3, 3,
    timestamptz '2026-01-01' + n * interval '1 second', now()
  from generate_series(1, ${counts.conversations}) as n;
  insert into messages (workspace_id, id, conversation_id, sequence, timeline_sequence, direction, author, body_format,
    body_text, delivery_state, sent_at, created_at)
  select '${w}', ${idIn(3, 'n')}, case when n <= 20000 then '${uuid(2, 4242)}'::uuid else ${idIn(2, '1 + n / 4')} end,
    n + 10, n + 10, 'inbound', '{"type": "system", "id": null, "name": null}', 'text', 'Text ' || n, 'delivered', now(), now()
  from generate_series(1, ${counts.messages}) as n;
  insert into timeline_entries (workspace_id, id, conversation_id, timeline_sequence, type, actor, changes, created_at)
  select '${w}', ${idIn(4, 'n')}, case when n <= 20000 then '${uuid(2, 4242)}'::uuid else ${idIn(2, '1 + n / 4')} end,
    n + 1000000, 'updated', '{"type": "system", "id": null, "name": null}', '{}', now()
  from generate_series(1, 100000) as n;
  insert into issues (workspace_id, id, ref, title, state, priority, tags, external_provider, external_id, created_by, created_at, updated_at)
  select '${w}', ${idIn(5, 'n')}, n, 'Issue ' || n, (array['open', 'closed', 'resolved', 'in_progress'])[1 + n % 4], 'normal',
    '{}', 'github', 'acme/api#' || n, '{"type": "system", "id": null, "name": null}',
    timestamptz '2026-01-01' + n * interval '1 second', now()
  from generate_series(1, ${counts.issues}) as n;
  insert into issue_links (workspace_id, id, issue_id, conversation_id, relation, created_by, created_at)
  select '${w}', ${idIn(6, 'n')}, ${idIn(5, 'n')}, ${idIn(2, 'n')}, 'tracks',
    '{"type": "system", "id": null, "name": null}', now()
  from generate_series(1, 50000) as n;
  insert into event_log (workspace_id, seq, id, type, occurred_at, resource_type, resource_id, conversation_id, envelope)
  select '${w}', n + 1000, ${idIn(7, 'n')}, 'message.received', now(), 'message', ${idIn(3, 'n')}, ${idIn(2, '1 + n / 4')}, told.envelope
  from generate_series(1, ${counts.events}) as n
    cross join (select envelope from event_log where workspace_id = '${w}' order by seq limit 1) as told;
  insert into search_postings (workspace_id, term, segment, members)
  select '${w}', 'm' || case when n % 2 = 0 then 'text' else 'word' end || n / 40, n % 40, '\\x0100'
  from generate_series(1, 200000) as n;
  set session_replication_role = default; set synchronous_commit = on;
  analyze customers; analyze conversations; analyze messages; analyze timeline_entries; analyze issues;
  analyze issue_links; analyze event_log; analyze search_postings`;

beforeAll(async () => {
  const engine = await openTestEngine();
  server = await startTestServer(
    {},
    explaining(engine, (each) => explained.push(each)),
  );
  workspace = await createWorkspace(server);
  const lease = await engine.acquire();
  await lease.command(fill(decodeId(workspace.id), decodeId(workspace.channelId)));
  await lease.command('reset statement_timeout');
  lease.release();
}, 240_000);
afterAll(() => server.stop());

const tables =
  /^(customers|conversations|messages|notes|timeline_entries|issues|issue_links|issue_notes|event_log|search_postings|search_changes)$/;

/** What is wrong with the plans of a call. */
async function faultsOf(ask: () => Promise<{ status: number; text: string }>): Promise<string[]> {
  explained = [];
  const answer = await ask();
  expect(answer.status, answer.text).toBe(200);
  const read = explained.filter(({ plan }) =>
    nodesOf(plan).some((node) => tables.test(node['Relation Name'] ?? '')),
  );
  expect(read.length).toBeGreaterThan(0);
  return read.flatMap(({ text, plan }) =>
    nodesOf(plan).flatMap((node) => {
      const { 'Node Type': type, 'Relation Name': table = '', 'Plan Rows': rows } = node;
      if (type === 'Seq Scan' && tables.test(table) && table !== 'search_changes')
        return [`reads all of ${table}: ${text}`];
      return type === 'Sort' && rows > pageMax ? [`sorts ${rows} rows: ${text}`] : [];
    }),
  );
}

const lists = [
  '/conversations',
  '/conversations?sort=created_at',
  '/conversations?state=open',
  `/conversations?customerId=${customer}`,
  '/customers',
  '/customers?sort=created_at',
  `/conversations/${conversation}/messages`,
  `/conversations/${conversation}/messages?sort=-sequence`,
  `/conversations/${conversation}/messages?afterSequence=9000`,
  `/conversations/${conversation}/timeline`,
  `/conversations/${conversation}/timeline?afterSequence=9000`,
  `/conversations/${conversation}/issue-links`,
  '/issues',
  '/issues?sort=created_at',
  '/issues?state=open',
  `/issues?conversationId=${conversation}`,
  '/issues?external=github:acme%2Fapi%23777',
  `/issues/${encodeId('iss', uuid(5, 4242))}/conversations`,
];

describe('a page of', () => {
  test.each(lists)('%s goes by an index and sorts nothing, the first and the next', async (path) => {
    let cursor: string | null = null;
    const first = await faultsOf(async () => {
      const answer = await workspace.admin.get(path, { limit: 25 });
      cursor = answer.body.nextCursor;
      return answer;
    });
    expect(first).toEqual([]);
    if (cursor)
      expect(await faultsOf(() => workspace.admin.get(path, { limit: 25, cursor: cursor! }))).toEqual([]);
  });

  test.each([
    '/events?afterSequence=90000',
    '/events?afterSequence=90000&types=message.*',
    `/events?afterSequence=1000&conversationId=${conversation}`,
    `/events/${encodeId('evt', uuid(7, 777))}`,
  ])('%s goes by an index and sorts nothing', async (path) => {
    expect(await faultsOf(() => workspace.admin.get(path))).toEqual([]);
  });
});

describe('a search for', () => {
  test.each(['text77', 'text77 word78', 'te*', 'text7*', '"text77 word78"', 'text77 -word78', 'nobody'])(
    '%s goes by an index',
    async (query) => {
      expect(await faultsOf(() => workspace.admin.post('/conversations/search', { query }))).toEqual([]);
    },
  );
});

test('one of each is found by an index', async () => {
  for (const path of [
    `/conversations/${conversation}`,
    '/conversations/ref:777',
    '/customers/ext:user_777',
    '/issues/ref:777',
  ])
    expect(await faultsOf(() => workspace.admin.get(path))).toEqual([]);
});
