import { createConversation, createWorkspace, type TestWorkspace } from '@woes/server/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { askRest, exampleInput, type Ids, oneOfEach, workspaceOperations } from './support/operations.ts';

/** Every list with a cursor, walked while rows are added to it and changed. */
const lists = workspaceOperations.filter(
  ({ operation }) => operation.output instanceof z.ZodObject && 'nextCursor' in operation.output.shape,
);
let workspace: TestWorkspace;
let ids: Ids;

beforeAll(async () => {
  workspace = await createWorkspace();
  ids = await oneOfEach(workspace);
  for (let n = 0; n < 3; n++)
    await workspace.admin.post(`/conversations/${ids.conv}/notes`, { body: 'A note.' });
  const issue = { title: 'Made of notes', conversationIds: [ids.conv] };
  ids.iss = (await workspace.admin.post('/issues', issue)).body.id;
  for (let n = 0; n < 3; n++) await disturb();
});

let disturbed = 0;

/** One more row for each list, and one more change for the rows that can change. */
async function disturb(): Promise<void> {
  disturbed += 1;
  const { admin } = workspace;
  await oneOfEach(workspace);
  const said = { body: { text: 'One more.' } };
  for (const answer of [
    await admin.post(`/conversations/${ids.conv}/messages`, said),
    await admin.patch(`/conversations/${ids.conv}`, { subject: `Changed ${Math.random()}` }),
    await admin.patch(`/customers/${ids.cus}`, { name: `Changed ${Math.random()}` }),
    await admin.post('/channels', { type: 'api', name: 'One more' }),
    await admin.post(`/conversations/${ids.conv}/secrets`, {
      purpose: 'resume',
      customerId: ids.cus,
      ttlSeconds: 3600,
    }),
    await admin.put(`/accounts/by-external-id/acme-${Math.random()}`, {}),
    // A person has so many and no more: later changes find the last one there.
    await admin.post(`/customers/${ids.cus}/identities`, {
      type: 'widget',
      value: `${Math.min(disturbed, 30)}`,
    }),
    await admin.post(`/conversations/${ids.conv}/notes`, { body: 'One more.' }),
    await admin.post('/issues', { title: 'Made of one', conversationIds: [ids.conv] }),
    await admin.post(`/issues/${ids.iss}/conversations`, {
      conversationId: (await createConversation(workspace)).id,
    }),
    await admin.patch(`/issues/${ids.iss}`, { title: `Changed ${Math.random()}` }),
    await admin.put(`/context-providers/p${Math.min(disturbed, 15)}`, {
      url: 'https://api.acme.example/context',
      facts: [{ key: 'plan', label: 'Plan', type: 'text' }],
      enabled: false,
    }),
    await admin.patch('/workspace', { name: `Changed ${Math.random()}` }),
  ])
    expect(answer.status, answer.text).toBeLessThan(300);
}

const sortsOf = ({ operation }: (typeof lists)[number]): (string | undefined)[] => {
  const schema = z.toJSONSchema(operation.input, { unrepresentable: 'any', io: 'input' }) as any;
  return schema.properties.sort?.enum ?? [undefined];
};

test('there are lists to walk', () => {
  expect(lists.length).toBeGreaterThan(6);
});

describe.each(
  lists.flatMap((entry) =>
    sortsOf(entry).map((sort) => [entry.name, sort ?? 'its own order', entry, sort] as const),
  ),
)('%s in %s', (_, __, entry, sort) => {
  const page = async (limit: number, cursor?: string) => {
    const named = exampleInput(entry, ids);
    const inPath = [...entry.operation.rest.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, named[name!]]);
    const input = {
      ...Object.fromEntries(inPath),
      limit,
      ...(sort ? { sort } : {}),
      ...(cursor ? { cursor } : {}),
    };
    const answer = await askRest(workspace, entry, input);
    expect(answer.status, answer.text).toBe(200);
    return answer.body as { data: { id?: string }[]; hasMore: boolean; nextCursor: string | null };
  };
  // Items of a timeline are of several kinds, each with an id of its own inside.
  const keyOf = (item: { id?: string }) =>
    item.id ?? (Object.values(item) as any[]).find((part) => part?.id).id;

  test('each row that was there throughout appears once', async () => {
    const throughout = (await page(100)).data.map(keyOf);
    expect(throughout.length).toBeGreaterThan(2);
    const seen: string[] = [];
    for (let cursor: string | undefined, pages = 0; pages < 60; pages++) {
      const { data, hasMore, nextCursor } = await page(3, cursor);
      seen.push(...data.map(keyOf));
      expect(nextCursor !== null).toBe(hasMore);
      if (!nextCursor) break;
      cursor = nextCursor;
      if (pages < 2) await disturb();
    }
    expect(new Set(seen).size).toBe(seen.length);
    for (const id of throughout) expect(seen).toContain(id);
  });

  test('a cursor is refused when anything of it, or of its list, is other', async () => {
    const { nextCursor } = await page(1);
    const input = { ...exampleInput(entry, ids), limit: 1 } as Record<string, unknown>;
    delete input.filter;
    const last = nextCursor!.at(-1) === 'A' ? 'B' : 'A';
    for (const cursor of [`${nextCursor!.slice(0, -2)}${last}${last}`, 'x', 'e30.e30', `${nextCursor}.x.y`]) {
      const answer = await askRest(workspace, entry, { ...input, cursor });
      expect([answer.status, answer.body.code]).toEqual([400, 'invalid_cursor']);
    }
  });
});
