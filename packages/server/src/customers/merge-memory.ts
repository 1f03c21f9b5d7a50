import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db, statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import type { MergedFields } from './merge-fields.ts';
import type { Move } from './move.ts';
import type { Row } from './rows.ts';
import { customerMerges } from './tables.ts';

/** How long a merge can be taken back. */
export const unmergeDays = 30;

/** What the target was and became. Times are left out: a merge that archives nothing has none to give back. */
export interface PreImage {
  readonly before: MergedFields;
  readonly merged: MergedFields;
  readonly sourceExternalId: string | null;
}

interface Merge {
  readonly target: Row;
  readonly source: Row;
  readonly merged: MergedFields;
  readonly moves: readonly Move[];
}

const insertMoves = statement<[string, string, string]>(`
  insert into customer_merge_moves (workspace_id, merge_id, kind, moved_id, detail)
  select $1::uuid, $2::uuid, move->>'kind', (move->>'id')::uuid, move->'role'
  from jsonb_array_elements($3::jsonb) as move`);

export async function keepMerge(call: Call, { target, source, merged, moves }: Merge): Promise<void> {
  const id = call.newId('mrg');
  await db.insert(customerMerges).values({
    workspaceId: call.workspaceId,
    id,
    targetId: target.id,
    sourceId: source.id,
    preImage: { before: fieldsOf(target), merged: fieldsOf(merged), sourceExternalId: source.externalId },
    createdAt: call.now,
    expiresAt: new Date(call.now.getTime() + unmergeDays * 24 * 3_600_000),
    undoneAt: null,
  });
  if (moves.length > 0) await insertMoves(decodeId(call.workspaceId), decodeId(id), JSON.stringify(moves));
}

const fieldsOf = ({
  externalId,
  email,
  name,
  phone,
  traits,
  customFields,
  customFieldOrigins,
  tags,
  blocked,
}: MergedFields): MergedFields => ({
  externalId,
  email,
  name,
  phone,
  traits,
  customFields,
  customFieldOrigins,
  tags,
  blocked,
  archivedAt: null,
});

/** The merge by which a customer went, with what it moved; null when there is none that was not taken back. */
export async function lastMerge(call: Call, sourceId: Id<'cus'>) {
  const [row] = await db
    .select()
    .from(customerMerges)
    .where(
      and(
        eq(customerMerges.workspaceId, call.workspaceId),
        eq(customerMerges.sourceId, sourceId),
        isNull(customerMerges.undoneAt),
      ),
    )
    .orderBy(desc(customerMerges.createdAt))
    .limit(1)
    .for('update');
  return row ?? null;
}

const movesOf = statement<[string, string]>(
  'select kind, moved_id, detail from customer_merge_moves where workspace_id = $1 and merge_id = $2',
);

export async function readMoves(call: Call, mergeId: Id<'mrg'>): Promise<Move[]> {
  const rows = await movesOf(decodeId(call.workspaceId), decodeId(mergeId));
  return rows.map(([kind, id, role]) => ({
    kind: kind as Move['kind'],
    id: String(id),
    ...(role === null ? {} : { role: String(role) }),
  }));
}

const forgetMoves = statement<[string, string]>(
  'delete from customer_merge_moves where workspace_id = $1 and merge_id = $2',
);

/** A merge that was taken back, or no longer can be, needs no memory. */
export async function forgetMerge(call: Call, id: Id<'mrg'>): Promise<void> {
  await db
    .update(customerMerges)
    .set({ preImage: null, undoneAt: call.now })
    .where(and(eq(customerMerges.workspaceId, call.workspaceId), eq(customerMerges.id, id)));
  await forgetMoves(decodeId(call.workspaceId), decodeId(id));
}
