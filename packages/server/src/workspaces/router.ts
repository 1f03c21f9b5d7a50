import { read, write } from '../rpc/procedures.ts';
import { listAuditLog } from './audit-log.ts';
import * as contract from './contract.ts';
import { createWorkspace } from './create.ts';
import { createCustomField, listCustomFields } from './custom-fields/fields.ts';
import { updateCustomField } from './custom-fields/update.ts';
import { listFilterFields } from './filter-fields.ts';
import { getWorkspace, updateWorkspace } from './profile.ts';

export const workspacesRouter = {
  create: write(contract.createWorkspace, createWorkspace),
  get: read(contract.getWorkspace, getWorkspace),
  update: write(contract.updateWorkspace, updateWorkspace),
  auditLog: { list: read(contract.listAuditLog, listAuditLog) },
  customFields: {
    list: read(contract.listCustomFields, listCustomFields),
    create: write(contract.createCustomField, createCustomField),
    update: write(contract.updateCustomField, updateCustomField),
  },
  schema: { filters: read(contract.listFilterFields, listFilterFields) },
};
