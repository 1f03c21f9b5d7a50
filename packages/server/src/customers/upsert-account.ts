import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { db, pipe } from '../platform/db/index.ts';
import { differences, mergeMap } from '../platform/differences.ts';
import { notFound } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import { assertMember, writeCustomFields } from '../workspaces/index.ts';
import { changeMembers } from './account-members.ts';
import { type AccountRow, accountHere, presentAccount, termsOfAccount } from './account-rows.ts';
import type { Account, upsertAccount as contract } from './contract.ts';
import { syncTerms } from './search-terms.ts';
import { accounts } from './tables.ts';
import { changeCustomFields, mergeTraits } from './update.ts';

type Input = z.output<typeof contract.input>;
type Fields = Omit<Input, 'externalId' | 'members' | 'expectedVersion'>;

export async function upsertAccount(
  call: Call,
  { externalId, members = {}, expectedVersion, ...fields }: Input,
): Promise<z.input<typeof contract.output>> {
  if (fields.ownerMemberId) await assertMember(call, fields.ownerMemberId, 'ownerMemberId');
  const created = expectedVersion === undefined ? await insertAccount(call, externalId, fields) : null;
  if (created) {
    await changeMembers(call, created.id, members);
    return { ...created, result: 'created' };
  }
  const [row] = await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.workspaceId, call.workspaceId), eq(accounts.externalId, externalId)))
    .for('no key update');
  if (!row) throw notFound('account');
  await assertVersion(call, row, expectedVersion);
  const changed = await saveAccount(call, row, fields);
  const moved = await changeMembers(call, row.id, members);
  return { ...(changed ?? presentAccount(row)), result: changed || moved ? 'updated' : 'noop' };
}

async function insertAccount(call: Call, externalId: string, fields: Fields): Promise<Account | null> {
  const [row] = await db
    .insert(accounts)
    .values({
      workspaceId: call.workspaceId,
      id: call.newId('acc'),
      externalId,
      name: fields.name ?? externalId.slice(0, 200).toWellFormed(),
      domains: unique(fields.domains),
      plan: fields.plan ?? null,
      tier: fields.tier ?? null,
      ownerMemberId: fields.ownerMemberId ?? null,
      apiEnvironments: unique(fields.apiEnvironments),
      traits: mergeMap({}, fields.traits ?? {}),
      createdAt: call.now,
      updatedAt: call.now,
    })
    .onConflictDoNothing({ target: [accounts.workspaceId, accounts.externalId] })
    .returning();
  if (!row) return null;
  const held = await writeCustomFields(call, 'account', { values: {}, origins: {} }, fields.customFields, {
    by: 'manual',
    moment: 'create',
  });
  const own = { customFields: held.values, customFieldOrigins: held.origins };
  if (Object.keys(held.values).length > 0)
    pipe(db.update(accounts).set(own).where(accountHere(call, row.id)));
  const account = presentAccount({ ...row, ...own });
  syncTerms(call, 'account', row.id, { before: new Set(), after: termsOfAccount(row) });
  call.emit({
    type: 'account.created',
    resource: { type: 'account', id: row.id, version: 1 },
    data: { account },
  });
  return account;
}

const unique = (list: readonly string[] = []) => [...new Set(list)];

async function saveAccount(call: Call, row: AccountRow, fields: Fields): Promise<Account | null> {
  const { changes, values } = differences(row, {
    name: fields.name,
    plan: fields.plan,
    tier: fields.tier,
    ownerMemberId: fields.ownerMemberId,
    domains: fields.domains && unique(fields.domains),
    apiEnvironments: fields.apiEnvironments && unique(fields.apiEnvironments),
    traits: fields.traits && mergeTraits(row, fields.traits),
    ...(fields.customFields ? await changeCustomFields(call, 'account', row, fields.customFields) : {}),
  });
  delete changes.customFieldOrigins;
  if (!values) return null;
  const after = { ...row, ...values, version: row.version + 1, updatedAt: call.now };
  await db
    .update(accounts)
    .set({ ...values, version: after.version, updatedAt: call.now })
    .where(accountHere(call, row.id));
  syncTerms(call, 'account', row.id, { before: termsOfAccount(row), after: termsOfAccount(after) });
  const account = presentAccount(after);
  call.emit({
    type: 'account.updated',
    resource: { type: 'account', id: row.id, version: account.version },
    data: { account },
    changes,
  });
  return account;
}
