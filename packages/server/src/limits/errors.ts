import type { z } from 'zod';
import { errorCodes, errorTable } from '../contract/errors.ts';
import { allOperations, errorCodesOf } from '../rpc/catalogue.ts';
import type { Call } from '../rpc/context.ts';
import type { listErrors as contract } from './contract.ts';

/** The catalogue of codes, each with the operations that can answer with it. */
export function listErrors(
  _call: Call,
  { category, code }: z.output<typeof contract.input>,
): z.input<typeof contract.output> {
  const operations = allOperations().map((entry) => ({ name: entry.name, codes: errorCodesOf(entry) }));
  const data = errorCodes
    .filter(
      (each) =>
        (code === undefined || each === code) &&
        (category === undefined || errorTable[each].category === category),
    )
    .map((each) => ({
      code: each,
      ...errorTable[each],
      operations: operations.filter(({ codes }) => codes.includes(each)).map(({ name }) => name),
    }));
  return { object: 'list', data };
}
