import fc from 'fast-check';
import { expect, test } from 'vitest';
import { statement } from '../platform/db/index.ts';
import { decodeId, uuidv7 } from '../platform/ids.ts';
import { createWorkspace, inDatabase } from '../testing/index.ts';

const insert = statement<[string, string, string]>(`
  insert into customers (workspace_id, id, traits, tags, created_at, updated_at)
  select $1::uuid, u::uuid, '{}'::jsonb, '{}', ('2026-01-01T00:00:00Z'::timestamptz + n::int * interval '1 millisecond'), now()
  from unnest(string_to_array($2, ','), string_to_array($3, ',')) as t (u, n)`);
const remove = statement<[string, string]>('delete from customers where workspace_id = $1 and id = $2');
const touch = statement<[string, string]>(
  "update customers set name = 'touched', updated_at = now(), version = version + 1 where workspace_id = $1 and id = $2",
);
const clear = statement<[string]>('delete from customers where workspace_id = $1');

/** Few instants for many rows, so that the id has to decide often. */
const moment = fc.nat({ max: 4 });
const step = fc.record({
  inserted: fc.array(moment, { maxLength: 3 }),
  deleted: fc.array(fc.nat(), { maxLength: 2 }),
  updated: fc.array(fc.nat(), { maxLength: 2 }),
});

test('whatever is inserted, deleted and updated between pages, rows that were there throughout appear once', async () => {
  const workspace = await createWorkspace();
  const tenant = decodeId(workspace.id);
  const add = async (moments: number[]) => {
    const ids = moments.map(() => uuidv7(Date.now()));
    if (ids.length > 0) await insert(tenant, ids.join(','), moments.join(','));
    return ids;
  };

  await fc.assert(
    fc.asyncProperty(
      fc.array(moment, { minLength: 1, maxLength: 20 }),
      fc.array(step, { maxLength: 8 }),
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom('created_at', '-created_at'),
      async (moments, steps, limit, sort) => {
        let throughout: string[] = [];
        await inDatabase(workspace, async () => {
          await clear(tenant);
          throughout = await add(moments);
        });
        const seen: string[] = [];
        let position = '';
        for (let page = 0, cursor: string | null = null; ; page++) {
          const { body } = await workspace.admin.get('/customers', {
            limit,
            sort,
            ...(cursor ? { cursor } : {}),
          });
          for (const { id, createdAt } of body.data) {
            const here = `${createdAt} ${decodeId(id)}`;
            if (position !== '') expect(here > position).toBe(sort === 'created_at');
            position = here;
            seen.push(decodeId(id));
          }
          cursor = body.nextCursor;
          if (!cursor) break;
          const next = steps[page];
          if (!next) continue;
          await inDatabase(workspace, async () => {
            await add(next.inserted);
            for (const n of next.deleted) {
              const [gone] = throughout.splice(n % Math.max(1, throughout.length), 1);
              if (gone) await remove(tenant, gone);
            }
            for (const n of next.updated) {
              const changed = throughout[n % Math.max(1, throughout.length)];
              if (changed) await touch(tenant, changed);
            }
          });
        }
        expect(new Set(seen).size).toBe(seen.length);
        for (const id of throughout) expect(seen).toContain(id);
      },
    ),
    { numRuns: 25 },
  );
});
