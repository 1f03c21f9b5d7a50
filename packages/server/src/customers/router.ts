import { read, readInParts, write } from '../rpc/procedures.ts';
import { getAccount, listAccounts } from './accounts.ts';
import { bulkUpsertCustomers } from './bulk-upsert.ts';
import { getCustomerContext } from './context.ts';
import { listContextProviders, upsertContextProvider } from './context-providers.ts';
import { bulkUpsertCustomers as bulkUpsertContract } from './contract/bulk.ts';
import * as contract from './contract.ts';
import { createCustomer } from './create.ts';
import { getCustomer, listCustomers } from './customers.ts';
import { deleteCustomer } from './delete.ts';
import { deleteAccount } from './delete-account.ts';
import { addIdentity, listIdentities, removeIdentity } from './identities.ts';
import { mergeCustomers } from './merge.ts';
import { searchCustomers } from './search.ts';
import { customerTimeline } from './timeline.ts';
import { trackEvent } from './tracked-events.ts';
import { unmergeCustomer } from './unmerge.ts';
import { updateCustomer } from './update.ts';
import { upsertCustomer } from './upsert.ts';
import { upsertAccount } from './upsert-account.ts';

export const customersRouter = {
  upsert: write(contract.upsertCustomer, upsertCustomer),
  get: read(contract.getCustomer, getCustomer),
  list: read(contract.listCustomers, listCustomers),
  update: write(contract.updateCustomer, updateCustomer),
  bulkUpsert: write(bulkUpsertContract, bulkUpsertCustomers),
  create: write(contract.createCustomer, createCustomer),
  identities: {
    list: read(contract.listIdentities, listIdentities),
    add: write(contract.addIdentity, addIdentity),
    remove: write(contract.removeIdentity, removeIdentity),
  },
  accounts: {
    list: read(contract.listAccounts, listAccounts),
    get: read(contract.getAccount, getAccount),
    upsert: write(contract.upsertAccount, upsertAccount),
    delete: write(contract.deleteAccount, deleteAccount),
  },
  trackEvent: write(contract.trackEvent, trackEvent),
  timeline: read(contract.customerTimeline, customerTimeline),
  delete: write(contract.deleteCustomer, deleteCustomer),
  merge: write(contract.mergeCustomers, mergeCustomers),
  unmerge: write(contract.unmergeCustomer, unmergeCustomer),
  contextProviders: {
    list: read(contract.listContextProviders, listContextProviders),
    upsert: write(contract.upsertContextProvider, upsertContextProvider),
  },
  context: {
    get: readInParts(contract.getCustomerContext, getCustomerContext),
  },
  search: write(contract.searchCustomers, searchCustomers),
};
