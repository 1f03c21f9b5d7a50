import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../contract/ids.ts';
import { createWorkspace, startTestServer, type TestServer } from '../../testing/index.ts';
import { inTransaction, statement } from '../db/index.ts';
import { decodeId } from '../ids.ts';
import { forgetAnswers } from './forget.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const count = statement<[string]>('select count(*) from idempotency_records where workspace_id = $1');
const week = 7 * 24 * 3_600_000;

test('answers are forgotten when their time is over, each workspace by itself, and a key is then free', async () => {
  const [one, other] = [await createWorkspace(server), await createWorkspace(server)];
  const kept = async ({ id }: { id: string }) =>
    Number(
      (await inTransaction(server.services.engine, id as Id<'ws'>, 'read', () => count(decodeId(id))))[0]![0],
    );
  const write = ({ admin }: typeof one, key: string) =>
    admin.put('/customers/by-external-id/a', {}, { 'idempotency-key': key });
  for (const workspace of [one, other]) await write(workspace, 'old');
  server.clock.advance(week - 3_600_000);
  await write(one, 'young');
  await forgetAnswers(server.services, one.id as Id<'ws'>);
  expect([await kept(one), await kept(other)]).toEqual([2, 1]);
  server.clock.advance(2 * 3_600_000);
  await forgetAnswers(server.services, one.id as Id<'ws'>);
  expect([await kept(one), await kept(other)]).toEqual([1, 1]);
  expect((await write(one, 'young')).headers.get('idempotent-replayed')).toBe('true');
  const again = await write(one, 'old');
  expect([again.headers.get('idempotent-replayed'), again.body.result]).toEqual([null, 'noop']);
});
