import type { z } from 'zod';
import { bounded, changeList, mergeMap } from '../platform/differences.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import { writeCustomFields } from '../workspaces/index.ts';
import type { Customer, updateCustomer as contract } from './contract.ts';
import { presentCustomer } from './present.ts';
import { assertLive, lockCustomer, type Row } from './rows.ts';
import { saveCustomer } from './save.ts';

export const mergeTraits = (row: Pick<Row, 'traits'>, traits: Row['traits']) =>
  bounded('/traits', 64, mergeMap(row.traits, traits));

type Fielded = Pick<Row, 'customFields' | 'customFieldOrigins'>;

export async function changeCustomFields(
  call: Call,
  target: 'customer' | 'account',
  { customFields, customFieldOrigins }: Fielded,
  patch: z.output<typeof contract.input>['customFields'],
): Promise<Fielded> {
  const held = { values: customFields, origins: customFieldOrigins };
  const { values, origins } = await writeCustomFields(call, target, held, patch, { by: 'manual' });
  return { customFields: values, customFieldOrigins: origins };
}

export async function updateCustomer(
  call: Call,
  { id, expectedVersion, tags, traits, customFields, archived, ...wanted }: z.output<typeof contract.input>,
): Promise<Customer> {
  const before = await lockCustomer(call, id);
  const { row } = before;
  await assertVersion(call, row, expectedVersion);
  assertLive(row);
  const changed = await saveCustomer(call, before, {
    values: {
      ...wanted,
      ...(tags ? { tags: bounded('/tags/add', 64, changeList(row.tags, tags)) } : {}),
      ...(traits ? { traits: mergeTraits(row, traits) } : {}),
      ...(customFields ? await changeCustomFields(call, 'customer', row, customFields) : {}),
      ...(archived === undefined ? {} : { archivedAt: archived ? (row.archivedAt ?? call.now) : null }),
    } as Partial<Row>,
  });
  return changed ?? presentCustomer(before);
}
