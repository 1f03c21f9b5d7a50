export { createAnonymous } from './create.ts';
export { holdCustomer, requireCustomer } from './customers.ts';
export type { Person } from './present.ts';
export { customers } from './tables.ts';
export { upsertByExternalId } from './upsert.ts';
