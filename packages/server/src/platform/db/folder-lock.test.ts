import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderInUseError, lockFolder } from './folder-lock.ts';

const newFolder = () => join(mkdtempSync(join(tmpdir(), 'woes-lock-')), 'database');
const lockOf = (folder: string) => `${folder}.lock`;

/** The id of a process that has ended. */
const deadProcess = () =>
  new Promise<number>((resolve) => {
    const child = spawn(process.execPath, ['-e', '']);
    child.once('exit', () => resolve(child.pid!));
  });

test('a second opener is refused and told who holds the folder and what to do', async () => {
  const folder = newFolder();
  const lock = await lockFolder(folder);
  const refused = await lockFolder(folder).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(FolderInUseError);
  const { message } = refused as Error;
  for (const part of [folder, `process ${process.pid}`, hostname(), 'WOES_DATA', 'DATABASE_URL'])
    expect(message).toContain(part);
  await lock.release();
  expect(existsSync(lockOf(folder))).toBe(false);
  await (await lockFolder(folder)).release();
});

test('of many openers at once one gets the folder', async () => {
  const folder = newFolder();
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('the lock of a process that has ended is taken over', async () => {
  const folder = newFolder();
  await (await lockFolder(folder)).release();
  writeFileSync(lockOf(folder), JSON.stringify({ pid: await deadProcess(), host: hostname(), started: '1' }));
  const lock = await lockFolder(folder);
  expect(JSON.parse(readFileSync(lockOf(folder), 'utf8')).pid).toBe(process.pid);
  await lock.release();
});

test('a process id that was given to another process since does not keep the folder', async () => {
  const folder = newFolder();
  await (await lockFolder(folder)).release();
  for (const pid of [process.pid, process.ppid]) {
    writeFileSync(lockOf(folder), JSON.stringify({ pid, host: hostname(), started: 'long ago' }));
    await (await lockFolder(folder)).release();
  }
});

test('a lock from another machine is respected: nobody here can know whether it lives', async () => {
  const folder = newFolder();
  await (await lockFolder(folder)).release();
  writeFileSync(lockOf(folder), JSON.stringify({ pid: 1, host: 'elsewhere', started: null }));
  await expect(lockFolder(folder)).rejects.toThrow('process 1 on elsewhere');
});

test.each(['', '{"pid":'])('a lock file that was never finished, %j, is taken over', async (content) => {
  const folder = newFolder();
  await (await lockFolder(folder)).release();
  writeFileSync(lockOf(folder), content);
  await (await lockFolder(folder)).release();
});
