export { customerBulkUpsert } from './bulk-upsert.ts';
export { createAnonymous, upsertByExternalId } from './change.ts';
export { requireCustomer } from './customers.ts';
export { customers } from './tables.ts';
