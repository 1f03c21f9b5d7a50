export { customerBulkUpsert } from './bulk-upsert.ts';
export { createAnonymous } from './create.ts';
export { holdCustomer, requireCustomer } from './customers.ts';
export { forgetMerges } from './forget-merges.ts';
export type { Person } from './present.ts';
export { customerTagUses, retagCustomers } from './retag.ts';
export { customers } from './tables.ts';
export { upsertByExternalId } from './upsert.ts';
