import { beforeAll, expect, test } from 'vitest';
import { errorTable } from '../contract/errors.ts';
import { createWorkspace, fieldProblems, request, type TestWorkspace } from '../testing/index.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});
const list = (query = '') => request(workspace.server, 'GET', `/api/v1/errors${query}`);

test('everybody may read every code, what it means and which operations answer with it', async () => {
  const { status, body } = await list();
  expect(status).toBe(200);
  expect(body.data.map(({ code }: any) => code)).toEqual(Object.keys(errorTable));
  for (const { operations: _, code, ...described } of body.data)
    expect(described).toEqual(errorTable[code as keyof typeof errorTable]);
  const byCode = new Map<string, any>(body.data.map((each: any) => [each.code, each]));
  expect(byCode.get('illegal_transition').operations).toEqual(
    expect.arrayContaining(['conversations.update', 'conversations.reopen']),
  );
  expect(byCode.get('insufficient_scope').operations).not.toContain('authentication.me');
});

test('codes can be asked for by category and one by one', async () => {
  const limits = (await list('?category=limit')).body.data;
  expect(limits.map(({ code }: any) => code)).toEqual(['rate_limited', 'concurrency_limited']);
  expect((await list('?code=not_found')).body.data).toHaveLength(1);
  expect((await list('?code=not_found&category=limit')).body.data).toEqual([]);
  expect(fieldProblems(await list('?code=nope'))).toEqual(['query /code invalid_value']);
});

test('the titles of answers are those of the table', async () => {
  const answer = await workspace.admin.get(`/customers/cus_${'0'.repeat(26)}`);
  expect(answer.body).toMatchObject({
    title: errorTable.not_found.title,
    retry: errorTable.not_found.retry,
    type: 'https://docs.woes.dev/errors/not_found',
  });
});
