import { read, write } from '../rpc/procedures.ts';
import * as contract from './contract.ts';
import { createWorkspace } from './create.ts';
import { getWorkspace, updateWorkspace } from './profile.ts';

export const workspacesRouter = {
  create: write(contract.createWorkspace, createWorkspace),
  get: read(contract.getWorkspace, getWorkspace),
  update: write(contract.updateWorkspace, updateWorkspace),
};
