import { beforeAll, expect, test } from 'vitest';
import { appRouter } from '../../router.ts';
import { createWorkspace, expectProblem, type TestWorkspace } from '../../testing/index.ts';
import { allowedMethods, fixedPaths } from './allowed-methods.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await createWorkspace();
});

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const fixed = [...fixedPaths('', appRouter)];
const undeclared = fixed.flatMap(([path, taken]) =>
  methods.filter((method) => !taken.includes(method)).map((method) => [method, path, taken] as const),
);

test.each(undeclared)(
  '%s %s is refused by its name, not tried on an object of that name',
  async (method, path, taken) => {
    const answer = await workspace.admin.send(method, path, method === 'GET' ? {} : { body: {} });
    expectProblem(answer, 405, 'method_not_allowed', { allow: taken });
    expect(answer.headers.get('allow')).toBe(
      [...taken, ...(taken.includes('GET') ? ['HEAD'] : [])].join(', '),
    );
  },
);

test('some fixed paths stand where others have an id', () => {
  const withIds = allowedMethods('', appRouter);
  const shadowed = fixed.filter(([path]) => withIds(path.replace(/[^/]+$/, 'any-other')).length > 0);
  expect(shadowed.map(([path]) => path)).toEqual(expect.arrayContaining(['/conversations/search']));
});
