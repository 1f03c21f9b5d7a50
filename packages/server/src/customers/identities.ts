import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { requireChannel } from '../channels/index.ts';
import type { Id } from '../contract/ids.ts';
import { db } from '../platform/db/index.ts';
import { bounded } from '../platform/differences.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { invalidField, notFound } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import { takenBy } from './conflicts.ts';
import type * as contract from './contract.ts';
import { type Customer, email, type Identity, phone, sizesOfCustomer } from './contract.ts';
import { tellHistory } from './history.ts';
import { presentCustomer } from './present.ts';
import { assertLive, detailsOf, here, lockCustomer } from './rows.ts';
import { saveCustomer } from './save.ts';
import { customerIdentities, customers } from './tables.ts';

export interface NewIdentity {
  readonly type: Identity['type'];
  readonly value: string;
  readonly system?: string | undefined;
  readonly verified: boolean;
  readonly channelId?: Id<'chn'> | undefined;
}

const keyOf: { [type in Identity['type']]: (value: string) => string } = {
  email: (value) => value.toLowerCase(),
  phone: (value) => value.replace(/[^0-9+]+/g, ''),
  discord: (value) => value,
  widget: (value) => value,
  external: (value) => value,
};

const forms: { [type in Identity['type']]?: z.ZodType } = { email: email(), phone: phone() };

/** An identity in the form in which it is kept; `pointer` is where the request has it. */
export function normalize({ type, value, system }: NewIdentity, pointer: string) {
  if (forms[type] && !forms[type].safeParse(value).success)
    throw invalidField(
      `${pointer}/value`,
      'invalid_format',
      type === 'email' ? 'Must be an email address.' : 'Must be a telephone number.',
    );
  if (system !== undefined && type !== 'external')
    throw invalidField(`${pointer}/system`, 'invalid_value', 'Must be left out for all but external ids.');
  return {
    type,
    value,
    system: type === 'external' ? (system ?? 'default') : '',
    valueKey: keyOf[type](value),
  };
}
type Normal = ReturnType<typeof normalize>;

const ofKey = (call: Call, { type, system, valueKey }: Normal) =>
  and(
    eq(customerIdentities.workspaceId, call.workspaceId),
    eq(customerIdentities.type, type),
    eq(customerIdentities.system, system),
    eq(customerIdentities.valueKey, valueKey),
  );

/** Who has an identity now; the answer holds until the end of the transaction only for its owner's lock. */
export async function ownerOf(call: Call, normal: Normal) {
  const [row] = await db.select().from(customerIdentities).where(ofKey(call, normal));
  return row ?? null;
}

/**
 * Gives identities to a customer whose row is locked, in one order for all so that two that give the same ones do
 * not wait for each other. True when something has changed.
 */
export async function linkIdentities(
  call: Call,
  customerId: Id<'cus'>,
  wanted: readonly NewIdentity[],
  pointer: (index: number) => string,
): Promise<boolean> {
  const normal = wanted.map((each, index) => ({ each, key: normalize(each, pointer(index)), index }));
  normal.sort((a, b) => (sortKey(a.key) < sortKey(b.key) ? -1 : 1));
  let changed = false;
  for (const { each, key } of normal) {
    if (each.channelId) await requireChannel(call, each.channelId);
    if (await link(call, customerId, each, key)) changed = true;
  }
  return changed;
}

const sortKey = ({ type, system, valueKey }: Normal) => `${type} ${system} ${valueKey}`;

async function link(call: Call, customerId: Id<'cus'>, wanted: NewIdentity, key: Normal): Promise<boolean> {
  const [made] = await db
    .insert(customerIdentities)
    .values({
      ...key,
      workspaceId: call.workspaceId,
      id: call.newId('idn'),
      customerId,
      verified: wanted.verified,
      channelId: wanted.channelId ?? null,
      createdAt: call.now,
    })
    .onConflictDoNothing({
      target: [
        customerIdentities.workspaceId,
        customerIdentities.type,
        customerIdentities.system,
        customerIdentities.valueKey,
      ],
    })
    .returning();
  if (made) {
    tellHistory(call, customerId, 'identity_linked', described(made));
    return true;
  }
  const owner = await ownerOf(call, key);
  // Removed by another call between the two statements: it is free now.
  if (!owner) return link(call, customerId, wanted, key);
  if (owner.customerId !== customerId) throw takenBy(call, wanted.type, owner.customerId);
  if (owner.verified || !wanted.verified) return false;
  await db.update(customerIdentities).set({ verified: true }).where(ofKey(call, key));
  return true;
}

const described = ({ id, type, system, value, verified }: typeof customerIdentities.$inferSelect) => ({
  identity: { id, type, system: system || null, value, verified },
});

export async function addIdentity(
  call: Call,
  { id, ...wanted }: z.output<typeof contract.addIdentity.input>,
): Promise<Identity> {
  const before = await lockCustomer(call, id);
  assertLive(before.row);
  const key = normalize(wanted, '');
  const changed = await linkIdentities(call, id, [wanted], () => '');
  const details = changed ? await detailsOf(call, id) : before.details;
  bounded('/value', sizesOfCustomer.identities, [...details.identities]);
  const identity = presentCustomer({ row: before.row, details }).identities.find(
    (each) =>
      each.type === key.type &&
      (each.system ?? '') === key.system &&
      keyOf[key.type](each.value) === key.valueKey,
  )!;
  const isNew = details.identities.length > before.details.identities.length;
  if (changed)
    await saveCustomer(
      call,
      before,
      { details },
      isNew ? { type: 'customer.identity_linked', data: { identity } } : { type: 'customer.updated' },
    );
  return identity;
}

export async function removeIdentity(
  call: Call,
  { id, identityId, expectedVersion }: z.output<typeof contract.removeIdentity.input>,
): Promise<Customer> {
  const before = await lockCustomer(call, id);
  await assertVersion(call, before.row, expectedVersion);
  assertLive(before.row);
  const [row] = await db
    .delete(customerIdentities)
    .where(
      and(
        eq(customerIdentities.workspaceId, call.workspaceId),
        eq(customerIdentities.id, identityId),
        eq(customerIdentities.customerId, id),
      ),
    )
    .returning();
  if (!row) throw notFound('customer identity');
  tellHistory(call, id, 'identity_unlinked', described(row));
  const customer = await saveCustomer(
    call,
    before,
    { details: await detailsOf(call, id) },
    { type: 'customer.identity_unlinked', data: described(row) },
  );
  return customer!;
}

export async function listIdentities(
  call: Call,
  input: z.output<typeof contract.listIdentities.input>,
): Promise<Page<Identity>> {
  const listing = {
    workspaceId: call.workspaceId,
    keys: call.services.keys,
    resource: 'customer_identities',
    input,
  };
  const order = byCreation(customerIdentities, false);
  const position = positionOf(listing);
  const rows = await db
    .select()
    .from(customerIdentities)
    .where(
      and(
        eq(customerIdentities.workspaceId, call.workspaceId),
        eq(customerIdentities.customerId, input.id),
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  if (rows.length === 0 && !position) {
    const [known] = await db.select({ id: customers.id }).from(customers).where(here(call, input.id));
    if (!known) throw notFound('customer');
  }
  return toPage(listing, rows, order.position, present);
}

const present = ({
  workspaceId: _,
  customerId: __,
  valueKey: ___,
  system,
  id,
  type,
  value,
  verified,
  channelId,
  createdAt,
}: typeof customerIdentities.$inferSelect): Identity => ({
  id,
  type,
  system: system || null,
  value,
  verified,
  channelId,
  createdAt,
});
