import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EventGap, isWoesError, type StreamOptions } from './index.ts';
import { apiKey, event, Peer, page, problem, stream } from './testing/peer.ts';
import { until } from './testing/test-runtime.ts';

let peer: Peer;
beforeAll(async () => {
  peer = await Peer.start();
});
afterAll(() => peer.stop());

/** Reads until an event has a sequence; gives all sequences that came. */
async function readTo(last: number, options: StreamOptions = {}, input = {}) {
  const { woes, runtime } = peer.client();
  const sequences: number[] = [];
  for await (const { sequence } of woes.events.stream(input, options)) {
    sequences.push(sequence);
    if (sequence === last) break;
  }
  return { sequences, waits: runtime.waits };
}

const failing = (reading: Promise<unknown>) =>
  reading.then(
    () => expect.fail('It went on.'),
    (error: unknown) => error,
  );
const resumedAt = () => peer.received.map(({ headers }) => headers['last-event-id']);
const bytes = (text: string) => new TextEncoder().encode(text);

test('a stream that is cut inside an event resumes without loss or doubling', async () => {
  peer.answers(
    stream([event(1), event(2).slice(0, 40)], 'cut'),
    stream([event(1), event(2), event(3).slice(0, -1)], 'cut'),
    stream([event(3), event(4)]),
  );
  const { sequences, waits } = await readTo(4);
  expect(sequences).toEqual([1, 2, 3, 4]);
  expect(resumedAt()).toEqual([undefined, '1', '2']);
  expect(waits).toEqual([375, 375]);
});

test('events are whole wherever the network cuts them', async () => {
  const whole = bytes(`: hello\r\n\r\n${event(1)}${event(2).replaceAll('\n', '\r\n')}${event(3)}`);
  for (const size of [1, 2, 3, 7, 64]) {
    const parts = [];
    for (let at = 0; at < whole.length; at += size) parts.push(whole.slice(at, at + size));
    peer.answers(stream(parts));
    const { woes } = peer.client();
    for await (const each of woes.events.stream()) {
      expect(each.data).toEqual({ text: 'Käse ✓' });
      expect(each.occurredAt).toEqual(new Date('2026-11-22T09:30:00.000Z'));
      if (each.sequence === 3) break;
    }
  }
});

test('the filter is sent as the query, and where to start as the resume point too', async () => {
  peer.answers(stream([event(42)]));
  const filter = { field: 'changes.state', op: 'changed_to', value: 'resolved' };
  const input = { afterSequence: 41, types: ['message.*', 'customer.updated'], filter };
  await readTo(42, { headers: { 'X-Trace': 'a' } }, input);
  const [{ url, headers }] = peer.received as [(typeof peer.received)[0]];
  const query = new URLSearchParams({ filter: JSON.stringify(filter) });
  expect(url).toBe(`/api/v1/events/stream?afterSequence=41&types=message.*&types=customer.updated&${query}`);
  expect(headers).toMatchObject({
    authorization: `Bearer ${apiKey}`,
    accept: 'text/event-stream',
    'last-event-id': '41',
    'x-trace': 'a',
  });
});

test('a frame that only names a point moves the resume point', async () => {
  peer.answers(stream(['id: 7\n\n'], 'cut'), stream([event(8)]));
  await readTo(8);
  expect(resumedAt()).toEqual([undefined, '7']);
});

test('a planned end is followed by a new connection after half a second at most', async () => {
  peer.answers(stream([event(1), 'event: reconnect\ndata: {}\n\n'], 'end'), stream([event(2)]));
  const { sequences, waits } = await readTo(2);
  expect(sequences).toEqual([1, 2]);
  expect(waits).toEqual([250]);
});

test('a server that ends each connection before it brings anything is asked ever more slowly', async () => {
  const empty = stream(['event: reconnect\ndata: {}\n\n'], 'end');
  peer.answers(empty, stream([], 'cut'), empty, stream([event(1)]));
  expect((await readTo(1)).waits).toEqual([750, 1500, 3000]);
});

test('lost events are an error when nobody cares about gaps', async () => {
  peer.answers(stream(['event: gap\ndata: {"oldestAvailable":90}\n\n', event(90)]));
  const error = await failing(readTo(90, {}, { afterSequence: 5 }));
  expect(error).toMatchObject({
    code: 'sequence_expired',
    status: 410,
    requestId: 'req_stream',
    metadata: { oldestAvailable: 90 },
  });
});

test('who cares about gaps is told, and gets what is left', async () => {
  peer.answers(
    stream(['event: gap\ndata: {"oldestAvailable":90}\n\n'], 'cut'),
    stream([event(90), event(91)]),
  );
  const gaps: EventGap[] = [];
  const { sequences } = await readTo(91, { onGap: (gap) => gaps.push(gap) }, { afterSequence: 5 });
  expect(gaps).toEqual([{ lastSequence: 5, oldestAvailable: 90 }]);
  expect(sequences).toEqual([90, 91]);
  expect(resumedAt()).toEqual(['5', '89']);
});

test('a refusal inside the stream ends it, a passing one does not', async () => {
  const frame = (...about: Parameters<typeof problem>) =>
    `event: problem\ndata: ${JSON.stringify(problem(...about))}\n\n`;
  peer.answers(stream([event(1), frame('revoked_credentials', 401)], 'end'));
  expect(isWoesError(await failing(readTo(2)), 'revoked_credentials')).toBe(true);

  peer.answers(
    stream([event(1), frame('unavailable', 503, { retry: 'after', retryAfter: 4 })], 'end'),
    stream([event(2)]),
  );
  const { sequences, waits } = await readTo(2);
  expect(sequences).toEqual([1, 2]);
  expect(waits).toEqual([4000]);
});

test('a server that cannot serve yet is asked again when it says so', async () => {
  peer.answers(
    (response) => {
      response
        .writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '2' })
        .end(JSON.stringify(problem('unavailable', 503, { retry: 'after' })));
    },
    stream([event(1)]),
  );
  expect((await readTo(1)).waits).toEqual([2000]);
});

test('what is no event stream ends it at once', async () => {
  peer.answers(page(200));
  expect(await failing(readTo(1))).toMatchObject({ name: 'WoesConnectionError', status: 200 });
  expect(peer.received).toHaveLength(1);
});

test('frames that are no events are not passed on', async () => {
  for (const frame of ['id: 1\nevent: a\ndata: {"id":\n\n', 'event: problem\ndata: {}\n\n']) {
    peer.answers(stream([frame], 'end'), stream([event(1)]));
    expect((await readTo(1)).sequences).toEqual([1]);
    expect(resumedAt()).toEqual([undefined, undefined]);
  }
});

test('connections that bring nothing are counted where a number is given', async () => {
  peer.answers(stream([], 'cut'));
  const error = await failing(readTo(1, { maxRetries: 2 }));
  expect(error).toMatchObject({ name: 'WoesConnectionError' });
  expect(peer.received).toHaveLength(3);
});

test('40 s of silence mean that the line is dead; pings keep it alive', async () => {
  let ping: (() => void) | undefined;
  const quiet = stream([event(1)]);
  peer.answers(
    (response, request) => {
      quiet(response, request);
      ping = () => response.write(': ping\n\n');
    },
    stream([event(2)]),
  );
  const { woes, runtime } = peer.client();
  const events = woes.events.stream()[Symbol.asyncIterator]();
  await events.next();
  const second = events.next();
  await until(() => runtime.set.includes(40_000));
  const asked = runtime.after;
  let watches = 0;
  runtime.after = (ms, run) => {
    if (ms === 40_000) watches += 1;
    return asked.call(runtime, ms, run);
  };
  ping!();
  await until(() => watches === 1);
  expect(peer.received).toHaveLength(1);
  await runtime.elapse(40_000);
  expect((await second).value?.sequence).toBe(2);
  expect(resumedAt()).toEqual([undefined, '1']);
  await until(() => peer.closed >= 1);
  await events.return();
});

test('leaving the loop closes the connection and leaves no timer', async () => {
  peer.answers(stream([event(1)]));
  const { woes, runtime } = peer.client();
  for await (const _ of woes.events.stream()) break;
  await until(() => peer.closed === 1);
  expect(runtime.set).toEqual([]);
});

test('closing ends a stream that waits, without an error', async () => {
  peer.answers(stream([event(1)]));
  const events = peer.client().woes.events.stream();
  const reading = (async () => {
    for await (const _ of events);
  })();
  await until(() => events.lastSequence === 1);
  events.close();
  await reading;
  await until(() => peer.closed === 1);
});

test('an abort ends a stream that waits to reconnect', async () => {
  peer.answers(stream([event(1)], 'cut'));
  const { woes, runtime } = peer.client();
  runtime.hurries = false;
  const abort = new AbortController();
  const reading = (async () => {
    for await (const _ of woes.events.stream({}, { signal: abort.signal }));
  })();
  const failed = failing(reading);
  await until(() => runtime.set.includes(375));
  abort.abort(new Error('shutdown'));
  expect(await failed).toMatchObject({ message: 'shutdown' });
  expect(runtime.set).toEqual([]);
});

test('an error of the reader ends the stream', async () => {
  peer.answers(stream([event(1)]));
  const reading = (async () => {
    for await (const _ of peer.client().woes.events.stream()) throw new Error('mine');
  })();
  expect(await failing(reading)).toMatchObject({ message: 'mine' });
  await until(() => peer.closed === 1);
});

test('a stream is read once', () => {
  const events = peer.client().woes.events.stream();
  events[Symbol.asyncIterator]();
  expect(() => events[Symbol.asyncIterator]()).toThrow(TypeError);
});
