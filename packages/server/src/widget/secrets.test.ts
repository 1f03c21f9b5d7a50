import { beforeAll, describe, expect, test } from 'vitest';
import { mintKey } from '../platform/keys/index.ts';
import {
  bytesOf,
  createConversation,
  createWorkspace,
  eventsOf,
  expectProblem,
  startWidget,
  type TestWorkspace,
  type WidgetVisitor,
} from '../testing/index.ts';

interface Started {
  id: string;
  secret: string;
}

let workspace: TestWorkspace;
let visitor: WidgetVisitor;
let mine: Started;
let second: Started;

const start = async (who: WidgetVisitor): Promise<Started> => {
  const { body } = await who.send('POST', '/conversations', {
    body: { body: { text: 'Hello' }, clientMessageId: 'a' },
  });
  return { id: body.conversation.id, secret: body.secret };
};
const read = (who: WidgetVisitor, id: string, secret?: string) =>
  who.send('GET', `/conversations/${id}/messages`, secret ? { secret } : {});
const write = (who: WidgetVisitor, id: string, secret?: string) =>
  who.send('POST', `/conversations/${id}/messages`, {
    body: { body: { text: 'Still there?' }, clientMessageId: 'b' },
    ...(secret ? { secret } : {}),
  });

beforeAll(async () => {
  workspace = await createWorkspace();
  visitor = await startWidget(workspace);
  mine = await start(visitor);
  second = await start(visitor);
});

describe('the history of a conversation opens with its own secret only', () => {
  test('the session that started it cannot read or write without the secret', async () => {
    for (const answer of [await read(visitor, mine.id), await write(visitor, mine.id)])
      expectProblem(answer, 403, 'conversation_secret_required');
  });

  test('the secret of another conversation of the same visitor does not open it', async () => {
    for (const ask of [read, write])
      expectProblem(await ask(visitor, mine.id, second.secret), 403, 'conversation_secret_required');
  });

  test('another session that holds the secret reads and continues it', async () => {
    const friend = await startWidget(workspace);
    expect((await read(friend, mine.id, mine.secret)).body.data).toHaveLength(1);
    expect((await write(friend, mine.id, mine.secret)).status).toBe(201);
  });

  test('holding the secret makes nobody the owner: the list of the other session stays empty', async () => {
    const friend = await startWidget(workspace);
    await read(friend, mine.id, mine.secret);
    expect((await friend.send('GET', '/conversations')).body.data).toEqual([]);
  });

  test('nothing that merely looks like a secret opens it', async () => {
    const refused = new Set<string>();
    for (const secret of [
      mintKey('conversation_secret'),
      `${mine.secret.slice(0, -1)}${mine.secret.endsWith('0') ? '1' : '0'}`,
      mine.secret.toLowerCase(),
      visitor.token,
      visitor.widgetKey,
      workspace.admin.key,
      'nonsense',
    ]) {
      const answer = await read(visitor, mine.id, secret);
      expectProblem(answer, 403, 'conversation_secret_required');
      refused.add(bytesOf(answer));
    }
    expect(refused.size).toBe(1);
  });

  test('two secrets in the header are not one', async () => {
    const answer = await read(visitor, mine.id, `${mine.secret},${second.secret}`);
    expect(answer.status).not.toBe(200);
  });

  test('a secret opens nothing from the session of another workspace', async () => {
    const elsewhere = await startWidget(await createWorkspace());
    for (const ask of [read, write])
      expectProblem(await ask(elsewhere, mine.id, mine.secret), 403, 'conversation_secret_required');
  });

  test('a secret in the query is not read', async () => {
    const answer = await visitor.send('GET', `/conversations/${mine.id}/messages`, {
      query: { conversationSecret: mine.secret },
    });
    expectProblem(answer, 400, 'validation_failed');
  });
});

test('without its secret a conversation that exists, one of others and none at all are answered alike', async () => {
  const { id: notOfWidget } = await createConversation(workspace);
  const { id: foreign } = await createConversation(await createWorkspace());
  const unknown = `conv_${'0'.repeat(26)}`;
  const answers = [];
  for (const id of [second.id, notOfWidget, foreign, unknown])
    answers.push(await read(visitor, id, mine.secret));
  expect(new Set(answers.map(bytesOf)).size).toBe(1);
  expectProblem(answers[0]!, 403, 'conversation_secret_required');
});

test('the secret is asked for before the content: refusals write nothing, whatever was sent', async () => {
  const events = await eventsOf(workspace, async () => {
    const answer = await visitor.send('POST', `/conversations/${mine.id}/messages`, {
      secret: second.secret,
      body: { body: { text: 'x' }, clientMessageId: 'a' },
    });
    // The id of a message that exists there is not confirmed either.
    expectProblem(answer, 403, 'conversation_secret_required');
  });
  expect(events).toEqual([]);
});

test('secrets are kept as keyed hashes and told by their last four characters only', async () => {
  const events = await eventsOf(workspace, async () => {
    const { secret } = await start(visitor);
    const issued = (await workspace.admin.get('/events', { types: ['conversation_secret.issued'] })).body
      .data;
    expect(issued.at(-1).data.conversationSecret).toMatchObject({
      id: expect.stringMatching(/^csec_/),
      conversationId: expect.stringMatching(/^conv_/),
      purpose: 'resume',
      hint: secret.slice(-4),
    });
  });
  expect(JSON.stringify(events)).not.toMatch(/woes[kcsri]_/);
});
