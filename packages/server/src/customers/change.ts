import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { db, unlessTaken } from '../platform/db/index.ts';
import { bounded, changeList, differences, mergeMap } from '../platform/differences.ts';
import { alreadyExists, notFound } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import type * as contract from './contract.ts';
import type { Customer } from './contract.ts';
import { here, presentCustomer } from './customers.ts';
import { customers } from './tables.ts';

type Row = typeof customers.$inferSelect;
type Profile = Pick<z.output<typeof contract.upsertCustomer.input>, 'email' | 'name' | 'phone' | 'traits'>;

interface Upserted {
  customer: Customer;
  result: 'created' | 'updated' | 'noop';
}

/**
 * Finds or creates by the caller's own id. The insert decides the race: of two parallel calls one inserts, and
 * the other waits for it, then finds its row.
 */
export async function upsertByExternalId(
  call: Call,
  externalId: string,
  profile: Profile,
  expectedVersion?: number,
): Promise<Upserted> {
  if (expectedVersion !== undefined) return changeExisting(call, externalId, profile, expectedVersion);
  const [inserted] = await db
    .insert(customers)
    .values({
      ...newCustomer(call),
      externalId,
      ...withoutUndefined(profile),
      traits: mergeMap({}, profile.traits ?? {}),
    })
    .onConflictDoNothing({ target: [customers.workspaceId, customers.externalId] })
    .returning();
  if (inserted) {
    const customer = presentCustomer(inserted);
    call.emit({
      type: 'customer.created',
      resource: { type: 'customer', id: customer.id, version: 1 },
      data: { customer },
    });
    return { customer, result: 'created' };
  }
  return changeExisting(call, externalId, profile);
}

async function changeExisting(
  call: Call,
  externalId: string,
  profile: Profile,
  expectedVersion?: number,
): Promise<Upserted> {
  const [row] = await db
    .select()
    .from(customers)
    .where(and(eq(customers.workspaceId, call.workspaceId), eq(customers.externalId, externalId)))
    .for('no key update');
  if (!row) throw notFound('customer');
  await assertVersion(call, row, expectedVersion);
  const changed = await save(call, row, {
    ...profile,
    ...(profile.traits ? { traits: mergeTraits(row, profile.traits) } : {}),
  });
  return changed
    ? { customer: changed, result: 'updated' }
    : { customer: presentCustomer(row), result: 'noop' };
}

const mergeTraits = (row: Row, traits: Row['traits']) => bounded('/traits', 64, mergeMap(row.traits, traits));

const newCustomer = (call: Call) => ({
  workspaceId: call.workspaceId,
  id: call.newId('cus'),
  traits: {},
  tags: [],
  createdAt: call.now,
  updatedAt: call.now,
});

const withoutUndefined = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** A person of whom nothing is known but that he or she is there. */
export async function createAnonymous(call: Call): Promise<Customer> {
  const [row] = await db.insert(customers).values(newCustomer(call)).returning();
  const customer = presentCustomer(row!);
  call.emit({
    type: 'customer.created',
    resource: { type: 'customer', id: customer.id, version: 1 },
    data: { customer },
  });
  return customer;
}

export async function upsertCustomer(
  call: Call,
  { externalId, expectedVersion, ...profile }: z.output<typeof contract.upsertCustomer.input>,
) {
  const { customer, result } = await upsertByExternalId(call, externalId, profile, expectedVersion);
  return { ...customer, result };
}

export async function updateCustomer(
  call: Call,
  { id, expectedVersion, tags, traits, ...wanted }: z.output<typeof contract.updateCustomer.input>,
): Promise<Customer> {
  const [row] = await db.select().from(customers).where(here(call, id)).for('no key update');
  if (!row) throw notFound('customer');
  await assertVersion(call, row, expectedVersion);
  const changed = await save(call, row, {
    ...wanted,
    ...(tags ? { tags: bounded('/tags/add', 64, changeList(row.tags, tags)) } : {}),
    ...(traits ? { traits: mergeTraits(row, traits) } : {}),
  });
  return changed ?? presentCustomer(row);
}

/** Writes what differs and says so; null when nothing does. */
async function save(call: Call, row: Row, wanted: Partial<Row>): Promise<Customer | null> {
  const { changes, values } = differences(row, wanted);
  if (!values) return null;
  const update = () =>
    db
      .update(customers)
      .set({ ...values, version: row.version + 1, updatedAt: call.now })
      .where(here(call, row.id))
      .returning();
  const [updated] = await (values.externalId
    ? unlessTaken('customers_workspace_id_external_id_key', update, () =>
        refuseTaken(call, values.externalId as string),
      )
    : update());
  const customer = presentCustomer(updated!);
  call.emit({
    type: 'customer.updated',
    resource: { type: 'customer', id: customer.id, version: customer.version },
    data: { customer },
    changes,
  });
  return customer;
}

async function refuseTaken(call: Call, externalId: string): Promise<never> {
  const [row] = await db
    .select({ id: customers.id })
    .from(customers)
    .where(and(eq(customers.workspaceId, call.workspaceId), eq(customers.externalId, externalId)));
  throw alreadyExists('externalId', { type: 'customer', id: row!.id });
}
