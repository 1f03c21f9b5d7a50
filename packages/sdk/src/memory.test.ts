import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Peer, refuse, succeed } from './testing/peer.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

let peer: Peer;
beforeAll(async () => {
  peer = await Peer.start();
});
afterAll(() => peer.stop());

test('a long iteration holds the page it is at, and not those before', async () => {
  let asked = 0;
  peer.answers((response, request) => {
    asked += 1;
    const data = [{ id: asked, text: 'x'.repeat(10_000) }];
    const nextCursor = asked < 300 ? `c${asked}` : null;
    succeed({ object: 'list', data, hasMore: nextCursor !== null, nextCursor })(response, request);
  });
  const seen: WeakRef<object>[] = [];
  let held = 0;
  for await (const customer of peer.client().woes.customers.list()) {
    seen.push(new WeakRef(customer));
    if (seen.length < 300) continue;
    // What a reference was asked for stays until the turn has ended.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    held = seen.filter((each) => each.deref() !== undefined).length;
  }
  expect(seen).toHaveLength(300);
  expect(held).toBeLessThan(10);
});

test('calls that have ended hold nothing of the signal they were given', async () => {
  const { signal } = new AbortController();
  const { woes, runtime } = peer.client();
  for (let n = 0; n < 50; n++) {
    peer.answers(refuse('internal_error', 500, { retry: 'same_request' }), succeed({ data: [] }));
    await woes.workspaces.get({ signal });
    await woes.customers.list({}, { signal }).toArray({ max: 10 });
    await woes.customers.get({ id: 'ext:1' }, { signal, maxRetries: 0 }).catch(() => undefined);
  }
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  expect(runtime.set).toEqual([]);
});

test('a list that does not go on ends with an error, and not never', async () => {
  peer.answers(succeed({ object: 'list', data: [{ id: 1 }], hasMore: true, nextCursor: 'again' }));
  const all = peer.client().woes.customers.list().toArray({ max: Number.POSITIVE_INFINITY });
  await expect(all).rejects.toThrow(/does not go on/);
  expect(peer.received).toHaveLength(2);
});
