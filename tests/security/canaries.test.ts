import { startTestServer, type TestServer } from '@woes/server/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  everyOperation,
  overRest,
  overRpc,
  refusalOf,
  type Stage,
  stage,
  titled,
  validInput,
} from '../support/doors.ts';
import { placesOf, withValue } from '../support/input-places.ts';

/**
 * Marked secrets in every place that a caller can write to. None comes out in a refusal or in a log line, not even
 * when the database itself fails with them in its hands.
 */
const canary = `canary${'7f3a'}secret`;
const hidden = {
  'user-agent': canary,
  cookie: `session=${canary}`,
  'x-forwarded-for': canary,
  'x-request-id': canary,
  traceparent: `00-${canary}-01`,
  'woes-conversation-secret': canary,
};

let healthy: Stage;
let broken: Stage;
const servers: TestServer[] = [];

beforeAll(async () => {
  for (const _ of [1, 2]) servers.push(await startTestServer());
  healthy = await stage(servers[0]);
  broken = await stage(servers[1]);
  await breakTables(servers[1]!);
});
afterAll(async () => {
  for (const server of servers) await server.stop();
});

/** Every statement fails from now on, as after a migration gone wrong; keys that were looked up are still known. */
async function breakTables({ services }: TestServer): Promise<void> {
  const { raw } = services.engine as unknown as { raw: { exec(sql: string): Promise<unknown> } };
  await raw.exec(`do $$ declare name text; begin
    for name in select tablename from pg_tables where schemaname = 'public'
    loop execute format('alter table %I rename to %I', name, name || '_gone'); end loop; end $$`);
}

const logOf = ({ server }: Stage) => server.logLines.join('\n');

describe.each(titled(everyOperation))('%s', (_, doors) => {
  test('repeats nothing of a request that it refuses', async () => {
    const before = healthy.server.logLines.length;
    const places = placesOf(doors.entry.operation.input).filter(({ kinds }) => kinds.has('string'));
    // A NUL or a wrong prefix makes each refused for itself, with the secret still in it.
    const inputs = places.map(({ path }) => withValue(validInput(doors, healthy), path, `${canary}\u0000`));
    inputs.push({ ...validInput(doors, healthy), unknownField: canary });
    for (const input of inputs)
      for (const ask of [overRest, overRpc]) {
        const answer = await ask(doors, healthy, input, { headers: { ...hidden } });
        if (refusalOf(answer)) expect(answer.text + headersText(answer)).not.toContain(canary);
      }
    for (const asking of [
      { key: `woesk_${canary}` },
      { headers: { 'idempotency-key': `${canary} not visible` } },
      { raw: `{"json": "${canary}` },
    ])
      for (const ask of [overRest, overRpc]) {
        const answer = await ask(doors, healthy, validInput(doors, healthy), asking);
        if (refusalOf(answer)) expect(answer.text + headersText(answer)).not.toContain(canary);
      }
    expect(healthy.server.logLines.slice(before).join('\n')).not.toContain(canary);
  });

  test('says nothing of why the database failed', async () => {
    const texts = placesOf(doors.entry.operation.input).filter(({ kinds }) => kinds.has('string'));
    const inputs = [
      validInput(doors, broken),
      ...texts.map(({ path }) => withValue(validInput(doors, broken), path, canary)),
    ];
    for (const input of inputs)
      for (const ask of [overRest, overRpc]) {
        const headers = { 'idempotency-key': `${canary}-${Math.random()}`, ...hidden };
        const answer = await ask(doors, broken, input, { headers });
        const refusal = refusalOf(answer);
        if (!refusal) continue;
        expect(answer.text).not.toMatch(
          /canary|_gone|relation \\?"|select |insert |update |\bsql\b|node_modules|\.ts:/i,
        );
        if (refusal.status >= 500)
          expect(refusal).toMatchObject({ code: 'internal_error', metadata: {}, errors: [] });
      }
  });
});

test('the log says that the database failed, and nothing of what was in the requests', () => {
  expect(logOf(broken)).toContain('internal_error');
  expect(logOf(broken)).not.toContain(canary);
  expect(logOf(healthy)).not.toContain(canary);
});

const headersText = ({ headers }: { headers: Headers }) => JSON.stringify([...headers]);
