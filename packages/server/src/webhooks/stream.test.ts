import { afterEach, beforeAll, expect, test } from 'vitest';
import { statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import {
  createConversation,
  createWorkspace,
  eventsAfter,
  expectProblem,
  inDatabase,
  openStream,
  type TestStream,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
const open: TestStream[] = [];
beforeAll(async () => {
  workspace = await createWorkspace();
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

const follow = async (query = '', more: Record<string, string> = {}, of = workspace) => {
  const headers = { authorization: `Bearer ${of.admin.key}`, ...more };
  const stream = await openStream(of.server, `/api/v1/events/stream${query}`, headers);
  open.push(stream);
  return stream;
};
let count = 0;
const happen = async (of = workspace, name = `stream-${++count}`) => {
  const { status, text, body } = await of.admin.put(`/customers/by-external-id/${name}`, {});
  expect(status, text).toBe(200);
  return body.id as string;
};
const about = (id: string) => (frame: { data: any }) => frame.data?.resource?.id === id;
const sequences = (stream: TestStream) => stream.frames.map(({ id }) => Number(id));

test('events come as they happen, the same as in the feed', async () => {
  const stream = await follow();
  const ids = [await happen(), await happen(), await happen()];
  await stream.until(about(ids[2]!));
  const feed = (await eventsAfter(workspace)).slice(-3);
  expect(stream.frames.map(({ data }) => data)).toEqual(feed);
  expect(stream.frames.map(({ event, id }) => [event, Number(id)])).toEqual(
    feed.map(({ type, sequence }) => [type, sequence]),
  );
});

test('a stream without a starting point begins with what happens next', async () => {
  await happen();
  const stream = await follow();
  const id = await happen();
  await stream.until(about(id));
  expect(stream.frames).toHaveLength(1);
});

test('a stream resumes after the last event without loss or doubling, by header before query', async () => {
  for (let n = 0; n < 10; n++) await happen();
  const all = await eventsAfter(workspace);
  const last = all.at(-1)!.sequence;
  for (const from of [0, last - 5, last - 1]) {
    const expected = all.map(({ sequence }) => sequence).filter((sequence) => sequence > from);
    for (const [query, headers] of [
      [`?afterSequence=${from}`, {}],
      ['?afterSequence=0', { 'last-event-id': `${from}` }],
    ] as const) {
      const stream = await follow(query, headers);
      await stream.until(({ id }) => Number(id) === last);
      expect(sequences(stream)).toEqual(expected);
    }
  }
});

test('followers that join while many write each see every event once and in order', async () => {
  const start = (await eventsAfter(workspace)).at(-1)!.sequence;
  const writing = Promise.all(Array.from({ length: 60 }, () => happen()));
  const streams: TestStream[] = [];
  for (let n = 0; n < 8; n++) streams.push(await follow(`?afterSequence=${start}`));
  await writing;
  const expected = Array.from({ length: 60 }, (_, n) => start + n + 1);
  for (const stream of streams) {
    await stream.until(({ id }) => Number(id) === start + 60);
    expect(sequences(stream)).toEqual(expected);
  }
});

test('types and conversation filter what comes, live and from the past alike', async () => {
  const [one, two] = [await createConversation(workspace), await createConversation(workspace)];
  const before = (await eventsAfter(workspace)).at(-1)!.sequence;
  const query = `types=message.*&types=note.created&conversationId=${one.id}`;
  const live = await follow(`?${query}`);
  for (const { id } of [two, one]) {
    await workspace.admin.post(`/conversations/${id}/messages`, { body: { text: 'x' } });
    await workspace.admin.post(`/conversations/${id}/notes`, { body: 'x' });
  }
  const past = await follow(`?${query}&afterSequence=${before}`);
  for (const stream of [live, past]) {
    await stream.until(({ event }) => event === 'note.created');
    expect(stream.frames.map(({ event }) => event)).toEqual(['message.sent', 'note.created']);
    for (const { data } of stream.frames) expect(data.conversationId).toBe(one.id);
  }
});

test('a point past retention is told as a gap, and the stream goes on behind it', async () => {
  const own = await createWorkspace();
  for (let n = 0; n < 5; n++) await happen(own);
  const drop = (upTo: number) =>
    inDatabase(own, () =>
      statement<[string, number]>('delete from event_log where workspace_id = $1 and seq <= $2')(
        decodeId(own.id),
        upTo,
      ),
    );
  await drop(6);
  const stream = await follow('?afterSequence=2', {}, own);
  await stream.until(({ id, event }) => event !== 'gap' && Number(id) === 8);
  expect(stream.frames[0]).toMatchObject({ event: 'gap', data: { oldestAvailable: 7 } });
  expect(sequences(stream).slice(1)).toEqual([7, 8]);
  const whole = await follow('?afterSequence=6', {}, own);
  await whole.until(({ id }) => Number(id) === 8);
  expect(whole.frames.every(({ event }) => event !== 'gap')).toBe(true);
  await drop(8);
  const empty = await follow('?afterSequence=3', {}, own);
  expect((await empty.until(({ event }) => event === 'gap')).data).toEqual({ oldestAvailable: 9 });
});

test('a point that has not come yet holds nobody up: what happens next is sent', async () => {
  const own = await createWorkspace();
  const ahead = await follow('?afterSequence=999999', {}, own);
  const beside = await follow('', {}, own);
  const id = await happen(own);
  await beside.until(about(id));
  await ahead.until(about(id));
  expect([ahead.frames.length, beside.frames.length]).toEqual([1, 1]);
});

test('revoking the key ends its streams and says why', async () => {
  const user = await workspace.withScopes('webhooks:read');
  const { id } = (await user.get('/auth/me')).body.credential;
  const stream = await openStream(workspace.server, '/api/v1/events/stream', {
    authorization: `Bearer ${user.key}`,
  });
  const other = await follow();
  await workspace.admin.delete(`/auth/credentials/${id}`);
  await stream.ended;
  expect(stream.frames.at(-1)).toMatchObject({
    event: 'problem',
    data: { code: 'revoked_credentials', status: 401 },
  });
  const happened = await happen();
  await other.until(about(happened));
  expect(stream.frames.some(about(happened))).toBe(false);
});

test('a key has twenty streams at once, and a place is free again when one ends', async () => {
  const own = await createWorkspace();
  const streams: TestStream[] = [];
  for (let n = 0; n < 20; n++) streams.push(await follow('', {}, own));
  expect(streams.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  const refused = await own.admin.get('/events/stream');
  expectProblem(refused, 429, 'concurrency_limited', { policy: 'streams' });
  expect(refused.headers.get('retry-after')).toBe('5');
  streams[0]!.close();
  await expect
    .poll(async () => {
      const next = await follow('', {}, own);
      return next.status;
    })
    .toBe(200);
  const other = await own.withScopes('webhooks:read');
  const stream = await openStream(own.server, '/api/v1/events/stream', {
    authorization: `Bearer ${other.key}`,
  });
  open.push(stream);
  expect(stream.status).toBe(200);
});

test('streams that were given up before they began take no place', async () => {
  const own = await createWorkspace();
  const url = new URL('/api/v1/events/stream', own.server.url);
  for (let n = 0; n < 40; n++) {
    const abort = new AbortController();
    const asked = fetch(url, { headers: { authorization: `Bearer ${own.admin.key}` }, signal: abort.signal });
    setTimeout(() => abort.abort(), n % 4);
    await asked.then(
      () => abort.abort(),
      () => undefined,
    );
  }
  const opened = async () => {
    const streams = await Promise.all(Array.from({ length: 20 }, () => follow('', {}, own)));
    for (const stream of streams) stream.close();
    return streams.filter(({ status }) => status === 200).length;
  };
  await expect.poll(opened, { timeout: 15_000 }).toBe(20);
});
