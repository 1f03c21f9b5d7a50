import { read } from '../rpc/procedures.ts';
import * as contract from './contract.ts';
import { listErrors } from './errors.ts';

export const limitsRouter = {
  errors: { list: read(contract.listErrors, listErrors) },
};
