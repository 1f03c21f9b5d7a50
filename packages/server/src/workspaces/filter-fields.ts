import type { z } from 'zod';
import { operatorsOf } from '../contract/filters.ts';
import type { Call } from '../rpc/context.ts';
import { type listFilterFields as contract, filterSchemas } from './contract.ts';

/** The fields of a resource as its category declares them. */
export function listFilterFields(
  _call: Call,
  { resource }: z.output<typeof contract.input>,
): z.input<typeof contract.output> {
  const fields = Object.entries(filterSchemas[resource]).map(([name, field]) => ({
    name,
    type: field.type,
    ops: [...operatorsOf(field)],
    enum: field.enum ? [...field.enum] : null,
    sortable: field.sortable === true,
    custom: field.custom === true,
  }));
  return { fields };
}
