import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createWorkspace } from '@woes/server/testing';
import { expect, test } from 'vitest';

/** A public support corpus, in a hand-made sample of its form, through its converter and the command. */
const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..');

test('what the converter makes of "Customer Support on Twitter" is imported without a refusal', async () => {
  const { stdout } = await run(process.execPath, [
    join(root, 'scripts/convert-twitter-support.ts'),
    join(root, 'tests/data/twitter-support-sample.csv'),
  ]);
  const file = join(mkdtempSync(join(tmpdir(), 'woes-corpus-')), 'twitter.ndjson');
  writeFileSync(file, stdout);
  const workspace = await createWorkspace();
  const imported = await run(
    process.execPath,
    [
      ...[join(root, 'packages/server/src/cli.ts'), 'import', 'conversations', file, '--json'],
      ...['--channel', workspace.channelId],
    ],
    { env: { PATH: process.env.PATH, WOES_URL: workspace.server.url, WOES_TOKEN: workspace.admin.key } },
  );
  // One customer's question that nobody answered is no conversation, and a stranger's remark no part of one.
  expect(JSON.parse(imported.stdout)).toEqual({ lines: 2, created: 2, updated: 0, noop: 0, refused: [] });
  const { body } = await workspace.admin.get('/conversations/ext%3Atwitter-3');
  expect(body).toMatchObject({
    state: 'resolved',
    createdAt: '2017-10-31T22:08:27.000Z',
    counts: { messages: 4 },
    customer: { externalId: 'twitter-900001' },
  });
  const { body: messages } = await workspace.admin.get(`/conversations/${body.id}/messages`);
  expect(messages.data[1]).toMatchObject({
    author: { name: 'ExampleSupport' },
    body: { text: '@900001 Which app version is it? & which phone?' },
    sentAt: '2017-10-31T22:10:47.000Z',
  });
  expect(messages.data[2].body.text).toContain('newest one,\non a "Pixel"');
});
