import type { z } from 'zod';
import type { Scope } from '../contract/scopes.ts';
import { tellErased } from '../conversations/index.ts';
import { db, transaction } from '../platform/db/index.ts';
import { ProblemError } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import type { deleteCustomer as contract } from './contract.ts';
import { type Erasure, erase } from './erase.ts';
import { noDetails, presentCustomer } from './present.ts';
import { assertLive, here, type Loaded, lockForRemoval } from './rows.ts';
import { saveCustomer } from './save.ts';
import { customerErasures, customers } from './tables.ts';

type Output = z.input<typeof contract.output>;

export async function deleteCustomer(
  call: Call,
  { id, mode, dryRun, expectedVersion }: z.output<typeof contract.input>,
): Promise<Output> {
  if (mode === 'erase') assertScope(call, 'customers:erase');
  const person = await lockForRemoval(call, id);
  await assertVersion(call, person.row, expectedVersion);
  assertLive(person.row);
  const nothing = { id, mode, dryRun, effects: null, receipt: null };
  if (mode === 'archive') {
    if (!dryRun) await archive(call, person);
    return nothing;
  }
  if (dryRun) return { ...nothing, effects: (await tried(() => erase(call, person))).counts };
  const erasure = await erase(call, person);
  const receipt = await keepReceipt(call, person, erasure);
  return { ...nothing, effects: erasure.counts, receipt };
}

function assertScope({ principal }: Call, scope: Scope): void {
  if (principal.kind === 'credential' && principal.scopes.has(scope)) return;
  throw new ProblemError('insufficient_scope', `Erasing needs the scope ${scope}.`, {
    metadata: { missingScope: scope },
  });
}

async function archive(call: Call, person: Loaded): Promise<void> {
  if (person.row.archivedAt) return;
  await saveCustomer(call, person, { values: { archivedAt: call.now } }, { type: 'customer.deleted' });
  call.audit({ action: 'customer.archive', resource: { type: 'customer', id: person.row.id } });
}

/** What a change would do: it is done, counted, and taken back. */
async function tried<T>(work: () => Promise<T>): Promise<T> {
  const tx = transaction();
  await tx.command('savepoint tried');
  const result = await work();
  await tx.command('rollback to savepoint tried');
  return result;
}

async function keepReceipt(
  call: Call,
  { row }: Loaded,
  { counts, conversationIds }: Erasure,
): Promise<NonNullable<Output['receipt']>> {
  const receipt = { id: call.newId('ers'), customerId: row.id, erasedAt: call.now, counts };
  await db.insert(customerErasures).values({
    ...receipt,
    workspaceId: call.workspaceId,
    requestId: call.requestId,
  });
  const [left] = await db.select().from(customers).where(here(call, row.id));
  await tellErased(call, conversationIds);
  call.emit({
    type: 'customer.erased',
    resource: { type: 'customer', id: row.id, version: left!.version },
    data: { customer: presentCustomer({ row: left!, details: noDetails }), receipt },
  });
  call.audit({
    action: 'customer.erase',
    resource: { type: 'customer', id: row.id },
    changes: { receiptId: receipt.id },
  });
  return receipt;
}
