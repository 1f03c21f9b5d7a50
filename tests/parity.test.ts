import { createWorkspace, RestActor, type TestWorkspace, testRootToken } from '@woes/server/testing';
import superjson from 'superjson';
import { beforeAll, expect, test } from 'vitest';
import { exampleInput, type Ids, oneOfEach, restRequest, workspaceOperations } from './support/operations.ts';

let workspace: TestWorkspace;
let ids: Ids;

beforeAll(async () => {
  workspace = await createWorkspace();
  ids = await oneOfEach(workspace);
});

/** What a REST caller reads is the JSON of what an RPC caller gets. */
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value ?? null));

/** Of a quota, both doors tell the same; when it is whole again depends on when they are asked. */
const timeless = (answer: unknown): unknown =>
  answer === undefined
    ? undefined
    : JSON.parse(JSON.stringify(answer, (name, value) => (name === 'resetAt' ? undefined : value)));

test.each(
  workspaceOperations
    .filter(({ kind }) => kind !== 'subscription')
    .map((entry) => [entry.name, entry] as const),
)('%s answers the same over REST and RPC', async (name, entry) => {
  // What one operation deletes, the next one would miss.
  if (entry.operation.rest.startsWith('DELETE')) ids = await oneOfEach(workspace);
  const input = exampleInput(entry, ids);
  // The one example that names something unique in the whole installation.
  if ('slug' in input) input.slug = `parity-${Date.now()}`;
  const caller =
    'root' in entry.operation.access ? new RestActor(workspace.server, testRootToken) : workspace.admin;
  const { method, path, ...asked } = restRequest(entry, input);
  // A write is made once: the second door gets the stored answer of the first, if both mean the same call.
  const key: Record<string, string> =
    entry.kind === 'mutation' ? { 'idempotency-key': `parity-${name}` } : {};
  const rest = await caller.send(method, path, { ...asked, headers: key });
  const rpc = await caller.rpc(entry.kind === 'mutation' ? 'mutation' : 'query', name, input, key);

  expect(rest.status, rest.text).toBe(entry.operation.status ?? 200);
  expect(rpc.status, rpc.text).toBe(200);
  const answer = superjson.deserialize(rpc.body.result.data);
  expect(timeless(asJson(answer))).toEqual(timeless(rest.body ?? null));
  expect(entry.operation.output.safeParse(answer).error).toBeUndefined();
  if (entry.kind === 'mutation') expect(rpc.headers.get('idempotent-replayed')).toBe('true');
});
