import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine } from '../../testing/index.ts';
import type { Engine } from './connection.ts';
import { isMigrated, type Migration, MigrationError, migrate, readMigrations } from './migrate.ts';

let engine: Engine;
let shipped: Migration[];
beforeAll(async () => {
  engine = await openTestEngine();
  await engine.connect();
  shipped = await readMigrations();
  await migrate(engine, shipped);
});
afterAll(() => engine.close());

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  hash: createHash('sha256').update(sql).digest('hex'),
});
const ask = async (text: string) => {
  const lease = await engine.acquire();
  try {
    return await lease.rows(text, []);
  } finally {
    lease.release();
  }
};
const exists = async (table: string) =>
  (await ask(`select to_regclass('${table}') is not null as found`))[0]?.found;

const one = migration('9001_one', 'create table probe_one (id int); insert into probe_one values (1)');
const two = migration('9002_two', 'create table probe_two (id int)');

test('what is pending is applied once and in order, also when several start at once', async () => {
  expect(await isMigrated(engine, shipped)).toBe(true);
  expect(await isMigrated(engine, [...shipped, one])).toBe(false);
  const runs = await Promise.all([1, 2, 3].map(() => migrate(engine, [...shipped, one])));
  expect(runs.flatMap(({ applied }) => applied)).toEqual(['9001_one']);
  expect(await ask('select id from probe_one')).toEqual([{ id: 1 }]);
  expect(await isMigrated(engine, [...shipped, one])).toBe(true);
});

describe('a history that differs is refused instead of skipped', () => {
  const refusal = async (migrations: Migration[]) => {
    const error = await migrate(engine, migrations).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(MigrationError);
    return (error as Error).message;
  };

  test('when a migration was changed after it was applied', async () => {
    const changed = { ...one, hash: 'another' };
    expect(await refusal([...shipped, changed])).toContain('or changed it');
  });

  test('when one was put before another that was applied', async () => {
    expect(await refusal([...shipped, two, one])).toContain('9001_one; this release has 9002_two');
    expect(await exists('probe_two')).toBe(false);
  });

  test('when the database is newer than the release', async () => {
    expect(await refusal(shipped)).toContain('newer than this release');
    await expect(isMigrated(engine, shipped)).rejects.toThrow('newer');
  });
});

test('a migration that fails leaves nothing of itself, and those before it stand', async () => {
  const failing = migration('9003_failing', 'create table probe_three (id int); select 1 / 0');
  const error = await migrate(engine, [...shipped, one, two, failing]).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'MigrationError', message: expect.stringContaining('9003_failing') });
  expect((error as Error).cause).toMatchObject({ code: '22012' });
  expect([await exists('probe_two'), await exists('probe_three')]).toEqual([true, false]);
  expect(await migrate(engine, [...shipped, one, two])).toEqual({ applied: [] });
});

test('a file that differs from its record in the journal is refused before anything runs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'woes-migrations-'));
  const sha256 = createHash('sha256').update('select 1').digest('hex');
  writeFileSync(join(folder, 'journal.json'), JSON.stringify([{ name: '0001_x', sha256 }]));
  const from = pathToFileURL(`${folder}/`);
  writeFileSync(join(folder, '0001_x.sql'), 'select 1');
  expect(await readMigrations(from)).toEqual([{ name: '0001_x', hash: sha256, sql: 'select 1' }]);
  writeFileSync(join(folder, '0001_x.sql'), 'select 2');
  await expect(readMigrations(from)).rejects.toThrow('was changed after it was recorded');
});
