import { beforeAll, describe, expect, test } from 'vitest';
import { choresOf } from '../housekeeping.ts';
import {
  createConversation,
  createWorkspace,
  eventsOf,
  expectProblem,
  placesOf,
  type TestWorkspace,
} from '../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

const remove = (id: string, query = '') => workspace.admin.delete(`/conversations/${id}${query}`);

describe('a soft deletion', () => {
  test('hides a conversation from every operation, until it is restored', async () => {
    const { id } = await createConversation(workspace);
    const [message] = (await workspace.admin.get(`/conversations/${id}/messages`)).body.data;
    const deleted = await remove(id);
    expect(deleted.body).toMatchObject({
      mode: 'soft',
      effects: { messages: 1 },
      restorableUntil: expect.any(String),
    });
    const { admin } = workspace;
    for (const answer of [
      await admin.get(`/conversations/${id}`),
      await admin.get(`/conversations/${id}/messages`),
      await admin.get(`/conversations/${id}/timeline`),
      await admin.get(`/messages/${message.id}`),
      await admin.patch(`/messages/${message.id}`, { body: { text: 'x' } }),
      await admin.post(`/conversations/${id}/messages`, { body: { text: 'x' } }),
      await admin.post(`/conversations/${id}/resolve`),
      await remove(id),
    ])
      expectProblem(answer, 404, 'not_found');
    const listed = await admin.get('/conversations', { limit: 100 });
    expect(listed.body.data.map((c: any) => c.id)).not.toContain(id);

    const restored = await admin.post(`/conversations/${id}/restore`);
    expect(restored.body).toEqual((await admin.get(`/conversations/${id}`)).body);
    expect((await admin.get(`/conversations/${id}/messages`)).body.data).toEqual([message]);
  });

  test('shows its effects in a dry run, and does nothing', async () => {
    const { id } = await createConversation(workspace);
    const events = await eventsOf(workspace, async () => {
      const { body } = await remove(id, '?dryRun=true&mode=erase');
      expect(body).toMatchObject({
        dryRun: true,
        effects: { messages: 1, events: 2 },
        restorableUntil: null,
      });
    });
    expect(events).toEqual([]);
    expect((await workspace.admin.get(`/conversations/${id}`)).status).toBe(200);
  });
});

describe('an erasure', () => {
  test('leaves nothing of a conversation in any table', async () => {
    const needle = 'quicksilver-lantern';
    const key = { 'idempotency-key': 'erased' };
    const asked = {
      customer: { externalId: 'erased' },
      channelId: workspace.channelId,
      subject: `About ${needle}`,
      externalId: `ticket-${needle}`,
      firstMessage: { text: `I have a ${needle}.` },
      apiContext: { path: `/v1/${needle}` },
    };
    const { body } = await workspace.admin.post('/conversations', asked, key);
    const path = `/conversations/${body.id}`;
    await workspace.admin.post(`${path}/notes`, { body: `Has a ${needle}.` });
    await workspace.admin.post(`${path}/resolve`, { resolutionSummary: `The ${needle} is fine.` });
    await workspace.admin.patch(path, { subject: `Still ${needle}` }, { 'idempotency-key': 'erased-2' });
    expect((await placesOf(workspace, needle)).length).toBeGreaterThan(6);

    const last = (await workspace.admin.get('/events', { limit: 1 })).body;
    const erased = await remove(body.id, '?mode=erase');
    expect(erased.body).toMatchObject({
      effects: { messages: 1, notes: 1, storedAnswers: 2 },
      restorableUntil: null,
    });
    expect(await placesOf(workspace, needle)).toEqual([]);
    expectProblem(await workspace.admin.get(path), 404, 'not_found');
    // The numbers of the log have no gaps, and a retry finds that what it made is gone.
    expect((await workspace.admin.get('/events', { limit: 1 })).body.data[0].id).toBe(last.data[0].id);
    const retried = await workspace.admin.post('/conversations', asked, key);
    expectProblem(retried, 410, 'answer_erased');
  });

  test('of one that was deleted for a time is final', async () => {
    const { id } = await createConversation(workspace);
    await remove(id);
    expect((await remove(id, '?mode=erase')).status).toBe(200);
    expectProblem(await workspace.admin.post(`/conversations/${id}/restore`), 404, 'not_found');
  });

  test('needs a scope of its own', async () => {
    const { id } = await createConversation(workspace);
    const writer = await workspace.withScopes('conversations:read', 'conversations:write');
    expectProblem(await writer.delete(`/conversations/${id}`), 403, 'insufficient_scope', {
      missingScope: 'conversations:delete',
    });
  });
});

test('what was deleted long ago is erased by itself, and what was not stays', async () => {
  const [old, recent] = [await createConversation(workspace), await createConversation(workspace)];
  await remove(old.id);
  const { services, clock } = workspace.server;
  clock.advance(20 * 24 * 3_600_000);
  await remove(recent.id);
  clock.advance(11 * 24 * 3_600_000);
  const chore = choresOf(services).find(
    ({ name }) => name === 'conversations that can no longer be restored',
  )!;
  await chore.run();
  expectProblem(await workspace.admin.post(`/conversations/${old.id}/restore`), 404, 'not_found');
  expect((await workspace.admin.post(`/conversations/${recent.id}/restore`)).status).toBe(200);
});
