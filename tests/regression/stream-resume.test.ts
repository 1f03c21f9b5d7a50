import {
  createConversation,
  createWorkspace,
  openStream,
  request,
  type TestWorkspace,
} from '@woes/server/testing';
import { beforeAll, expect, test } from 'vitest';

let workspace: TestWorkspace;
let authorization: { authorization: string };
beforeAll(async () => {
  workspace = await createWorkspace();
  authorization = { authorization: `Bearer ${workspace.admin.key}` };
});

test('a follower that resumes far behind gets the whole backlog, however large', async () => {
  const conversation = await createConversation(workspace);
  const text = 'x'.repeat(30_000);
  for (let i = 0; i < 12; i++)
    await workspace.admin.post(`/conversations/${conversation.id}/messages`, { body: { text } });
  const last = await workspace.admin.post(`/conversations/${conversation.id}/messages`, {
    body: { text: 'The last.' },
  });
  const stream = await openStream(workspace.server, '/api/v1/events/stream?afterSequence=0', authorization);
  await stream.until(({ data }) => data?.resource?.id === last.body.id);
  expect(stream.frames.map(({ id }) => Number(id))).toEqual(stream.frames.map((_, i) => i + 1));
  stream.close();
});

test('a point to resume from that is no sequence is refused, not taken for now', async () => {
  const asked = await request(workspace.server, 'GET', '/api/v1/events/stream', {
    headers: { ...authorization, 'last-event-id': 'yesterday' },
  });
  expect(asked.status).toBe(400);
  expect(asked.body.errors).toMatchObject([{ location: 'header', pointer: '/Last-Event-ID' }]);
});

test('the head of a stream is answered and ends, and holds no place', async () => {
  for (let i = 0; i < 25; i++) {
    const asked = await fetch(new URL('/api/v1/events/stream', workspace.server.url), {
      method: 'HEAD',
      headers: authorization,
    });
    expect(asked.status).toBe(200);
    expect(asked.headers.get('content-type')).toBe('text/event-stream');
    expect(await asked.text()).toBe('');
  }
});
