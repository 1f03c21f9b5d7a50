import { read, write } from '../rpc/procedures.ts';
import { bulkUpsertCustomers } from './bulk-upsert.ts';
import { updateCustomer, upsertCustomer } from './change.ts';
import { bulkUpsertCustomers as bulkUpsertContract } from './contract/bulk.ts';
import * as contract from './contract.ts';
import { getCustomer, listCustomers } from './customers.ts';

export const customersRouter = {
  upsert: write(contract.upsertCustomer, upsertCustomer),
  get: read(contract.getCustomer, getCustomer),
  list: read(contract.listCustomers, listCustomers),
  update: write(contract.updateCustomer, updateCustomer),
  bulkUpsert: write(bulkUpsertContract, bulkUpsertCustomers),
};
