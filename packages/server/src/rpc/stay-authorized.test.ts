import { afterAll, beforeAll, expect, test } from 'vitest';
import { statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import { ProblemError } from '../platform/problem.ts';
import {
  createWorkspace,
  inDatabase,
  type RestActor,
  startTestServer,
  type TestServer,
  type TestWorkspace,
} from '../testing/index.ts';
import type { Context, RequestInfo } from './context.ts';
import { problemOf } from './problem-of.ts';
import { authenticate } from './stages/authenticate.ts';
import { stayAuthorized } from './stay-authorized.ts';

let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await startTestServer();
  workspace = await createWorkspace(server);
});
afterAll(() => server.stop());

const everyMs = 20;
const access = { scope: 'webhooks:read' } as const;

/** Somebody who follows, and what becomes of it. */
async function follow(actor: RestActor, check?: () => Promise<void>) {
  const request: RequestInfo = {
    id: 'req_00000000000000000000000000',
    door: 'rest',
    surface: 'workspace',
    ip: '127.0.0.1',
    origin: null,
    authorization: `Bearer ${actor.key}`,
    idempotencyKey: null,
    version: null,
    traceparent: null,
    batchSize: 1,
  };
  const context: Context = {
    services: server.services,
    request,
    reply: { limits: [], replayed: false, retryAfter: null },
  };
  const { call } = await authenticate(context, access);
  const ended: string[] = [];
  const { stop } = stayAuthorized(
    context,
    { principal: call.principal, access, ...(check ? { check } : {}) },
    { refuse: (error) => ended.push(problemOf(error).code), renew: () => ended.push('renew') },
    everyMs,
  );
  return { ended, stop };
}
const narrow = statement<[string, string]>(
  `update credentials set scopes = '{customers:read}' where workspace_id = $1 and id = $2`,
);

test('what another process takes from a key ends its streams when the look-up here has grown old', async () => {
  const user = await workspace.withScopes('webhooks:read');
  const { id } = (await user.get('/auth/me')).body.credential;
  const { ended, stop } = await follow(user);
  await inDatabase(workspace, () => narrow(decodeId(workspace.id), decodeId(id)));
  server.clock.advance(30_000);
  await expect.poll(() => ended[0]).toBe('insufficient_scope');
  stop();
});

test('what is followed is looked at when it begins, and from time to time', async () => {
  let looks = 0;
  const { ended, stop } = await follow(workspace.admin, async () => {
    looks += 1;
    if (looks === 3) throw new ProblemError('conversation_secret_required');
  });
  await expect.poll(() => ended).toEqual(['conversation_secret_required']);
  stop();
});

test('a question that cannot be answered ends nothing, and is asked again', async () => {
  let looks = 0;
  const { ended, stop } = await follow(workspace.admin, async () => {
    looks += 1;
    if (looks < 4) throw new ProblemError('unavailable');
  });
  await expect.poll(() => looks).toBeGreaterThan(4);
  expect(ended).toEqual([]);
  stop();
});
