import { and, eq, or, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../../contract/ids.ts';
import { db, pipe } from '../../platform/db/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../../platform/page.ts';
import { alreadyExists, invalidField, notFound } from '../../platform/problem.ts';
import { assertVersion } from '../../rpc/assert-version.ts';
import type { Call } from '../../rpc/context.ts';
import type * as contract from '../contract.ts';
import { planLimits, type Tag } from '../contract.ts';
import { keyOf } from '../key-of.ts';
import { assertRoom } from '../room.ts';
import { lockWorkspace } from '../rows.ts';
import { tags } from '../tables.ts';
import { usageOf } from './uses.ts';

type Row = typeof tags.$inferSelect;

export const presentTag = ({ workspaceId: _, ...row }: Row): Tag => row;

export const here = (call: Call, id: Id<'tag'>) =>
  and(eq(tags.workspaceId, call.workspaceId), eq(tags.id, id));

/** A tag that nobody else changes until the transaction ends. */
export async function lockTag(call: Call, id: Id<'tag'>, expectedVersion: number | undefined): Promise<Row> {
  const [row] = await db.select().from(tags).where(here(call, id)).for('update');
  if (!row) throw notFound('tag');
  await assertVersion(call, row, expectedVersion);
  return row;
}

const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const holds = (column: typeof tags.name | typeof tags.slug, text: string) =>
  sql`position(${lower(text)} in lower(${column} collate "C")) > 0`;

export async function listTags(
  call: Call,
  input: z.output<typeof contract.listTags.input>,
): Promise<Page<Tag>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'tags', input };
  const order = byCreation(tags, input.sort === '-created_at');
  const position = positionOf(listing);
  const rows = await db
    .select()
    .from(tags)
    .where(
      and(
        eq(tags.workspaceId, call.workspaceId),
        input.query === undefined
          ? undefined
          : or(holds(tags.name, input.query), holds(tags.slug, input.query)),
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  const usage =
    input.include?.includes('usage') && rows.length > 0
      ? await usageOf(
          call,
          rows.map(({ slug }) => slug),
        )
      : null;
  return toPage(listing, rows, order.position, (row) => ({
    ...presentTag(row),
    ...(usage ? { usage: usage(row.slug) } : {}),
  }));
}

export async function createTag(
  call: Call,
  { name, color = null, description = null, ...input }: z.output<typeof contract.createTag.input>,
): Promise<Tag> {
  const slug = input.slug ?? keyOf(name, '-');
  if (!slug) throw invalidField('/slug', 'required', 'Must be given: none can be made of the name.');
  await lockWorkspace(call);
  const [taken] = await db
    .select({ id: tags.id })
    .from(tags)
    .where(and(eq(tags.workspaceId, call.workspaceId), eq(tags.slug, slug)));
  if (taken) throw alreadyExists('slug', { type: 'tag', id: taken.id });
  const [found] = await db
    .select({ count: sql<number>`count(*)::integer` })
    .from(tags)
    .where(eq(tags.workspaceId, call.workspaceId));
  assertRoom('tags', found!.count, planLimits.tags);
  const row: Row = {
    workspaceId: call.workspaceId,
    id: call.newId('tag'),
    slug,
    name,
    color,
    description,
    version: 1,
    createdAt: call.now,
    updatedAt: call.now,
  };
  pipe(db.insert(tags).values(row));
  const tag = presentTag(row);
  call.audit({ action: 'tag.create', resource: { type: 'tag', id: tag.id }, changes: { slug, name } });
  call.emit({ type: 'tag.created', resource: { type: 'tag', id: tag.id, version: 1 }, data: { tag } });
  return tag;
}
