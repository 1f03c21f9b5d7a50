import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, createWorkspace, database, type TestWorkspace } from '../testing/index.ts';
import { readLine } from './import-lines.ts';

const cli = resolve(import.meta.dirname, '../cli.ts');
const folder = mkdtempSync(join(tmpdir(), 'woes-import-'));

interface Ended {
  code: number;
  out: string;
  err: string;
}

const woes = (args: string[], env: Record<string, string>, input = ''): Promise<Ended> =>
  new Promise((done) => {
    const child = execFile(
      process.execPath,
      [cli, ...args],
      { env: { PATH: process.env.PATH, ...env } },
      (error, out, err) => done({ code: error ? Number(error.code) : 0, out, err }),
    );
    child.stdin?.end(input);
  });

let files = 0;
function fileOf(lines: (object | string)[]): string {
  const path = join(folder, `${++files}.ndjson`);
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return path;
}

const message = (n: number) => ({
  externalId: `m${n}`,
  direction: n % 2 ? 'inbound' : 'outbound',
  body: { text: `Message ${n}` },
  sentAt: new Date(Date.UTC(2024, 0, 1) + n * 60_000).toISOString(),
});
const ticket = (name: string, more: object = {}) => ({
  externalId: name,
  customer: { externalId: `of-${name}` },
  messages: [message(1), message(2)],
  ...more,
});

describe('woes import conversations at a running server', () => {
  let workspace: TestWorkspace;
  let env: Record<string, string>;
  beforeAll(async () => {
    workspace = await createWorkspace();
    env = { WOES_URL: workspace.server.url, WOES_TOKEN: workspace.admin.key };
  });
  const load = (file: string, ...more: string[]) =>
    woes(['import', 'conversations', file, '--channel', workspace.channelId, ...more], env);

  test('takes the good lines, lists the others by line and pointer, and can be run again', async () => {
    const path = fileOf([
      ticket('good-1'),
      '{"broken',
      ticket('bad-time', { messages: [{ ...message(1), sentAt: 'yesterday' }] }),
      '',
      ticket('unknown-field', { colour: 'red' }),
      ticket('good-2', { state: 'resolved', customFields: { nowhere: 1 } }),
      ticket('good-3', { messages: Array.from({ length: 450 }, (_, n) => message(n + 1)) }),
    ]);
    const first = await load(path, '--json');
    expect(first.code, first.err).toBe(3);
    const report = JSON.parse(first.out);
    expect(report).toMatchObject({ lines: 6, created: 2, updated: 0, noop: 0 });
    expect(
      report.refused
        .map(({ line, externalId, pointer, code }: any) => [line, externalId, pointer, code])
        .sort(),
    ).toEqual([
      [2, null, '', 'invalid_json'],
      [3, 'bad-time', '/messages/0/sentAt', 'invalid_type'],
      [5, 'unknown-field', '/colour', 'unknown_field'],
      [6, 'good-2', '/customFields/nowhere', expect.any(String)],
    ]);
    const { body } = await workspace.admin.get('/conversations/ext%3Agood-3');
    expect(body.counts.messages).toBe(450);
    const again = await load(path);
    expect(again.code).toBe(3);
    expect(again.out).toMatch(/created\s+0\n.*unchanged\s+2\n/s);
    expect(again.err).toContain('line 3 /messages/0/sentAt: Must be');
    expect(again.err).toContain('4 lines were refused');
  }, 120_000);

  test('reads standard input, and tried dry changes nothing', async () => {
    const input = JSON.stringify(ticket('dry'));
    const args = ['import', 'conversations', '-', '--channel', workspace.channelId, '--dry-run', '--json'];
    const { code, out } = await woes(args, env, input);
    expect([code, JSON.parse(out)]).toEqual([0, { lines: 1, created: 1, updated: 0, noop: 0, refused: [] }]);
    expect((await workspace.admin.get('/conversations/ext%3Adry')).status).toBe(404);
  });

  test('says what is wrong with the call', async () => {
    const missing = await load(join(folder, 'nowhere.ndjson'));
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('cannot be read (ENOENT)')]);
    const channel = await woes(['import', 'conversations', '-', '--channel', 'chat'], env);
    expect([channel.code, channel.err]).toEqual([2, expect.stringContaining('--channel')]);
    const unknown = 'chn_01jd0000000000000000000099';
    const foreign = await woes(['import', 'conversations', fileOf([ticket('x')]), '--channel', unknown], env);
    expect([foreign.code, foreign.err]).toEqual([3, expect.stringContaining('channelId')]);
  });
});

test('woes import conversations works on the database of this machine, without a server', async () => {
  const env = {
    WOES_DATA: mkdtempSync(join(tmpdir(), 'woes-import-')),
    WOES_SECRET: 'an installation secret for the command line',
    WOES_ROOT_TOKEN: 'root-token-of-the-command-line-tests',
    ...(database === 'postgres' ? { DATABASE_URL: await createDatabase() } : {}),
  };
  if (database === 'postgres') await woes(['migrate'], env);
  const created = await woes(['workspace', 'create', '--name', 'Acme', '--slug', 'acme', '--json'], env);
  const { channelId } = JSON.parse(created.out);
  const path = fileOf([
    ticket('one', { state: 'resolved' }),
    ticket('two', { customFields: { nowhere: 1 } }),
  ]);
  const args = ['import', 'conversations', path, '--workspace', 'acme', '--channel', channelId, '--json'];
  const first = await woes(args, env);
  expect(first.code, first.err).toBe(3);
  expect(JSON.parse(first.out)).toMatchObject({
    lines: 2,
    created: 1,
    refused: [{ line: 2, externalId: 'two', pointer: '/customFields/nowhere' }],
  });
  expect(JSON.parse((await woes(args, env)).out)).toMatchObject({ created: 0, noop: 1 });
}, 240_000);

test('a line too long to be taken at once comes in parts, and its messages keep their places in what is refused', () => {
  const messages = Array.from({ length: 401 }, (_, n) => message(n + 1));
  const parts = readLine(7, JSON.stringify(ticket('long', { messages })));
  expect(parts.map((part: any) => part.item.messages.length)).toEqual([200, 200, 1]);
  messages[250]!.direction = 'sideways';
  expect(readLine(7, JSON.stringify(ticket('long', { messages })))).toMatchObject([
    { line: 7, externalId: 'long', pointer: '/messages/250/direction', code: 'invalid_value' },
  ]);
  for (const text of ['[]', 'null', '7', '"x"'])
    expect(readLine(1, text), text).toMatchObject([{ line: 1, externalId: null, code: 'invalid_type' }]);
});
