import { read } from '../rpc/procedures.ts';
import * as contract from './contract.ts';
import { listErrors } from './errors.ts';
import { getLimits } from './usage.ts';
import { listVersions } from './versions.ts';

export const limitsRouter = {
  get: read(contract.getLimits, getLimits),
  versions: { list: read(contract.listVersions, listVersions) },
  errors: { list: read(contract.listErrors, listErrors) },
};
