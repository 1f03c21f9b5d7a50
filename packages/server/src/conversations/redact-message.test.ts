import { beforeAll, expect, test } from 'vitest';
import {
  createConversation,
  createWorkspace,
  eventsOf,
  fieldProblems,
  placesOf,
  type TestWorkspace,
} from '../testing/index.ts';
import { indexChanges } from './search/index-changes.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

const needle = 'zebrafinch';
const text = `My name is ${needle}, what is the limit?`;
const start = text.indexOf(needle);
const span = { start, end: start + needle.length };

test('what is masked by place is gone from everywhere, for good', async () => {
  const conversation = await createConversation(workspace, { firstMessage: undefined });
  const key = { 'idempotency-key': 'redacted-once' };
  const path = `/conversations/${conversation.id}/messages`;
  const sent = await workspace.admin.post(path, { body: { text } }, key);
  await workspace.admin.patch(`/messages/${sent.body.id}`, { body: { text: `${text} Please.` } });
  await workspace.admin.patch(`/messages/${sent.body.id}`, { body: { text } });
  await indexChanges(workspace.server.services, workspace.id as `ws_${string}`);
  expect(await placesOf(workspace, needle)).toEqual(
    expect.arrayContaining([
      'event_log.envelope',
      'idempotency_records.answer',
      'messages.body_text',
      'search_postings.term',
    ]),
  );

  let answer: any;
  const events = await eventsOf(workspace, async () => {
    answer = await workspace.admin.post(`/messages/${sent.body.id}/redact`, { spans: [span] });
  });
  expect(answer.body).toMatchObject({
    body: { text: text.replace(needle, '[redacted]') },
    redactions: [{ kind: 'manual', count: 1 }],
  });
  expect(events.map(({ type, changes }) => [type, Object.keys(changes)])).toEqual([
    ['message.redacted', ['redactions']],
  ]);
  expect(await placesOf(workspace, needle)).toEqual([]);

  const replayed = await workspace.admin.post(path, { body: { text } }, key);
  expect(replayed.headers.get('idempotent-replayed')).toBe('true');
  expect(replayed.body.body.text).toBe(text.replace(needle, '[redacted]'));
  const counted = await workspace.admin.get(`/conversations/${conversation.id}`);
  expect(counted.body).toMatchObject({ redactionCount: 1, lastMessage: { preview: answer.body.body.text } });
});

test('what is masked by kind is what the redactor finds of it', async () => {
  const conversation = await createConversation(workspace, {
    firstMessage: { text: 'Write to lena@example.org or call, thanks.' },
  });
  const [message] = (await workspace.admin.get(`/conversations/${conversation.id}/messages`)).body.data;
  const none = await workspace.admin.post(`/messages/${message.id}/redact`, { kinds: ['iban'] });
  expect(none.body).toEqual(message);
  const masked = await workspace.admin.post(`/messages/${message.id}/redact`, { kinds: ['personal'] });
  expect(masked.body.body.text).toBe('Write to [redacted email] or call, thanks.');
  expect(masked.body.redactions).toEqual([{ kind: 'email', count: 1 }]);
});

test('a place outside of the text is refused, and nothing is masked', async () => {
  const conversation = await createConversation(workspace);
  const [message] = (await workspace.admin.get(`/conversations/${conversation.id}/messages`)).body.data;
  const refused = await workspace.admin.post(`/messages/${message.id}/redact`, {
    spans: [
      { start: 0, end: 2 },
      { start: 5, end: 5000 },
    ],
  });
  expect(fieldProblems(refused)).toEqual(['body /spans/1/end out_of_range']);
  expect((await workspace.admin.get(`/messages/${message.id}`)).body).toEqual(message);
});
