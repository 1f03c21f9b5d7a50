import { beforeAll, describe, expect, test } from 'vitest';
import { statement } from '../../platform/db/index.ts';
import {
  createConversation,
  createWorkspace,
  expectProblem,
  expectScopeNeeded,
  fieldProblems,
  inDatabase,
  type TestWorkspace,
} from '../../testing/index.ts';
import { indexChanges } from '../index.ts';

let workspace: TestWorkspace;
const search = async (body: Record<string, unknown>, at: TestWorkspace = workspace) => {
  const answer = await at.admin.post('/conversations/search', body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const found = async (query: string, more: object = {}, at?: TestWorkspace): Promise<string[]> =>
  (await search({ query, limit: 100, ...more }, at)).data.map(({ conversation }: any) => conversation.id);
const index = (at: TestWorkspace = workspace) => indexChanges(at.server.services, at.id as `ws_${string}`);
const start = (text: string, more: object = {}, at: TestWorkspace = workspace) =>
  createConversation(at, { firstMessage: { text }, ...more });

beforeAll(async () => {
  workspace = await createWorkspace();
});

/** What holds for what was just written must hold once it is in the index. */
describe.each(['right after the write', 'once it is indexed'])('%s', (when) => {
  const settle = async () => {
    if (when === 'once it is indexed') await index();
  };
  const marker = when.split(' ').at(-1)!;

  test('a word is found in subject, customer, message and note, best first', async () => {
    const { admin } = workspace;
    const word = `needle${marker}`;
    const note = await start('Nothing here.');
    await admin.post(`/conversations/${note.id}/notes`, { body: `An operator saw ${word}.` });
    const message = await start(`Where is ${word}?`);
    const customer = await start('Nor here.', { customer: { externalId: `x-${word}`, name: word } });
    const subject = await start('Nor there.', { subject: `About ${word}` });
    await settle();
    const { data, total } = await search({ query: word });
    expect(data.map(({ conversation, score }: any) => [conversation.id, score])).toEqual([
      [subject.id, 3],
      [customer.id, 3],
      [message.id, 2],
      [note.id, 1],
    ]);
    expect(total).toBe(4);
    expect(data.map(({ highlights }: any) => highlights[0].field)).toEqual([
      'subject',
      'customer.name',
      'message',
      'note',
    ]);
    expect(data[2].highlights).toEqual([
      {
        field: 'message',
        id: expect.stringMatching(/^msg_/),
        parts: [
          { text: 'Where is ', match: false },
          { text: word, match: true },
          { text: '?', match: false },
        ],
      },
    ]);
    expect(await found(word, { in: ['messages'] })).toEqual([message.id]);
    expect(await found(word, { in: ['customer', 'notes'] })).toEqual([customer.id, note.id]);
    expect(await found(word, { sort: 'created_at' })).toEqual([note.id, message.id, customer.id, subject.id]);
    expect((await search({ query: word, highlight: false })).data[0].highlights).toEqual([]);
  });

  test('an account is found in the conversations of its people, under the name it has now', async () => {
    const { admin } = workspace;
    const { id, customer } = await start('Hello.');
    const account = (name: string, members: object) =>
      admin.put(`/accounts/by-external-id/acme-${marker}`, { name, members });
    const joined = await account(`Acme${marker} Incorporated`, {
      add: [{ customerId: customer.id, role: 'owner' }],
    });
    expect(joined.status, joined.text).toBe(200);
    await settle();
    expect((await search({ query: `acme${marker} hello` })).data).toMatchObject([
      { conversation: { id }, highlights: [{ field: 'account.name' }, { field: 'message' }] },
    ]);
    await account(`Umbrella${marker}`, { remove: [] });
    await settle();
    expect([await found(`acme${marker}`), await found(`umbrella${marker}`)]).toEqual([[], [id]]);
    await account(`Umbrella${marker}`, { remove: [customer.id] });
    await settle();
    expect(await found(`umbrella${marker}`)).toEqual([]);
  });

  test('all words are wanted, wherever in the conversation they stand', async () => {
    const [a, b] = [`alpha${marker}`, `beta${marker}`];
    const both = await start(`First ${a}.`, { subject: `Then ${b}` });
    const one = await start(`Only ${a}.`);
    await settle();
    expect(await found(`${a} ${b}`)).toEqual([both.id]);
    expect((await found(a)).sort()).toEqual([both.id, one.id].sort());
    expect(await found(`${a} -${b}`)).toEqual([one.id]);
    expect(await found(`${a} nowhere${marker}`)).toEqual([]);
  });

  test('phrases, beginnings, plurals, case, accents and scripts without spaces are understood', async () => {
    const tag = `zz${marker}`;
    const made: Record<string, string> = {};
    for (const text of [
      `${tag} the cursor of the page`,
      `${tag} the page of the cursor`,
      `${tag} Playlists and queries`,
      `${tag} un café à Zürich`,
      `${tag} 東京の天気`,
      `${tag} code invalid_client_scope here`,
    ])
      made[text.slice(tag.length + 1)] = (await start(text)).id;
    await settle();
    const only = async (query: string, text: string) =>
      expect([query, await found(`${tag} ${query}`)]).toEqual([query, [made[text]]]);
    await only('"cursor of the page"', 'the cursor of the page');
    await only('"page of the cursor"', 'the page of the cursor');
    await only('-"page of the cursor" cursor', 'the cursor of the page');
    await only('play*', 'Playlists and queries');
    await only('pl*', 'Playlists and queries');
    await only('PLAYLIST', 'Playlists and queries');
    await only('query', 'Playlists and queries');
    await only('cafe zurich', 'un café à Zürich');
    await only('CAFÉ', 'un café à Zürich');
    await only('東京', '東京の天気');
    await only('天気', '東京の天気');
    await only('invalid_client_scope', 'code invalid_client_scope here');
    await only('scope', 'code invalid_client_scope here');
    expect(await found(`${tag} client_invalid`)).toEqual([]);
    expect(await found(`${tag} "京東"`)).toEqual([]);
  });

  test('what was changed, redacted, moved or deleted is found by what it says now', async () => {
    const { admin } = workspace;
    const [old, renamed, secret] = [`old${marker}`, `new${marker}`, `leak${marker}`];
    const conversation = await start(`Hello ${secret}`, {
      subject: old,
      customer: { externalId: `who-${marker}`, name: `person${marker}` },
    });
    await index();
    const path = `/conversations/${conversation.id}`;
    await admin.patch(path, { subject: renamed });
    await admin.patch(`/customers/${conversation.customer.id}`, { name: `somebody${marker}` });
    const [message] = (await admin.get(`${path}/messages`)).body.data;
    const spans = [{ start: 6, end: 6 + secret.length }];
    expect((await admin.post(`/messages/${message.id}/redact`, { spans, reason: 'leak' })).status).toBe(200);
    await settle();
    expect([await found(old), await found(secret), await found(`person${marker}`)]).toEqual([[], [], []]);
    expect([await found(renamed), await found(`somebody${marker}`)]).toEqual([
      [conversation.id],
      [conversation.id],
    ]);

    const target = await start('Hi.', { customer: { id: conversation.customer.id } });
    await admin.post(`/conversations/${target.id}/messages`, { body: { text: `Moved ${marker}move` } });
    await index();
    const into = await start('Target.', { customer: { id: conversation.customer.id } });
    await admin.post(`/conversations/${into.id}/merge`, { sourceIds: [target.id] });
    await settle();
    expect(await found(`${marker}move`)).toEqual([into.id]);
    await admin.delete(path);
    expect(await found(renamed)).toEqual([]);
  });
});

describe('a search', () => {
  test('stays in its workspace', async () => {
    const other = await createWorkspace(workspace.server);
    await start('Only theirs: tenantword', {}, other);
    await index(other);
    await start('Only theirs too: tenantword', {}, other);
    expect(await found('tenantword')).toEqual([]);
    expect(await found('tenantword', {}, other)).toHaveLength(2);
  });

  test('takes a filter tree with the words', async () => {
    const urgent = await start('filterword', { priority: 'urgent' });
    await start('filterword');
    const filter = { field: 'priority', op: 'eq', value: 'urgent' };
    expect(await found('filterword', { filter })).toEqual([urgent.id]);
    expect((await search({ query: 'filterword', filter })).total).toBeNull();
    expect((await search({ filter })).data.map(({ conversation }: any) => conversation.priority)).toContain(
      'urgent',
    );
    expect(
      fieldProblems(await workspace.admin.post('/conversations/search', { filter: { field: 'x' } })),
    ).toEqual(['body /filter/field invalid_value']);
  });

  test('gives text as it is stored, in parts that are no markup, and never half a character', async () => {
    const text = `${'😀'.repeat(60)} <b>markupword</b> & "quoted" ${'😀'.repeat(200)}`;
    await start(text);
    const [{ highlights }] = (await search({ query: 'markupword' })).data;
    const { parts } = highlights[0];
    expect(parts.filter(({ match }: any) => match)).toEqual([{ text: 'markupword', match: true }]);
    const shown = parts.map((part: any) => part.text);
    expect(shown.join('')).toContain('<b>markupword</b> & "quoted"');
    for (const part of shown) expect(part.isWellFormed()).toBe(true);
    expect(text).toContain(shown.slice(1, -1).join(''));
  });

  test('without a word that could be found finds nothing, and without anything lists', async () => {
    for (const query of ['!!!', '-nothing', '"', '  … ']) expect(await found(query)).toEqual([]);
    expect((await found('')).length).toBeGreaterThan(3);
    expect(await found('   ')).toEqual(await found(''));
  });

  test('refuses more words than it can look for', async () => {
    const query = Array.from({ length: 25 }, (_, n) => `w${n}`).join(' ');
    expect(fieldProblems(await workspace.admin.post('/conversations/search', { query }))).toEqual([
      'body /query too_big',
    ]);
  });

  test('needs its scope, writes nothing and tells nothing', async () => {
    await expectScopeNeeded(workspace, 'conversations:read', (actor) =>
      actor.post('/conversations/search', { query: 'x' }),
    );
    const reader = await workspace.withScopes('conversations:read');
    expect((await reader.post('/conversations/search', { query: 'filterword' })).body.data).toHaveLength(2);
  });
});

describe('pages of a search', () => {
  test('hold each conversation once, while others come and go', async () => {
    const fresh = await createWorkspace(workspace.server);
    const ids: string[] = [];
    for (let n = 0; n < 25; n++) {
      const more = n % 3 === 0 ? { subject: 'pageword' } : {};
      ids.push((await start('pageword', more, fresh)).id);
      if (n === 12) await index(fresh);
    }
    for (const sort of ['relevance', '-created_at', 'created_at']) {
      const seen: string[] = [];
      for (let cursor: string | null = null; ; ) {
        const page: any = await search(
          { query: 'pageword', limit: 4, sort, ...(cursor ? { cursor } : {}) },
          fresh,
        );
        seen.push(...page.data.map(({ conversation }: any) => conversation.id));
        await start('pageword', { subject: seen.length % 2 ? 'pageword' : 'other' }, fresh);
        cursor = page.nextCursor;
        if (!cursor) break;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => ids.includes(id)).sort()).toEqual([...ids].sort());
    }
  });

  test('belong to their query', async () => {
    for (let n = 0; n < 2; n++) await start('cursorword');
    const { nextCursor } = await search({ query: 'cursorword', limit: 1 });
    for (const other of [
      { query: 'cursorword x' },
      { query: 'cursorword', in: ['messages'] },
      { query: 'cursorword', sort: 'created_at' },
    ])
      expectProblem(
        await workspace.admin.post('/conversations/search', { ...other, limit: 1, cursor: nextCursor }),
        400,
        'invalid_cursor',
      );
  });
});

const termsWith = statement<[string]>('select term from search_postings where position($1 in term) > 0');
const pending = statement<[]>('select count(*)::integer from search_changes');

test('what was erased is in no index, not even for a moment', async () => {
  const { admin } = workspace;
  const { id } = await start('Forget erasedword', { subject: 'erasedsubject' });
  await index();
  await admin.post(`/conversations/${id}/notes`, { body: 'erasednote' });
  expect((await admin.send('DELETE', `/conversations/${id}`, { query: { mode: 'erase' } })).status).toBe(200);
  expect(await inDatabase(workspace, () => termsWith('erased'), 'read')).toEqual([]);
  expect(await found('erasedword')).toEqual([]);
});

test('two that index at once leave nothing out and nothing behind', async () => {
  const fresh = await createWorkspace(workspace.server);
  const ids = await Promise.all(
    Array.from({ length: 12 }, async () => (await start('raceword', {}, fresh)).id),
  );
  await Promise.all([
    index(fresh),
    index(fresh),
    ...ids.map((id) => fresh.admin.post(`/conversations/${id}/messages`, { body: { text: 'lateword' } })),
  ]);
  await index(fresh);
  expect(await inDatabase(fresh, () => pending(), 'read')).toEqual([[0]]);
  for (const word of ['raceword', 'lateword'])
    expect((await found(word, {}, fresh)).sort()).toEqual([...ids].sort());
});
