import { beforeAll, describe, expect, test } from 'vitest';
import {
  createConversation,
  createWorkspace,
  eventsOf,
  expectProblem,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

const start = async (apiContext?: object) =>
  (await createConversation(workspace, apiContext ? { apiContext } : {})).id as string;
const set = (id: string, body: object) => workspace.admin.patch(`/conversations/${id}/api-context`, body);

describe('the API context', () => {
  test('is merged field by field, and null clears one', async () => {
    const id = await start({ method: 'POST', path: '/v1/playlists' });
    const { body } = await set(id, { statusCode: 403, path: null, occurredAt: '2026-11-22T08:00:00.000Z' });
    expect(body.apiContext).toEqual({
      method: 'POST',
      statusCode: 403,
      occurredAt: '2026-11-22T08:00:00.000Z',
    });
    expect(body.origins).toEqual({
      statusCode: { source: 'manual', confidence: 1, parsedFrom: null },
      occurredAt: { source: 'manual', confidence: 1, parsedFrom: null },
    });
    const { body: read } = await workspace.admin.get(`/conversations/${id}`);
    expect(read.apiContext).toEqual(body.apiContext);
    await set(id, { method: null, statusCode: null, occurredAt: null });
    expect((await workspace.admin.get(`/conversations/${id}`)).body.apiContext).toBeNull();
  });

  test('that was said by hand is not replaced by what was parsed, nor by a widget', async () => {
    const id = await start({ method: 'POST' });
    const parsed = await set(id, { method: 'GET', path: '/v1/me', source: 'parsed', confidence: 0.6 });
    expect(parsed.body.apiContext).toEqual({ method: 'POST', path: '/v1/me' });
    const better = await set(id, { path: '/v1/me/player', source: 'widget', confidence: 0.9 });
    expect(better.body.apiContext.path).toBe('/v1/me/player');
    await set(id, { path: '/v1/search' });
    const late = await set(id, { path: '/v1/other', source: 'parsed', confidence: 1 });
    expect(late.body.apiContext.path).toBe('/v1/search');
  });

  test('is told when it changes, and only then', async () => {
    const id = await start();
    const types = async (body: object) =>
      (await eventsOf(workspace, () => set(id, body))).map(({ type }) => type);
    expect(await types({ errorCode: 'x' })).toEqual(['conversation.api_context_changed']);
    expect(await types({ errorCode: 'x' })).toEqual([]);
  });

  test('is parsed from a message of the conversation', async () => {
    const [id, other] = [await start(), await start()];
    const [message] = (await workspace.admin.get(`/conversations/${other}/messages`)).body.data;
    const asked = { path: '/v1/me', source: 'parsed', parsedFrom: message.id };
    expectProblem(await set(id, asked), 422, 'reference_not_usable', { field: 'parsedFrom' });
    expect((await set(other, asked)).body.origins.path.parsedFrom).toBe(message.id);
  });
});
