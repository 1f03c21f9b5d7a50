import type { Id } from '../contract/ids.ts';
import { notFound } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import type { Belongings } from './belongings.ts';
import { takenBy } from './conflicts.ts';
import { insertCustomer, tellCreated } from './create.ts';
import { normalize, ownerOf } from './identities.ts';
import { lockBoth, merge } from './merge.ts';
import { noDetails } from './present.ts';
import { assertLive, findByExternalId, lockCustomer } from './rows.ts';
import { saveCustomer } from './save.ts';

interface Uniting {
  readonly externalId: string;
  readonly belongings: Belongings;
  readonly expectedVersion: number | undefined;
  readonly mode: 'attach' | 'merge';
}

/**
 * Makes one of the customer that an external id names and those who have its identities, as far as these are
 * verified on both sides. True when somebody was changed.
 */
export async function unite(call: Call, { externalId, belongings, expectedVersion, mode }: Uniting) {
  const owners = await verifiedOwners(call, belongings);
  let id = await findByExternalId(call, externalId);
  if (!id && expectedVersion !== undefined) throw notFound('customer');
  if (id && expectedVersion !== undefined)
    await assertVersion(call, (await lockCustomer(call, id)).row, expectedVersion);
  let changed = false;
  for (const { owner, type } of owners) {
    if (owner === id) continue;
    if (!id && (await adopt(call, owner, externalId))) id = owner;
    else if (mode === 'attach') throw takenBy(call, type, owner);
    else {
      id ??= await found(call, externalId);
      const { target, source } = await lockBoth(call, id, owner);
      assertLive(target.row);
      assertLive(source.row);
      await merge(call, target, source, { strategy: {}, dryRun: false });
    }
    changed = true;
  }
  return changed;
}

/** Who has proven identities that the request calls proven, each once, in the order of the request. */
async function verifiedOwners(call: Call, { identities, pointer }: Belongings) {
  const owners = new Map<Id<'cus'>, { owner: Id<'cus'>; type: string }>();
  for (const [index, identity] of identities.entries()) {
    if (!identity.verified) continue;
    const held = await ownerOf(call, normalize(identity, pointer(index)));
    if (held?.verified && !owners.has(held.customerId))
      owners.set(held.customerId, { owner: held.customerId, type: identity.type });
  }
  return [...owners.values()];
}

/** Gives an external id to a customer that has none. False when it has one: then it is somebody of the caller's. */
async function adopt(call: Call, owner: Id<'cus'>, externalId: string): Promise<boolean> {
  const before = await lockCustomer(call, owner);
  if (before.row.externalId !== null || before.row.mergedInto || before.row.erasedAt) return false;
  return (await saveCustomer(call, before, { values: { externalId } })) !== null;
}

/** The customer of an external id, made where there is none. */
async function found(call: Call, externalId: string): Promise<Id<'cus'>> {
  const row = await insertCustomer(call, { externalId });
  if (row) return tellCreated(call, { row, details: noDetails }).id;
  return (await findByExternalId(call, externalId))!;
}
