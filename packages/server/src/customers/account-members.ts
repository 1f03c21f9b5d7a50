import { and, eq, inArray } from 'drizzle-orm';
import type { Id } from '../contract/ids.ts';
import { db } from '../platform/db/index.ts';
import { bounded } from '../platform/differences.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { sizesOfCustomer } from './contract.ts';
import { detailsOf, lockCustomer } from './rows.ts';
import { saveCustomer } from './save.ts';
import { accountMembers, accounts } from './tables.ts';

const plainRole = 'member';

/** Makes a customer a member of accounts; where it is one already, its role stays. */
export async function joinAccounts(call: Call, customerId: Id<'cus'>, ids: readonly Id<'acc'>[]) {
  const wanted = [...new Set(ids)].sort();
  const found = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.workspaceId, call.workspaceId), inArray(accounts.id, wanted)))
    .orderBy(accounts.id)
    .for('key share');
  if (found.length < wanted.length)
    throw new ProblemError('reference_not_usable', 'accountIds must name accounts of this workspace.', {
      metadata: { field: 'accountIds' },
    });
  const made = await db
    .insert(accountMembers)
    .values(
      wanted.map((accountId) => ({
        workspaceId: call.workspaceId,
        accountId,
        customerId,
        role: plainRole,
        createdAt: call.now,
      })),
    )
    .onConflictDoNothing()
    .returning({ accountId: accountMembers.accountId });
  return made.length > 0;
}

interface MemberChanges {
  readonly add?: readonly { customerId: Id<'cus'>; role: string }[] | undefined;
  readonly remove?: readonly Id<'cus'>[] | undefined;
}

/** Adds, removes and renames the roles of members; each customer that changes is told. True when one has. */
export async function changeMembers(
  call: Call,
  accountId: Id<'acc'>,
  { add = [], remove = [] }: MemberChanges,
): Promise<boolean> {
  const wanted = new Map<Id<'cus'>, string | null>(remove.map((id) => [id, null]));
  for (const { customerId, role } of add) wanted.set(customerId, role);
  let changed = false;
  // In one order for all: two calls with the same customers must not wait for each other.
  for (const [customerId, role] of [...wanted].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (await changeMember(call, accountId, customerId, role)) changed = true;
  }
  return changed;
}

async function changeMember(
  call: Call,
  accountId: Id<'acc'>,
  customerId: Id<'cus'>,
  role: string | null,
): Promise<boolean> {
  const before = await lockCustomer(call, customerId).catch((error: unknown) => {
    // Who is not there is no member either.
    if (!(error instanceof ProblemError)) throw error;
    if (role === null) return null;
    throw membersUnusable();
  });
  if (!before) return false;
  if (role !== null && (before.row.mergedInto || before.row.erasedAt)) throw membersUnusable();
  const here = and(
    eq(accountMembers.workspaceId, call.workspaceId),
    eq(accountMembers.accountId, accountId),
    eq(accountMembers.customerId, customerId),
  );
  const row = { workspaceId: call.workspaceId, accountId, customerId, createdAt: call.now };
  if (role === null) await db.delete(accountMembers).where(here);
  else
    await db
      .insert(accountMembers)
      .values({ ...row, role })
      .onConflictDoUpdate({
        target: [accountMembers.workspaceId, accountMembers.accountId, accountMembers.customerId],
        set: { role },
      });
  const details = await detailsOf(call, customerId);
  bounded('/members/add', sizesOfCustomer.accounts, [...details.accounts]);
  return (await saveCustomer(call, before, { details })) !== null;
}

const membersUnusable = () =>
  new ProblemError('reference_not_usable', 'members.add must name customers of this workspace.', {
    metadata: { field: 'members' },
  });
