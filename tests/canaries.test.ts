import { createConversation, createWorkspace, request, type TestWorkspace } from '@woes/server/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../packages/server/src/platform/problem.ts';
import { maskSecretsInValue } from '../packages/server/src/platform/redaction/index.ts';
import { fakeSecrets } from '../packages/server/src/testing/fake-secrets.ts';
import { widgetOperations, workspaceOperations } from './support/operations.ts';

/** Secrets that are sent to every door in every place, and must come out of none. */
const canaries = [...fakeSecrets('canary one'), ...fakeSecrets('canary two')].slice(0, 60);

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await createWorkspace();
});

const leaksIn = (text: string) => canaries.filter(({ core }) => text.includes(core)).map(({ name }) => name);

/** What a header can carry. */
const oneLine = (text: string) => text.replace(/[^\x21-\x7e ]/g, ' ');

test('there are sixty of them', () => {
  expect(new Set(canaries.map(({ core }) => core)).size).toBe(60);
});

describe.each(canaries)('$name ($core)', ({ text }) => {
  const places = (): [string, string, Parameters<typeof request>[3]][] => {
    const header = { authorization: `Bearer ${workspace.admin.key}` };
    return [
      ['GET', '/api/v1/conversations', { headers: { authorization: `Bearer ${oneLine(text)}` } }],
      ['GET', '/api/v1/conversations', { headers: { ...header, 'woes-version': oneLine(text) } }],
      ['GET', '/api/v1/conversations', { headers: header, query: { cursor: text } }],
      ['GET', '/api/v1/conversations', { headers: header, query: { [text]: 'x' } }],
      ['GET', `/api/v1/conversations/${encodeURIComponent(text)}`, { headers: header }],
      ['POST', '/api/v1/conversations', { headers: header, body: { [text]: text } }],
      ['POST', '/api/v1/conversations', { headers: header, body: text }],
      ['POST', '/api/v1/auth/credentials', { headers: header, body: { name: 'One', scopes: [text] } }],
      ['POST', '/api/trpc/conversations.create', { headers: header, body: { json: { [text]: text } } }],
      [
        'GET',
        '/api/trpc/conversations.get',
        { headers: header, query: { input: JSON.stringify({ json: { id: text } }) } },
      ],
      ['GET', `/api/trpc/${encodeURIComponent(text)}`, { headers: header }],
      [
        'POST',
        '/api/widget/v1/sessions',
        { headers: { authorization: `Bearer ${oneLine(text)}` }, body: { [text]: text } },
      ],
      ['GET', '/api/v1/events/stream', { headers: header, query: { after: text } }],
    ];
  };

  test('comes out of no refusal, and is in no line of the log', async () => {
    const from = workspace.server.logLines.length;
    for (const [method, path, asked] of places()) {
      const answer = await request(workspace.server, method, path, asked);
      expect(answer.status, `${method} ${path}`).toBeLessThan(500);
      const headers = [...answer.headers].flat().join('\n');
      expect(
        leaksIn(`${answer.text}\n${decodeURIComponent(answer.text.replaceAll('%', '%25'))}\n${headers}`),
      ).toEqual([]);
    }
    expect(leaksIn(workspace.server.logLines.slice(from).join(''))).toEqual([]);
  });

  test('comes out of no problem that code of ours puts it into', () => {
    const problem = new ProblemError('validation_failed', `It was ${text}.`, {
      metadata: { given: text, nested: { list: [text] } },
      errors: [{ location: 'body', pointer: `/${text}`, code: 'invalid_value', detail: text }],
      cause: new Error(text),
    });
    expect(leaksIn(JSON.stringify(problem.toProblem('req_x')))).toEqual([]);
    expect(leaksIn(JSON.stringify(problem.toProblem('req_x')).replaceAll('\\n', '\n'))).toEqual([]);
  });

  test('is in no change that an audit row keeps', () => {
    const kept = maskSecretsInValue({ name: { from: text, to: [text] } });
    expect(leaksIn(JSON.stringify(kept))).toEqual([]);
    expect(Object.keys(kept)).toEqual(['name']);
  });
});

const secretField = /(?:secret|token)$/i;

test('every operation whose answer holds a secret says so, so that it is kept encrypted', () => {
  for (const { name, operation } of [...workspaceOperations, ...widgetOperations]) {
    const fields = secretFields(operation.example.output);
    if (fields.length > 0 && !operation.neverReplayed) expect(operation.revealsSecret, name).toBe(true);
  }
});

function secretFields(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([field, inner]) => [
    ...(secretField.test(field) && typeof inner === 'string' ? [field] : []),
    ...secretFields(inner),
  ]);
}

test('a message that holds a secret is kept as it was sent, and leaves no trace in the log', async () => {
  const conversation = await createConversation(workspace);
  const { text, core } = canaries[0]!;
  const from = workspace.server.logLines.length;
  const sent = await workspace.admin.post(`/conversations/${conversation.id}/messages`, { body: { text } });
  expect(sent.status).toBe(201);
  expect(sent.text).toContain(core);
  expect(leaksIn(workspace.server.logLines.slice(from).join(''))).toEqual([]);
});
