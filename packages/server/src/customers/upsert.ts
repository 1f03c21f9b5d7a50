import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { notFound } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import { assertBounds, type Belongings, belongingsOf, giveBelongings } from './belongings.ts';
import type * as contract from './contract.ts';
import type { Customer } from './contract.ts';
import { insertCustomer, type Profile, tellCreated, withCustomFields } from './create.ts';
import { noDetails, presentCustomer } from './present.ts';
import { detailsOf, findByExternalId, lockCustomer } from './rows.ts';
import { saveCustomer } from './save.ts';
import { unite } from './unite.ts';
import { changeCustomFields, mergeTraits } from './update.ts';

export interface Upserted {
  customer: Customer;
  result: 'created' | 'updated' | 'noop';
}

type Fields = Partial<Pick<z.output<typeof contract.upsertCustomer.input>, 'customFields'>>;

const nothing = belongingsOf({});

/**
 * Finds or creates by the caller's own id. The insert decides the race: of two parallel calls one inserts, and
 * the other waits for it, then finds its row.
 */
export async function upsertByExternalId(
  call: Call,
  externalId: string,
  profile: Profile & Fields,
  {
    belongings = nothing,
    expectedVersion,
    asked = false,
  }: {
    belongings?: Belongings;
    expectedVersion?: number | undefined;
    /** By somebody who can name custom fields: then those that are required have to be there. */
    asked?: boolean;
  } = {},
): Promise<Upserted> {
  if (expectedVersion === undefined) {
    const { customFields, ...start } = profile;
    const inserted = await insertCustomer(call, { ...start, externalId });
    if (inserted) {
      const row = asked ? await withCustomFields(call, inserted, customFields) : inserted;
      const given = await giveBelongings(call, row.id, belongings);
      const details = given ? await detailsOf(call, row.id) : noDetails;
      return { customer: tellCreated(call, { row, details }), result: 'created' };
    }
  }
  const id = await findByExternalId(call, externalId);
  if (!id) throw notFound('customer');
  return changeExisting(call, id, profile, belongings, expectedVersion);
}

export async function changeExisting(
  call: Call,
  id: Id<'cus'>,
  profile: Profile & Fields & { externalId?: string },
  belongings: Belongings,
  expectedVersion?: number,
): Promise<Upserted> {
  const before = await lockCustomer(call, id);
  // Merged while we waited for the lock.
  if (before.row.mergedInto)
    return changeExisting(call, before.row.mergedInto, profile, belongings, expectedVersion);
  await assertVersion(call, before.row, expectedVersion);
  const given = await giveBelongings(call, id, belongings);
  const details = given ? await detailsOf(call, id) : before.details;
  assertBounds(details);
  const { traits, customFields, ...fields } = profile;
  const changed = await saveCustomer(call, before, {
    values: {
      ...fields,
      archivedAt: null,
      ...(traits ? { traits: mergeTraits(before.row, traits) } : {}),
      ...(customFields ? await changeCustomFields(call, 'customer', before.row, customFields) : {}),
    },
    details,
  });
  return changed
    ? { customer: changed, result: 'updated' }
    : { customer: presentCustomer(before), result: 'noop' };
}

export async function upsertCustomer(
  call: Call,
  {
    externalId,
    expectedVersion,
    externalIds,
    identities,
    accountIds,
    onIdentityConflict,
    ...profile
  }: z.output<typeof contract.upsertCustomer.input>,
): Promise<z.input<typeof contract.upsertCustomer.output>> {
  const belongings = belongingsOf({ externalIds, identities, accountIds });
  const united =
    onIdentityConflict === 'error'
      ? null
      : await unite(call, { externalId, belongings, expectedVersion, mode: onIdentityConflict });
  const { customer, result } = await upsertByExternalId(call, externalId, profile, {
    belongings,
    expectedVersion: united ? undefined : expectedVersion,
    asked: true,
  });
  return { ...customer, result: united && result === 'noop' ? 'updated' : result };
}
