import { and, eq, inArray } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { db } from '../platform/db/index.ts';
import { bounded } from '../platform/differences.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import { assertBounds } from './belongings.ts';
import {
  type Customer,
  type mergeCustomers as contract,
  type MergeEffects,
  sizesOfCustomer,
} from './contract.ts';
import { tellHistory } from './history.ts';
import { type FieldStrategy, type MergedFields, mergeFields } from './merge-fields.ts';
import { keepMerge, unmergeDays } from './merge-memory.ts';
import { countBelongings, moveBelongings } from './move.ts';
import { presentCustomer } from './present.ts';
import { assertLive, detailsOf, here, type Loaded, type Row } from './rows.ts';
import { saveCustomer } from './save.ts';
import { customers } from './tables.ts';

export async function mergeCustomers(
  call: Call,
  { id, sourceId, fieldStrategy = {}, dryRun, expectedVersion }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const { target, source } = await lockBoth(call, id, sourceId);
  await assertVersion(call, target.row, expectedVersion);
  assertLive(target.row);
  assertLive(source.row);
  const merged = await merge(call, target, source, { strategy: fieldStrategy, dryRun });
  const unmergeUntil = dryRun ? null : new Date(call.now.getTime() + unmergeDays * 24 * 3_600_000);
  return { ...merged.customer, dryRun, effects: merged.effects, unmergeUntil };
}

/** Locks two customers in the order of their ids: merges that cross each other wait, and then see what became. */
export async function lockBoth(
  call: Call,
  targetId: Id<'cus'>,
  sourceId: Id<'cus'>,
): Promise<{ target: Loaded; source: Loaded }> {
  if (targetId === sourceId)
    throw new ProblemError('reference_not_usable', 'sourceId must name another customer.', {
      metadata: { field: 'sourceId' },
    });
  const rows = await db
    .select()
    .from(customers)
    .where(and(eq(customers.workspaceId, call.workspaceId), inArray(customers.id, [targetId, sourceId])))
    .orderBy(customers.id)
    .for('update');
  const load = async (id: Id<'cus'>): Promise<Loaded | null> => {
    const row = rows.find((each) => each.id === id);
    return row ? { row, details: await detailsOf(call, id) } : null;
  };
  const target = await load(targetId);
  if (!target) throw notFound('customer');
  const source = await load(sourceId);
  if (!source)
    throw new ProblemError('reference_not_usable', 'sourceId must name a customer of this workspace.', {
      metadata: { field: 'sourceId' },
    });
  return { target, source };
}

interface How {
  readonly strategy: FieldStrategy;
  readonly dryRun: boolean;
}

/** Makes the source a name of the target. Both are locked and live. */
export async function merge(
  call: Call,
  target: Loaded,
  source: Loaded,
  { strategy, dryRun }: How,
): Promise<{ customer: Customer; effects: MergeEffects }> {
  const { values, conflicts } = mergeFields(target.row, source.row, strategy);
  const [id, sourceId] = [target.row.id, source.row.id];
  const effects = { ...(await countBelongings(call, sourceId, id)), conflicts };
  if (dryRun) {
    const details = {
      identities: [...target.details.identities, ...source.details.identities],
      accounts: together(target.details.accounts, source.details.accounts),
      forwarded: [...target.details.forwarded, ...forwardedBy(source, values)],
    };
    bounded('/sourceId', sizesOfCustomer.identities, [...details.identities]);
    return { customer: presentCustomer({ row: { ...target.row, ...values }, details }), effects };
  }
  const exchanged = await exchangeExternalIds(call, target.row, source.row, values);
  const moves = await moveBelongings(call, { from: sourceId, to: { ...target.row, ...values } });
  tellHistory(call, id, 'merged', { customerId: sourceId });
  await saveCustomer(call, source, {
    values: { mergedInto: id, externalId: exchanged },
    details: await detailsOf(call, sourceId),
  });
  const details = await detailsOf(call, id);
  assertBounds(details);
  const customer = await saveCustomer(
    call,
    target,
    { values, details },
    { type: 'customer.merged', data: { sourceId }, always: true },
  );
  await keepMerge(call, { target: target.row, source: source.row, merged: values, moves });
  call.audit({
    action: 'customer.merge',
    resource: { type: 'customer', id },
    changes: { sourceId, conversations: effects.conversations, identities: effects.identities },
  });
  return { customer: customer!, effects };
}

/** External ids by which the source leads to the target. */
const forwardedBy = ({ row, details }: Loaded, values: MergedFields): readonly string[] =>
  row.externalId === null || row.externalId === values.externalId
    ? details.forwarded
    : [...details.forwarded, row.externalId];

function together(
  ours: Loaded['details']['accounts'],
  theirs: Loaded['details']['accounts'],
): Loaded['details']['accounts'] {
  return [...ours, ...theirs.filter(([id]) => !ours.some(([own]) => own === id))];
}

/**
 * Gives the target the external id that it is to have, and the source the other one, by which it leads to the
 * target. The id that goes over is free in between: no two rows have it at any time.
 */
async function exchangeExternalIds(
  call: Call,
  target: Row,
  source: Row,
  { externalId }: MergedFields,
): Promise<string | null> {
  const write = (id: Id<'cus'>, fields: Partial<Row>) =>
    db.update(customers).set(fields).where(here(call, id));
  const stays = externalId === target.externalId;
  await write(source.id, { mergedInto: target.id, ...(stays ? {} : { externalId: null }) });
  if (stays) return source.externalId;
  await write(target.id, { externalId });
  await write(source.id, { externalId: target.externalId });
  return target.externalId;
}
