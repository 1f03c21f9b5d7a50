import { read, write } from '../rpc/procedures.ts';
import * as contract from './contract.ts';
import { listErrors } from './errors.ts';
import { cancelJob, getJob, listJobResults, listJobs } from './jobs.ts';
import { getLimits } from './usage.ts';
import { listVersions } from './versions.ts';

export const limitsRouter = {
  get: read(contract.getLimits, getLimits),
  versions: { list: read(contract.listVersions, listVersions) },
  errors: { list: read(contract.listErrors, listErrors) },
  jobs: {
    list: read(contract.listJobs, listJobs),
    get: read(contract.getJob, getJob),
    cancel: write(contract.cancelJob, cancelJob),
    results: { list: read(contract.listJobResults, listJobResults) },
  },
};
