import { read } from '../rpc/procedures.ts';
import * as contract from './contract.ts';
import { listErrors } from './errors.ts';
import { getLimits } from './usage.ts';

export const limitsRouter = {
  get: read(contract.getLimits, getLimits),
  errors: { list: read(contract.listErrors, listErrors) },
};
