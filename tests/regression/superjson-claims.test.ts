import { createWorkspace } from '@woes/server/testing';
import { expect, test } from 'vitest';

test('an input that is not what its superjson meta says is refused, and not a fault of the server', async () => {
  const { admin } = await createWorkspace();
  const raw = JSON.stringify({ json: { name: 'x' }, meta: { values: { name: ['bigint'] } } });
  const asked = await admin.send('POST', '/../trpc/workspaces.update', { body: raw });
  expect(asked.status, asked.text).toBe(400);
  expect(asked.body.error.json.data.problem.code).toBe('invalid_json');
});

test('a field by the name of the prototype is unknown in a batch as in a single call', async () => {
  const { admin } = await createWorkspace();
  const input = '{"json":{"name":"x","__proto__":{"locale":"de"}}}';
  const single = await admin.send('POST', '/../trpc/workspaces.update', { body: input });
  const batch = await admin.send('POST', '/../trpc/workspaces.update?batch=1', { body: `{"0":${input}}` });
  for (const problem of [single.body.error.json.data.problem, batch.body[0].error.json.data.problem])
    expect(problem).toMatchObject({ code: 'validation_failed', errors: [{ code: 'unknown_field' }] });
});
