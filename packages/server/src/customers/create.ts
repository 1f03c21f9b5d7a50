import { and, eq, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { db, statement } from '../platform/db/index.ts';
import { mergeMap } from '../platform/differences.ts';
import type { Call } from '../rpc/context.ts';
import { writeCustomFields } from '../workspaces/index.ts';
import { belongingsOf, giveBelongings } from './belongings.ts';
import { refuseTakenExternalId, takenBy } from './conflicts.ts';
import type * as contract from './contract.ts';
import type { Customer } from './contract.ts';
import { normalize, ownerOf } from './identities.ts';
import { noDetails, presentCustomer } from './present.ts';
import { detailsOf, here, type Loaded, type Row } from './rows.ts';
import { termsOfCustomer } from './save.ts';
import { syncTerms } from './search-terms.ts';
import { customers } from './tables.ts';

export type Profile = Pick<
  z.output<typeof contract.upsertCustomer.input>,
  'email' | 'name' | 'phone' | 'traits'
>;
type FieldChanges = z.output<typeof contract.upsertCustomer.input>['customFields'];
type Start = Profile & { externalId?: string | undefined; tags?: string[] | undefined };

/** Inserts a customer, or gives null when another one has the external id. It is told by `tellCreated`. */
export async function insertCustomer(call: Call, { traits, tags, ...profile }: Start): Promise<Row | null> {
  const [row] = await db
    .insert(customers)
    .values({
      ...withoutUndefined(profile),
      workspaceId: call.workspaceId,
      id: call.newId('cus'),
      traits: mergeMap({}, traits ?? {}),
      tags: [...new Set(tags)],
      createdAt: call.now,
      updatedAt: call.now,
    })
    .onConflictDoNothing({ target: [customers.workspaceId, customers.externalId] })
    .returning();
  return row ?? null;
}

const withoutUndefined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** The fields of a new customer, defaults included; what is required must be there. */
export async function withCustomFields(call: Call, row: Row, patch: FieldChanges): Promise<Row> {
  const { values, origins } = await writeCustomFields(call, 'customer', noFields, patch, {
    by: 'manual',
    moment: 'create',
  });
  if (Object.keys(values).length === 0) return row;
  const fields = { customFields: values, customFieldOrigins: origins };
  await db.update(customers).set(fields).where(here(call, row.id));
  return { ...row, ...fields };
}

const noFields = { values: {}, origins: {} };

export function tellCreated(call: Call, loaded: Loaded): Customer {
  const customer = presentCustomer(loaded);
  syncTerms(call, 'customer', customer.id, { before: new Set(), after: termsOfCustomer(loaded) });
  call.emit({
    type: 'customer.created',
    resource: { type: 'customer', id: customer.id, version: 1 },
    data: { customer },
  });
  return customer;
}

/** A person of whom nothing is known but that he or she is there. */
export async function createAnonymous(call: Call): Promise<Customer> {
  return tellCreated(call, { row: (await insertCustomer(call, {}))!, details: noDetails });
}

export async function createCustomer(
  call: Call,
  {
    externalIds,
    identities,
    accountIds,
    customFields,
    ...start
  }: z.output<typeof contract.createCustomer.input>,
): Promise<Customer> {
  if (start.email) await assertAddressFree(call, start.email);
  const inserted = await insertCustomer(call, start);
  if (!inserted) return refuseTakenExternalId(call, start.externalId!);
  const row = await withCustomFields(call, inserted, customFields);
  const belongings = belongingsOf({ externalIds, identities, accountIds });
  const given = await giveBelongings(call, row.id, belongings);
  return tellCreated(call, { row, details: given ? await detailsOf(call, row.id) : noDetails });
}

/** Held until the end of the transaction: of two parallel calls with one address the second finds the first. */
const lockAddress = statement<[string]>('select pg_advisory_xact_lock(hashtextextended($1, 0))');

async function assertAddressFree(call: Call, address: string): Promise<void> {
  await lockAddress(`${call.workspaceId} ${address.toLowerCase()}`);
  const identity = await ownerOf(call, normalize({ type: 'email', value: address, verified: false }, ''));
  const owner = identity?.customerId ?? (await withAddress(call, address))[0];
  if (owner) throw takenBy(call, 'email', owner);
}

/** Living customers whose profile has an address; two are enough to know that it is not one. */
export async function withAddress(call: Call, address: string): Promise<Id<'cus'>[]> {
  const rows = await db
    .select({ id: customers.id })
    .from(customers)
    .where(
      and(
        eq(customers.workspaceId, call.workspaceId),
        eq(customers.emailKey, address.toLowerCase()),
        isNull(customers.mergedInto),
      ),
    )
    .limit(2);
  return rows.map(({ id }) => id);
}
