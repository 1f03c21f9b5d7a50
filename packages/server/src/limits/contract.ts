/** What callers see of errors, limits and jobs; one file per resource. */
export * from './contract/errors.ts';
export * from './contract/jobs.ts';
export * from './contract/usage.ts';
export * from './contract/versions.ts';
