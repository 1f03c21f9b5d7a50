import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWoesError } from './index.ts';
import { Peer, refuse, succeed } from './testing/peer.ts';

let peer: Peer;
beforeAll(async () => {
  peer = await Peer.start();
});
afterAll(() => peer.stop());

const page = (ids: number[], nextCursor: string | null) =>
  succeed({ object: 'list', data: ids.map((id) => ({ id })), hasMore: nextCursor !== null, nextCursor });
const inputs = () =>
  peer.received.map(
    ({ url }) => JSON.parse(new URL(url, peer.url).searchParams.get('input')!).json as unknown,
  );

test('the next page is asked for with the same filter, when the one before has been used', async () => {
  peer.answers(page([1, 2], 'c2'), page([3], null));
  const { woes } = peer.client();
  const asked: number[] = [];
  for await (const _ of woes.customers.list({ limit: 2, sort: 'created_at' }))
    asked.push(peer.received.length);
  expect(asked).toEqual([1, 1, 2]);
  expect(inputs()).toEqual([
    { limit: 2, sort: 'created_at' },
    { limit: 2, sort: 'created_at', cursor: 'c2' },
  ]);
});

test('an array stops at its length, and asks for no page beyond it', async () => {
  peer.answers(page([1, 2], 'c2'), page([3, 4], 'c3'), page([5], null));
  const { woes } = peer.client();
  expect(await woes.customers.list().toArray({ max: 4 })).toEqual([
    { id: 1 },
    { id: 2 },
    { id: 3 },
    { id: 4 },
  ]);
  expect(peer.received).toHaveLength(2);
});

test('an array without a length is refused', async () => {
  peer.answers(page([1], null));
  const list = peer.client().woes.customers.list();
  await expect(list.toArray({} as never)).rejects.toThrow(TypeError);
  await list;
});

test('leaving the loop asks for nothing more', async () => {
  peer.answers(page([1], 'c2'), page([2], null));
  for await (const _ of peer.client().woes.customers.list()) break;
  expect(peer.received).toHaveLength(1);
});

test('an empty page that has a next one is no end', async () => {
  peer.answers(page([], 'c2'), page([1], null));
  expect(await peer.client().woes.customers.list().toArray({ max: 10 })).toEqual([{ id: 1 }]);
});

test('a log goes on by its sequence while there is more', async () => {
  const part = (sequence: number, hasMore: boolean) =>
    succeed({ object: 'list', data: [{ sequence }], hasMore, nextSequence: sequence, oldestAvailable: 1 });
  peer.answers(part(1, true), part(2, false));
  const events = await peer
    .client()
    .woes.events.list({ types: ['message.*'] })
    .toArray({ max: 10 });
  expect(events).toEqual([{ sequence: 1 }, { sequence: 2 }]);
  expect(inputs()[1]).toEqual({ types: ['message.*'], afterSequence: 1 });
});

test('a refusal of a later page is thrown where it is met', async () => {
  peer.answers(page([1], 'c2'), refuse('invalid_cursor', 400));
  const seen: unknown[] = [];
  const read = async () => {
    for await (const each of peer.client().woes.customers.list()) seen.push(each);
  };
  const error = await read().catch((thrown: unknown) => thrown);
  expect(isWoesError(error, 'invalid_cursor')).toBe(true);
  expect(seen).toEqual([{ id: 1 }]);
});

test('awaiting a list and iterating over it ask for the first page once', async () => {
  peer.answers(page([1], null));
  const list = peer.client().woes.customers.list();
  expect((await list).data).toEqual([{ id: 1 }]);
  expect((await list.withResponse()).requestId).toBe('req_peer');
  expect(await list.toArray({ max: 5 })).toEqual([{ id: 1 }]);
  expect(peer.received).toHaveLength(1);
});
