import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../../contract/ids.ts';
import { db, inOrderOf, pipe, transaction } from '../../platform/db/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../../platform/page.ts';
import { alreadyExists, ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import {
  type CustomField,
  type CustomFieldTarget,
  type createCustomField as createContract,
  customFieldsMax,
  type listCustomFields as listContract,
} from '../contract.ts';
import { lockWorkspace } from '../rows.ts';
import { customFields } from '../tables.ts';
import { assertConsistent } from './consistent.ts';

type Row = typeof customFields.$inferSelect;

/** A set, in the one order in which it is kept and shown. */
export const inOrder = (moments: CustomField['requiredOn']) =>
  (['create', 'resolve'] as const).filter((moment) => moments.includes(moment));

const option = inOrderOf<CustomField['options'][number]>(['key', 'label', 'archived']);

export const presentCustomField = (row: Row): CustomField => ({
  id: row.id,
  target: row.target,
  key: row.key,
  label: row.label,
  description: row.description,
  type: row.type,
  options: row.options.map(option),
  requiredOn: row.requiredOn,
  default: row.default,
  pattern: row.pattern,
  visibleToWidget: row.visibleToWidget,
  sensitive: row.sensitive,
  archived: row.archivedAt !== null,
  position: row.position,
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

export const here = (call: Call, id: Id<'fld'>) =>
  and(eq(customFields.workspaceId, call.workspaceId), eq(customFields.id, id));

export async function listCustomFields(
  call: Call,
  input: z.output<typeof listContract.input>,
): Promise<Page<CustomField>> {
  const listing = {
    workspaceId: call.workspaceId,
    keys: call.services.keys,
    resource: 'custom_fields',
    input,
  };
  const order = byCreation(customFields, input.sort === '-created_at');
  const position = positionOf(listing);
  transaction().lastStatement();
  const rows = await db
    .select()
    .from(customFields)
    .where(
      and(
        eq(customFields.workspaceId, call.workspaceId),
        input.target ? eq(customFields.target, input.target) : undefined,
        input.archived === undefined
          ? undefined
          : (input.archived ? isNotNull : isNull)(customFields.archivedAt),
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  return toPage(listing, rows, order.position, presentCustomField);
}

/** Refuses one field in use more than a target may have. The caller holds the workspace's row. */
export async function assertRoomFor(
  call: Call,
  target: CustomFieldTarget,
): Promise<{ nextPosition: number }> {
  const [found] = await db
    .select({
      used: sql<number>`count(*) filter (where ${customFields.archivedAt} is null)::integer`,
      last: sql<number>`coalesce(max(${customFields.position}), 0)::integer`,
    })
    .from(customFields)
    .where(and(eq(customFields.workspaceId, call.workspaceId), eq(customFields.target, target)));
  if (found!.used >= customFieldsMax)
    throw new ProblemError('state_conflict', `A target has at most ${customFieldsMax} fields in use.`, {
      metadata: { target, max: customFieldsMax },
    });
  return { nextPosition: Math.min(found!.last + 1, 9999) };
}

/** Fields are made one after the other, so what is free here stays free until the commit. */
async function assertFree(
  call: Call,
  { target, key }: { readonly target: CustomFieldTarget; readonly key: string },
): Promise<void> {
  const [taken] = await db
    .select({ id: customFields.id })
    .from(customFields)
    .where(
      and(
        eq(customFields.workspaceId, call.workspaceId),
        eq(customFields.target, target),
        eq(customFields.key, key),
      ),
    );
  if (taken) throw alreadyExists('key', { type: 'custom_field', id: taken.id });
}

export async function createCustomField(
  call: Call,
  input: z.output<typeof createContract.input>,
): Promise<CustomField> {
  const options = (input.options ?? []).map((each) => ({ ...each, archived: false }));
  const values = {
    ...input,
    description: input.description ?? null,
    options,
    requiredOn: inOrder(input.requiredOn ?? []),
    default: input.default ?? null,
    pattern: input.pattern ?? null,
  };
  assertConsistent(values);
  await lockWorkspace(call);
  await assertFree(call, input);
  const { nextPosition } = await assertRoomFor(call, input.target);
  const row: Row = {
    ...values,
    workspaceId: call.workspaceId,
    id: call.newId('fld'),
    archivedAt: null,
    position: input.position ?? nextPosition,
    version: 1,
    createdAt: call.now,
    updatedAt: call.now,
  };
  pipe(db.insert(customFields).values(row));
  const customField = presentCustomField(row);
  const { id, target, key, type } = customField;
  call.audit({
    action: 'custom_field.create',
    resource: { type: 'custom_field', id },
    changes: { target, key, type },
  });
  call.emit({
    type: 'custom_field.created',
    resource: { type: 'custom_field', id, version: 1 },
    data: { customField },
  });
  return customField;
}
