import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine, Lease } from '../platform/db/connection.ts';
import { statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import {
  createWorkspace,
  inDatabase,
  openTestEngine,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from '../testing/index.ts';

/** What a hundred thousand customers cost: searches and look-ups go by an index, under row-level security. */
const rows = 100_000;
let server: TestServer;
let workspace: TestWorkspace;

const fill = statement<[string, number, number]>(`
  with made as (
    insert into customers (workspace_id, id, external_id, email, name, traits, tags, created_at, updated_at)
    select $1::uuid, gen_random_uuid(), 'user_' || n, 'person' || n || '@example' || n % 50 || '.com',
      (array['Ada', 'Bob', 'Cleo', 'Dan', 'Eve'])[1 + n % 5] || ' Family' || n, '{}', '{}',
      timestamptz '2026-01-01' + n * interval '1 second', now()
    from generate_series($2::integer, $3::integer) as n
    returning workspace_id, id, name, email, external_id, created_at
  ), identities as (
    insert into customer_identities (workspace_id, id, customer_id, type, system, value, value_key, verified, created_at)
    select workspace_id, gen_random_uuid(), id, 'email', '', email, email, true, created_at from made
  )
  insert into search_terms (workspace_id, resource_type, term, resource_id)
  select distinct workspace_id, 'customer', term, id
  from made, regexp_split_to_table(lower(concat_ws(' ', name, email, external_id)), '[^[:alnum:]]+') as term`);

/** Plans of the statements that read people, by the server's own role, as they are sent. */
let plans: string[] = [];

/** The same object but for some of its parts. */
const beside = <T extends object>(target: T, parts: Partial<T>): T =>
  new Proxy(target, {
    get(_, name) {
      if (name in parts) return parts[name as keyof T];
      const value = target[name as keyof T];
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

function explaining(engine: Engine): Engine {
  const watch = (lease: Lease): Lease =>
    beside(lease, {
      async values(text: string, params: readonly unknown[]) {
        if (/^select/.test(text) && /from "?customer/.test(text))
          plans.push((await lease.values(`explain ${text}`, params)).flat().join('\n'));
        return lease.values(text, params);
      },
    });
  return beside(engine, { runShared: null, acquire: async () => watch(await engine.acquire()) });
}

beforeAll(async () => {
  const engine = await openTestEngine();
  server = await startTestServer({}, explaining(engine));
  workspace = await createWorkspace(server);
  const tenant = decodeId(workspace.id);
  const step = 10_000;
  for (let n = 0; n < rows; n += step) await inDatabase(workspace, () => fill(tenant, n + 1, n + step));
  const lease = await engine.acquire();
  await lease.command('reset role; analyze customers; analyze search_terms; analyze customer_identities');
  lease.release();
}, 240_000);
afterAll(() => server.stop());

test.each([
  ['a rare word', '/customers/search', { query: 'family77777' }],
  ['a rare beginning', '/customers/search', { query: 'family7777' }],
  ['a common word', '/customers/search', { query: 'ada' }],
  ['a common beginning', '/customers/search', { query: 'f' }],
  ['a rare and a common word', '/customers/search', { query: 'ada family77777' }],
  ['an address', '/customers/search', { query: 'person4242@example42.com' }],
  ['nobody', '/customers/search', { query: 'nobodyisthere' }],
  ['a page of the list', '/customers?limit=25', null],
  ['an address in the list', '/customers?email=person4242%40example42.com', null],
  ['one by address', '/customers/email:person4242@example42.com', null],
  ['one by external id', '/customers/ext:user_4242', null],
])('%s is found by an index', async (_, path, body) => {
  const ask = () => (body ? workspace.admin.post(path, body) : workspace.admin.get(path));
  plans = [];
  const answer = await ask();
  expect(answer.status, answer.text).toBe(200);
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.join('\n')).not.toMatch(/Seq Scan on (customers|search_terms|customer_identities)/);
  const begun = performance.now();
  await ask();
  expect(performance.now() - begun).toBeLessThan(1000);
});
