import { asc } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../../contract/ids.ts';
import type { Scope } from '../../contract/scopes.ts';
import { db } from '../../platform/db/index.ts';
import { differences } from '../../platform/differences.ts';
import { invalidField, ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type * as contract from '../contract.ts';
import { tags } from '../tables.ts';
import { here, lockTag, presentTag } from './tags.ts';
import { effectsOf, noEffects, retagRecords } from './uses.ts';

type Row = typeof tags.$inferSelect;

/** What a change of tags does to records their owner must be able to do: it would be a way around scopes otherwise. */
const needed: readonly Scope[] = ['conversations:write', 'customers:write'];

function assertMayRetag({ principal }: Call): void {
  const missing = needed.filter((scope) => principal.kind === 'credential' && !principal.scopes.has(scope));
  if (missing[0])
    throw new ProblemError(
      'insufficient_scope',
      `It changes records, which needs ${missing.join(' and ')}.`,
      {
        metadata: { missingScope: missing[0], missingScopes: missing },
      },
    );
}

export async function updateTag(
  call: Call,
  { id, mergeInto, dryRun, expectedVersion, ...wanted }: z.output<typeof contract.updateTag.input>,
): Promise<z.input<typeof contract.updateTag.output>> {
  if (mergeInto) return mergeTag(call, { id, mergeInto, dryRun, expectedVersion, wanted });
  const row = await lockTag(call, id, expectedVersion);
  const { changes, values } = differences(row, wanted);
  if (!values || dryRun) return { ...presentTag({ ...row, ...values }), effects: noEffects };
  const [updated] = await db
    .update(tags)
    .set({ ...values, version: row.version + 1, updatedAt: call.now })
    .where(here(call, id))
    .returning();
  const tag = presentTag(updated!);
  call.audit({ action: 'tag.update', resource: { type: 'tag', id }, changes });
  call.emit({
    type: 'tag.updated',
    resource: { type: 'tag', id, version: tag.version },
    data: { tag },
    changes,
  });
  return { ...tag, effects: noEffects };
}

interface Merge {
  readonly id: Id<'tag'>;
  readonly mergeInto: Id<'tag'>;
  readonly dryRun: boolean;
  readonly expectedVersion: number | undefined;
  readonly wanted: object;
}

/** Records that hold the tag get the other one, and the definition goes. */
async function mergeTag(
  call: Call,
  { id, mergeInto, dryRun, expectedVersion, wanted }: Merge,
): Promise<z.input<typeof contract.updateTag.output>> {
  if (mergeInto === id) throw invalidField('/mergeInto', 'invalid_value', 'Must be another tag.');
  await lockInOrder(call, [id, mergeInto]);
  const source = await lockTag(call, id, expectedVersion);
  const target = await requireTag(call, mergeInto);
  if (Object.values(wanted).some((value) => value !== undefined))
    throw invalidField('/mergeInto', 'invalid_value', 'Must be left out when the tag itself is changed.');
  assertMayRetag(call);
  const effects = await effectsOf(call, source.slug);
  const tag = presentTag(target);
  if (dryRun) return { ...tag, effects };

  await db.delete(tags).where(here(call, id));
  await retagRecords(call, { from: source.slug, to: target.slug });
  call.audit({
    action: 'tag.merge',
    resource: { type: 'tag', id },
    changes: { slug: source.slug, into: target.slug, ...effects },
  });
  call.emit({
    type: 'tag.merged',
    resource: { type: 'tag', id, version: source.version },
    data: { tag: presentTag(source), into: tag },
  });
  return { ...tag, effects };
}

/** Of two tags that are merged into each other at once, one is there to be merged. */
async function lockInOrder(call: Call, ids: readonly Id<'tag'>[]): Promise<void> {
  for (const id of [...ids].sort())
    await db.select().from(tags).where(here(call, id)).orderBy(asc(tags.id)).for('update');
}

async function requireTag(call: Call, id: Id<'tag'>): Promise<Row> {
  const [row] = await db.select().from(tags).where(here(call, id));
  if (!row)
    throw new ProblemError('reference_not_usable', 'mergeInto must name a tag of this workspace.', {
      metadata: { field: 'mergeInto' },
    });
  return row;
}

export async function deleteTag(
  call: Call,
  { id, force, dryRun, expectedVersion }: z.output<typeof contract.deleteTag.input>,
): Promise<z.input<typeof contract.deleteTag.output>> {
  const row = await lockTag(call, id, expectedVersion);
  if (force) assertMayRetag(call);
  const effects = await effectsOf(call, row.slug);
  if (dryRun) return { id, deleted: false, effects };
  await db.delete(tags).where(here(call, id));
  if (force) await retagRecords(call, { from: row.slug, to: null });
  call.audit({
    action: 'tag.delete',
    resource: { type: 'tag', id },
    changes: { slug: row.slug, force, ...effects },
  });
  call.emit({
    type: 'tag.deleted',
    resource: { type: 'tag', id, version: row.version },
    data: { tag: presentTag(row) },
  });
  return { id, deleted: true, effects };
}
