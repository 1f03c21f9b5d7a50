export * from './contract/accounts.ts';
export * from './contract/customer.ts';
export * from './contract/customers.ts';
export * from './contract/delete.ts';
export * from './contract/identities.ts';
export * from './contract/merge.ts';
export * from './contract/search.ts';
export * from './contract/timeline.ts';
