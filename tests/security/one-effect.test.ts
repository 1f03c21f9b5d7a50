import {
  createDatabase,
  database,
  eventsAfter,
  findPostgres,
  jobEnd,
  startTestServer,
  type TestServer,
} from '@woes/server/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgres } from '../../packages/server/src/platform/db/index.ts';
import {
  everyOperation,
  freshKeyOf,
  overRest,
  overRpc,
  type Stage,
  stage,
  titled,
  validInput,
} from '../support/doors.ts';
import { oneOfEach } from '../support/operations.ts';

/** Fifty equal writes at once under one key: one effect and fifty equal answers, whatever the write is. */
const writes = everyOperation.filter(({ entry }) => entry.kind === 'mutation');

const databases: [string, () => Promise<TestServer>][] = [[database, () => startTestServer()]];
if (findPostgres() && database === 'pglite')
  databases.push([
    'postgres',
    async () =>
      startTestServer(
        {},
        await openPostgres({
          url: await createDatabase(),
          connectionsMax: 10,
          prepare: true,
          statementTimeoutMs: 10_000,
          lockTimeoutMs: 3000,
          idleTransactionTimeoutMs: 30_000,
        }),
      ),
  ]);

describe.each(databases)('on %s', (_, start) => {
  let server: TestServer;
  let on: Stage;
  beforeAll(async () => {
    server = await start();
    on = await stage(server);
  });
  afterAll(() => server.stop());

  test.each(titled(writes))('%s', async (name, doors) => {
    // What one operation deletes, the next one would miss.
    if (doors.surface === 'workspace' && doors.entry.operation.rest.startsWith('DELETE'))
      on = { ...on, ids: await oneOfEach(on.workspace) };
    const input = validInput(doors, on);
    const asking = {
      key: await freshKeyOf(doors, on),
      headers: { 'idempotency-key': `fifty-${name.replace(' ', '-')}` },
    };
    const before = (await eventsAfter(on.workspace)).at(-1)?.sequence ?? 0;
    const answers = await Promise.all(Array.from({ length: 50 }, () => overRest(doors, on, input, asking)));
    const { neverReplayed, status = 200 } = doors.entry.operation;
    expect(new Set(answers.map((answer) => answer.status)), answers[0]!.text).toEqual(new Set([status]));
    // What belongs to whoever got it is made anew for each.
    if (neverReplayed) {
      expect(new Set(answers.map(({ text }) => text)).size).toBe(50);
      return;
    }
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter((answer) => !answer.headers.get('idempotent-replayed'))).toHaveLength(1);
    // What an earlier call has left to a job may be told in between.
    const asked = new Set(answers.map((answer) => answer.headers.get('woes-request-id')));
    const events = (await eventsAfter(on.workspace, before)) as { correlationId?: string }[];
    const causes = events.map(({ correlationId }) => correlationId!).filter((id) => asked.has(id));
    expect(new Set(causes).size).toBeLessThanOrEqual(1);

    // What it started is over before the next one counts its events.
    if (status === 202) await jobEnd(on.workspace.admin, answers[0]!.body.id);

    // The other door means the same call: it is answered from the same place.
    const { json, isReplay } = await overRpc(doors, on, input, asking).then((answer) => ({
      json: answer.body.result?.data?.json,
      isReplay: answer.headers.get('idempotent-replayed') === 'true',
    }));
    expect(isReplay).toBe(true);
    expect(json ?? undefined).toEqual(answers[0]!.body);
  });
});
