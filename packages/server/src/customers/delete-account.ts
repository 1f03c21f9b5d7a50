import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { db, pipe } from '../platform/db/index.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import { changeMembers } from './account-members.ts';
import { accountHere, presentAccount, termsOfAccount } from './account-rows.ts';
import type { deleteAccount as contract } from './contract.ts';
import { syncTerms } from './search-terms.ts';
import { accountMembers, accounts } from './tables.ts';

/** Each detached customer is told, and all in one transaction. */
const detachedMax = 1000;

export async function deleteAccount(
  call: Call,
  { id, detachCustomers, dryRun, expectedVersion }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const [row] = await db.select().from(accounts).where(accountHere(call, id)).for('update');
  if (!row) throw notFound('account');
  await assertVersion(call, row, expectedVersion);
  const members = await db
    .select({ customerId: accountMembers.customerId })
    .from(accountMembers)
    .where(and(eq(accountMembers.workspaceId, call.workspaceId), eq(accountMembers.accountId, id)))
    .limit(detachedMax + 1);
  const effects = { customers: members.length };
  if (members.length > 0 && !detachCustomers)
    throw new ProblemError('state_conflict', 'The account has members. Detach them to delete it.', {
      metadata: { customers: Math.min(members.length, detachedMax) },
    });
  if (members.length > detachedMax)
    throw new ProblemError('state_conflict', `At most ${detachedMax} members are detached at once.`, {
      metadata: { customersMax: detachedMax },
    });
  if (dryRun) return { id, dryRun, effects };
  await changeMembers(call, id, { remove: members.map(({ customerId }) => customerId) });
  syncTerms(call, 'account', id, { before: termsOfAccount(row), after: new Set() });
  pipe(db.delete(accounts).where(accountHere(call, id)));
  call.emit({
    type: 'account.deleted',
    resource: { type: 'account', id, version: row.version },
    data: { account: presentAccount(row) },
  });
  return { id, dryRun, effects };
}
