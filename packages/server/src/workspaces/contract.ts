export * from './contract/audit-log.ts';
export * from './contract/custom-fields.ts';
export * from './contract/filter-fields.ts';
export * from './contract/members.ts';
export * from './contract/profile.ts';
export * from './contract/roles.ts';
export * from './contract/tags.ts';
export * from './contract/teams.ts';
