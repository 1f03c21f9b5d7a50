import { AsyncLocalStorage } from 'node:async_hooks';
import { beforeAll, describe, expect, test } from 'vitest';

import { createWorkspace, inDatabase, type TestWorkspace } from '../../testing/index.ts';
import { eventHeads } from '../events/tables.ts';
import { db, inTransaction, pipe, statement, transaction } from './index.ts';

let workspace: TestWorkspace;
const insert = statement<[string, string, string]>(`
  insert into conversation_refs (workspace_id, last_ref) values ($1::uuid, $2::bigint + $3::bigint)
  on conflict (workspace_id) do update set last_ref = conversation_refs.last_ref + 1`);
const count = statement<[]>('select last_ref from conversation_refs');
const one = statement<[]>('select 1');
const divide = statement<[number]>('select 1 / $1::int');
const whereAmI = statement<[]>("select current_setting('app.workspace_id', true), current_user");

beforeAll(async () => {
  workspace = await createWorkspace();
});

const engineOf = () => workspace.server.services.engine;
const run = <T>(work: () => Promise<T>, mode: 'read' | 'write' = 'write') =>
  inDatabase(workspace, work, mode);
const bump = () =>
  run(async () => {
    const [[id]] = (await whereAmI()) as [[string]];
    pipe(insert(id, '0', '0'));
  });

describe('the guard', () => {
  test('a statement outside a transaction is refused', () => {
    expect(() => one()).toThrow('outside a transaction');
    expect(() => transaction()).toThrow('outside a transaction');
  });

  test('the query builder outside a transaction is refused', async () => {
    await expect((async () => db.execute('select 1' as never))()).rejects.toThrow();
  });

  test('a transaction inside a transaction is refused instead of waiting for itself', async () => {
    await expect(run(() => run(() => one()))).rejects.toThrow('inside a transaction');
  });

  test('a statement after the end of its transaction is refused', async () => {
    const later = await run(async () => {
      await one();
      return AsyncLocalStorage.snapshot();
    });
    expect(() => later(() => one())).toThrow('after its transaction had ended');
  });

  test('a read whose last statement is announced takes no further one', async () => {
    await run(async () => {
      transaction().lastStatement();
      expect(await one()).toHaveLength(1);
      expect(() => one()).toThrow('after its transaction had ended');
    }, 'read');
  });

  test('a reading transaction refuses to write', async () => {
    const [[id]] = (await run(() => whereAmI())) as [[string]];
    await expect(run(() => insert(id, '1', '1'), 'read')).rejects.toMatchObject({ code: '25006' });
  });

  test('a transaction that issues nothing takes no connection', async () => {
    const before = engineOf().stats();
    await run(async () => expect(engineOf().stats()).toEqual(before));
  });
});

describe('the tenant', () => {
  test('a transaction runs as the role without bypass, inside its workspace', async () => {
    const [[setting, role]] = (await run(() => whereAmI())) as [[string, string]];
    expect(setting).toMatch(/^[0-9a-f-]{36}$/);
    expect(role).toBe('woes_tenant');
  });

  test('a workspace id that is not one never reaches a statement', async () => {
    const bad = "ws_'; drop table customers; --" as never;
    await expect(inTransaction(engineOf(), bad, 'read', () => one())).rejects.toThrow('Not a typed id');
  });
});

test('a query that is handed back unsent is sent inside its transaction', async () => {
  const rows = await run(() => db.select().from(eventHeads) as never);
  expect(Array.isArray(rows)).toBe(true);
});

describe('failure', () => {
  test('what threw is thrown on, and nothing of the transaction stands', async () => {
    await bump();
    const before = await run(() => count());
    await expect(
      run(async () => {
        const [[id]] = (await whereAmI()) as [[string]];
        await insert(id, '0', '0');
        throw new Error('mine');
      }),
    ).rejects.toThrow('mine');
    expect(await run(() => count())).toEqual(before);
  });

  test('a statement that was handed over without waiting fails the whole transaction', async () => {
    await bump();
    const before = await run(() => count());
    const failing = run(async () => {
      const [[id]] = (await whereAmI()) as [[string]];
      pipe(insert(id, '0', '0'));
      pipe(divide(0));
      pipe(insert(id, '0', '0'));
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect(await run(() => count())).toEqual(before);
  });

  test('a connection is given back once, however its transaction ended', async () => {
    const { size } = engineOf().stats();
    const fail = () => run(async () => pipe(divide(0))).catch(() => undefined);
    await Promise.all(Array.from({ length: 30 }, fail));
    await Promise.all(Array.from({ length: 30 }, () => run(() => divide(0)).catch(() => undefined)));
    await run(() => one());
    await expect.poll(() => engineOf().stats().idle).toBe(size);
  });

  test('transactions that fail leave those beside them whole', async () => {
    await bump();
    const [[before]] = (await run(() => count())) as [[string]];
    const work = async (n: number) => {
      const ended = await (n % 2
        ? bump()
        : run(async () => {
            const [[id]] = (await whereAmI()) as [[string]];
            pipe(insert(id, '0', '0'));
            pipe(divide(0));
          })
      ).then(
        () => 'done',
        () => 'failed',
      );
      expect(ended).toBe(n % 2 ? 'done' : 'failed');
    };
    await Promise.all(Array.from({ length: 100 }, (_, n) => work(n)));
    const [[after]] = (await run(() => count())) as [[string]];
    expect(Number(after) - Number(before)).toBe(50);
  });
});
