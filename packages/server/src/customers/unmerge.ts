import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { db } from '../platform/db/index.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import type { unmergeCustomer as contract } from './contract.ts';
import { tellHistory } from './history.ts';
import { lockBoth } from './merge.ts';
import { unmergeFields } from './merge-fields.ts';
import { forgetMerge, lastMerge, readMoves } from './merge-memory.ts';
import { moveBack } from './move.ts';
import { assertLive, detailsOf, here, type Loaded, type Row } from './rows.ts';
import { saveCustomer } from './save.ts';
import { customers } from './tables.ts';

export async function unmergeCustomer(
  call: Call,
  { id, expectedVersion }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const [known] = await db.select({ mergedInto: customers.mergedInto }).from(customers).where(here(call, id));
  if (!known) throw notFound('customer');
  if (!known.mergedInto) throw notMerged();
  const { target, source } = await lockBoth(call, known.mergedInto, id);
  await assertVersion(call, source.row, expectedVersion);
  // Another call may have taken it back, or moved it on, before the locks were ours.
  if (source.row.mergedInto !== target.row.id) throw notMerged();
  assertLive(target.row);
  const last = await lastMerge(call, id);
  if (!last || last.targetId !== target.row.id)
    throw new ProblemError(
      'state_conflict',
      'The customer it was merged into was merged on. Take that back first.',
      {
        metadata: { mergedInto: target.row.id },
      },
    );
  if (!last.preImage || last.expiresAt <= call.now)
    throw new ProblemError('state_conflict', 'The merge can no longer be taken back.', {
      metadata: { unmergeUntil: last.expiresAt.toISOString() },
    });
  const { before, merged, sourceExternalId } = last.preImage;
  const back = unmergeFields(target.row, before, merged);
  const own = await parted(call, target.row, source.row, { back, sourceExternalId });
  const effects = await moveBack(
    call,
    { from: target.row.id, to: own.source },
    await readMoves(call, last.id),
  );
  await forgetMerge(call, last.id);
  tellHistory(call, target.row.id, 'unmerged', { customerId: id });
  await save(call, target, own.target, { type: 'customer.updated' });
  const customer = await save(call, source, own.source, {
    type: 'customer.unmerged',
    data: { targetId: target.row.id },
    always: true,
  });
  call.audit({
    action: 'customer.unmerge',
    resource: { type: 'customer', id },
    changes: { targetId: target.row.id, conversations: effects.conversations },
  });
  return { ...customer!, targetId: target.row.id, effects };
}

const notMerged = () => new ProblemError('state_conflict', 'The customer was not merged into another.');

async function save(call: Call, before: Loaded, values: Row, told: Parameters<typeof saveCustomer>[3]) {
  return saveCustomer(call, before, { values, details: await detailsOf(call, before.row.id) }, told);
}

interface Parting {
  readonly back: Partial<Row>;
  readonly sourceExternalId: string | null;
}

/** Both as they are to be. An external id that went over goes back when the target still has it. */
async function parted(call: Call, target: Row, source: Row, { back, sourceExternalId }: Parting) {
  const write = (id: Id<'cus'>, fields: Partial<Row>) =>
    db.update(customers).set(fields).where(here(call, id));
  const goesBack = back.externalId !== undefined && target.externalId === sourceExternalId;
  const externalIds = goesBack
    ? { target: back.externalId ?? null, source: sourceExternalId }
    : { target: target.externalId, source: source.externalId };
  await write(source.id, { mergedInto: null, externalId: goesBack ? null : source.externalId });
  if (goesBack) {
    await write(target.id, { externalId: externalIds.target });
    await write(source.id, { externalId: externalIds.source });
  }
  return {
    target: { ...target, ...back, externalId: externalIds.target },
    source: { ...source, mergedInto: null, externalId: externalIds.source },
  };
}
