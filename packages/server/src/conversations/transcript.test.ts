import { beforeAll, describe, expect, test } from 'vitest';
import { fakeSecrets } from '../testing/fake-secrets.ts';
import { createConversation, createWorkspace, expectProblem, type TestWorkspace } from '../testing/index.ts';

let workspace: TestWorkspace;
let id: string;
beforeAll(async () => {
  workspace = await createWorkspace();
  const conversation = await createConversation(workspace, {
    customer: { externalId: 'mariah', name: 'Mariah' },
    subject: 'Playlists',
    firstMessage: { text: `My key is ${fakeSecrets('transcript')[0]!.text}.` },
  });
  id = conversation.id;
  await workspace.admin.post(`/conversations/${id}/notes`, { body: 'Rotate it.' });
  await workspace.admin.post(`/conversations/${id}/messages`, { body: { text: 'Rotate it, please.' } });
});

const get = async (query: object) => workspace.admin.get(`/conversations/${id}/transcript`, query as never);

describe('a transcript', () => {
  test('is a document with what was said, without what is for operators only', async () => {
    const { body } = await get({ format: 'text' });
    expect(body).toMatchObject({
      contentType: 'text/plain; charset=utf-8',
      items: 2,
      nextAfterSequence: null,
    });
    expect(body.filename).toMatch(/^conversation-\d+\.txt$/);
    expect(body.content).toContain('Playlists (#');
    expect(body.content).toMatch(/\d\d:\d\d Mariah\n/);
    expect(body.content).not.toContain('Rotate it.\n');
  });

  test('holds notes and changes on request', async () => {
    const { body } = await get({ format: 'markdown', includeNotes: true, includeChanges: true });
    expect(body.items).toBe(4);
    expect(body.content).toContain('> Rotate it.');
    expect(body.content).toContain('state changed (state: new → waiting_on_customer)');
  });

  test.each(['json', 'markdown', 'text'])('as %s masks secrets', async (format) => {
    const { body } = await get({ format });
    expect(body.content).not.toContain(fakeSecrets('transcript')[0]!.core);
    if (format === 'json') expect(JSON.parse(body.content).items).toHaveLength(2);
  });

  test('goes on where it was asked to', async () => {
    const { body } = await get({ format: 'json', afterSequence: 1 });
    expect(JSON.parse(body.content).items.map(({ sequence }: any) => sequence)).toEqual([3]);
  });

  test('of a conversation that is not there is not found', async () => {
    const unknown = `conv_${'0'.repeat(26)}`;
    expectProblem(await workspace.admin.get(`/conversations/${unknown}/transcript`), 404, 'not_found');
  });
});
