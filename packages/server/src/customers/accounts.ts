import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { conversationCounts } from '../conversations/index.ts';
import { db, statement, transaction } from '../platform/db/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { accountHere, presentAccount } from './account-rows.ts';
import type {
  Account,
  accountStats,
  getAccount as getContract,
  listAccounts as listContract,
} from './contract.ts';
import { hasWords } from './search-words.ts';
import { accounts } from './tables.ts';

/** An account by id, or by the caller's own id as `ext:…`. */
export async function getAccount(
  call: Call,
  { id, include = [] }: z.output<typeof getContract.input>,
): Promise<Account> {
  if (include.length === 0) transaction().lastStatement();
  const [row] = await db
    .select()
    .from(accounts)
    .where(
      id.startsWith('ext:')
        ? and(eq(accounts.workspaceId, call.workspaceId), eq(accounts.externalId, id.slice(4)))
        : accountHere(call, id as Id<'acc'>),
    );
  if (!row) throw notFound('account');
  if (include.length === 0) return presentAccount(row);
  const { version, createdAt, updatedAt, ...shown } = presentAccount(row);
  return { ...shown, stats: await statsOfAccount(call, row.id), version, createdAt, updatedAt };
}

const membersOf = statement<[string, string]>(
  'select customer_id from account_members where workspace_id = $1 and account_id = $2',
);

async function statsOfAccount(call: Call, id: Id<'acc'>): Promise<z.output<typeof accountStats>> {
  const members = await membersOf(decodeId(call.workspaceId), decodeId(id));
  const ids = members.map(([customerId]) => encodeId('cus', String(customerId)));
  return { customers: ids.length, ...(await conversationCounts(call, ids)) };
}

export async function listAccounts(
  call: Call,
  input: z.output<typeof listContract.input>,
): Promise<Page<Account>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'accounts', input };
  const order = byCreation(accounts, input.sort === '-created_at');
  const position = positionOf(listing);
  transaction().lastStatement();
  const rows = await db
    .select()
    .from(accounts)
    .where(
      and(
        eq(accounts.workspaceId, call.workspaceId),
        input.plan === undefined ? undefined : eq(accounts.plan, input.plan),
        input.query === undefined ? undefined : hasWords(call, 'account', accounts.id, input.query),
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  return toPage(listing, rows, order.position, presentAccount);
}
