import type { z } from 'zod';
import { db } from '../../platform/db/index.ts';
import { differences } from '../../platform/differences.ts';
import { invalidField, notFound } from '../../platform/problem.ts';
import { assertVersion } from '../../rpc/assert-version.ts';
import type { Call } from '../../rpc/context.ts';
import { type CustomField, type updateCustomField as contract, customFieldOptionsMax } from '../contract.ts';
import { lockWorkspace } from '../rows.ts';
import { customFields } from '../tables.ts';
import { assertConsistent } from './consistent.ts';
import { assertRoomFor, here, inOrder, presentCustomField } from './fields.ts';

type Input = z.output<typeof contract.input>;

/** Changes a definition. Records are not touched: what they hold stays true to the key. */
export async function updateCustomField(
  call: Call,
  { id, expectedVersion, options, requiredOn, archived, ...wanted }: Input,
): Promise<CustomField> {
  // Taking one back into use counts the others, so the workspace is locked first, as where fields are made.
  if (archived === false) await lockWorkspace(call);
  const [row] = await db.select().from(customFields).where(here(call, id)).for('no key update');
  if (!row) throw notFound('custom_field');
  await assertVersion(call, row, expectedVersion);
  const before = presentCustomField(row);
  const { changes, values } = differences(before, {
    ...wanted,
    archived,
    options: options && changedOptions(before.options, options),
    requiredOn: requiredOn && inOrder(requiredOn),
  });
  if (!values) return before;
  if (values.archived === false) await assertRoomFor(call, row.target);
  assertConsistent({ ...before, ...values });

  const { archived: becomes, ...columns } = values;
  const [updated] = await db
    .update(customFields)
    .set({
      ...columns,
      ...(becomes === undefined ? {} : { archivedAt: becomes ? call.now : null }),
      version: row.version + 1,
      updatedAt: call.now,
    })
    .where(here(call, id))
    .returning();
  const customField = presentCustomField(updated!);
  call.audit({ action: 'custom_field.update', resource: { type: 'custom_field', id }, changes });
  call.emit({
    type: 'custom_field.updated',
    resource: { type: 'custom_field', id, version: customField.version },
    data: { customField },
    changes,
  });
  return customField;
}

type Options = CustomField['options'];

/** Options in their order, the new ones last. Each change but an addition names an option that is there. */
function changedOptions(current: Options, asked: NonNullable<Input['options']>): Options {
  const options = new Map(current.map((each) => [each.key, { ...each }]));
  const named = (list: 'rename' | 'archive' | 'restore', index: number, key: string) => {
    const found = options.get(key);
    const at = `/options/${list}/${index}${list === 'rename' ? '/key' : ''}`;
    if (!found) throw invalidField(at, 'invalid_value', 'Must be the key of an option of the field.');
    return found;
  };
  asked.rename?.forEach(({ key, label }, index) => {
    named('rename', index, key).label = label;
  });
  asked.archive?.forEach((key, index) => {
    named('archive', index, key).archived = true;
  });
  asked.restore?.forEach((key, index) => {
    named('restore', index, key).archived = false;
  });
  asked.add?.forEach(({ key, label }, index) => {
    const there = options.get(key);
    // Added by an earlier call, or by somebody else: nothing is to be done, and nothing is renamed on the way.
    if (there && there.label !== label)
      throw invalidField(
        `/options/add/${index}/key`,
        'invalid_value',
        'Must not be there with another label.',
      );
    if (!there) options.set(key, { key, label, archived: false });
  });
  if (options.size > customFieldOptionsMax)
    throw invalidField('/options/add', 'too_big', `Must leave at most ${customFieldOptionsMax} options.`);
  return [...options.values()];
}
