import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { promisify } from 'node:util';
import { Woes } from '@woes/sdk';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import questions from './data/restbench-spotify-queries.json' with { type: 'json' };
import { newFolder, type ServerProcess, startProcess, until } from './support/process.ts';

/**
 * One conversation per question, through every door: visitors ask in a browser, a TypeScript program answers
 * through the SDK, curl and Python read over REST, and all of it is followed on the event stream.
 */
const run = promisify(execFile);
const chromiumPath = '/usr/bin/chromium';
const hasPython =
  ['/usr/bin/python3', '/usr/local/bin/python3'].some(existsSync) ||
  process.env.PATH?.split(':').some((folder) => existsSync(`${folder}/python3`));
const nothingSkipped = process.env.WOES_TEST_NOTHING_SKIPPED === 'true';

let server: ServerProcess;
let browser: Browser;
let page: Server;
let pageOrigin: string;
let demo: { credential: string; widgetKey: string; channelId: `chn_${string}` };
let woes: Woes;

/** The site of the company: another origin than the server's, with the headless client on it. */
async function serveSite(): Promise<void> {
  const scripts: Record<string, Buffer> = {
    '/client.js': await readFile(new URL('../packages/widget/dist/index.js', import.meta.url)),
    '/visitors.js': await readFile(new URL('clients/visitors.js', import.meta.url)),
  };
  const html = '<!doctype html><title>Docs</title><script type="module" src="/visitors.js"></script>';
  page = createServer((request, response) => {
    const script = scripts[request.url ?? ''];
    response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' }).end(script ?? html);
  });
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  pageOrigin = `http://127.0.0.1:${(page.address() as { port: number }).port}`;
}

test('a browser is here when nothing may be skipped', () => {
  if (nothingSkipped) expect([existsSync(chromiumPath), hasPython]).toEqual([true, true]);
});

const walk = test.runIf(existsSync(chromiumPath));

beforeAll(async () => {
  if (!existsSync(chromiumPath)) return;
  const folder = newFolder();
  server = await startProcess(folder, {
    WOES_LIMIT_WIDGET_IP: '100000/60',
    WOES_LIMIT_WIDGET_SESSION: '100000/60',
  });
  await until(async () => existsSync(`${folder}/demo.json`));
  demo = JSON.parse(await readFile(`${folder}/demo.json`, 'utf8'));
  woes = new Woes({ apiKey: demo.credential, baseUrl: server.url });
  await serveSite();
  browser = await chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  page?.close();
  server?.child.kill('SIGINT');
  await server?.exited;
});

const answerTo = (question: string) => `About “${question}”: see the reference.`;

walk(
  '57 visitors ask, all are answered, and nobody misses anything',
  async () => {
    const key = await woes.authentication.widgetKeys.create({
      channelId: demo.channelId,
      name: 'Site',
      allowedOrigins: [pageOrigin],
    });
    const abort = new AbortController();
    const followed: { type: string; sequence: number; resource: { id: string } }[] = [];
    const answered = new Set<string>();
    const { nextSequence } = await woes.webhooks.events.list({ afterSequence: 0, limit: 100 });

    const following = (async () => {
      for await (const event of woes.events.stream(
        { afterSequence: nextSequence },
        { signal: abort.signal },
      )) {
        followed.push(event);
        if (event.type !== 'message.received') continue;
        const { message } = event.data as {
          message: { conversationId: `conv_${string}`; body: { text: string } };
        };
        void woes.conversations.messages
          .send({ conversationId: message.conversationId, body: { text: answerTo(message.body.text) } })
          .then(() => answered.add(message.conversationId));
      }
    })();
    following.catch(() => undefined);

    const site = await browser.newPage();
    await site.goto(`${pageOrigin}/`);
    await site.waitForFunction('typeof ask === "function"');
    const asked = JSON.stringify({ baseUrl: server.url, widgetKey: key.key, questions });
    const seen = await site.evaluate<{ question: string; answers: string[] }[]>(`ask(${asked})`);

    expect(seen).toHaveLength(57);
    for (const { question, answers } of seen) expect(answers).toEqual([answerTo(question)]);
    await until(
      async () =>
        answered.size === 57 && followed.filter(({ type }) => type === 'message.sent').length === 57,
    );
    abort.abort();
    await following.catch(() => undefined);

    // The stream had everything, once, in order: what the feed has is what was followed.
    const feed: { sequence: number; type: string }[] = [];
    for await (const event of woes.webhooks.events.list({ afterSequence: nextSequence, limit: 100 }))
      feed.push(event);
    const upTo = followed.at(-1)!.sequence;
    expect(followed.map(({ sequence }) => sequence)).toEqual(
      feed.map(({ sequence }) => sequence).filter((sequence) => sequence <= upTo),
    );
    expect(followed.filter(({ type }) => type === 'message.received')).toHaveLength(57);

    for await (const conversation of woes.conversations.list({ limit: 20 }))
      expect(conversation.state).toBe('waiting_on_customer');
  },
  120_000,
);

walk('curl reads what the visitors and the program wrote', async () => {
  const { stdout } = await run('curl', [
    '-s',
    '-H',
    `Authorization: Bearer ${demo.credential}`,
    `${server.url}/api/v1/conversations?limit=100&sort=created_at`,
  ]);
  const list = JSON.parse(stdout);
  expect(list.data).toHaveLength(57);
  expect(
    list.data.map(({ lastMessage }: { lastMessage: { preview: string } }) => lastMessage.preview).sort(),
  ).toEqual(questions.map((question) => answerTo(question).slice(0, 200)).sort());
});

test.runIf(existsSync(chromiumPath) && hasPython)(
  'a Python program reads and writes through plain REST',
  async () => {
    const { stdout } = await run(
      'python3',
      [new URL('clients/walk.py', import.meta.url).pathname, server.url],
      { env: { ...process.env, WOES_API_KEY: demo.credential } },
    );
    const found = JSON.parse(stdout);
    const told = found.conversations.map(({ messages }: { messages: string[][] }) =>
      JSON.stringify(messages),
    );
    const expected = questions.map((question) =>
      JSON.stringify([
        ['inbound', question],
        ['outbound', answerTo(question)],
      ]),
    );
    expect(told.sort()).toEqual(expected.sort());
    expect(found.sent).toEqual([201, 'Written from Python.', 'application/json']);
    expect(found.missing).toEqual([404, 'not_found', 'application/problem+json']);
    expect(found.messageSentEvents).toBe(58);
  },
  120_000,
);

walk('a visitor of the demo page asks in the panel and reads the answer there', async () => {
  const local = await browser.newPage();
  await local.goto(`${server.url}/demo`);
  await local.getByRole('button', { name: 'Open support chat' }).click();
  const box = local.getByRole('textbox', { name: 'Your message' });
  await box.fill('Which scope lets me skip a track?');
  await box.press('Enter');
  await until(
    async () =>
      (await woes.conversations.list({ limit: 1 })).data[0]?.lastMessage?.preview ===
      'Which scope lets me skip a track?',
  );
  const [conversation] = (await woes.conversations.list({ limit: 1 })).data;
  await woes.conversations.messages.send({
    conversationId: conversation!.id,
    body: { text: 'playback:control' },
  });
  await local.getByRole('log').getByText('playback:control').waitFor();
});
