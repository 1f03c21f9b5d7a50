import { boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Scope } from '../contract/scopes.ts';
import { idColumn, instant, workspaceId } from '../platform/db/columns.ts';
import type { CredentialPrincipal } from '../rpc/principal.ts';
import type { Job, JobResult, JobState } from './contract.ts';

/** What a job keeps of the credential that asked for it. */
export type KeptCredential = Pick<
  CredentialPrincipal,
  'id' | 'familyId' | 'name' | 'apiVersion' | 'member'
> & {
  readonly scopes: readonly Scope[];
};

export const jobs = pgTable(
  'jobs',
  {
    workspaceId: workspaceId(),
    id: idColumn('job')('id').notNull(),
    kind: text('kind').notNull(),
    scope: text('scope').$type<Scope>().notNull(),
    state: text('state').$type<JobState>().notNull(),
    dryRun: boolean('dry_run').notNull(),
    total: integer('total').notNull(),
    done: integer('done').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    arguments: jsonb('arguments').$type<unknown>().notNull(),
    createdBy: jsonb('created_by').$type<Job['createdBy']>().notNull(),
    credential: jsonb('credential').$type<KeptCredential>(),
    requestId: text('request_id').$type<`req_${string}`>().notNull(),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    touchedAt: instant('touched_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] })],
);

export const jobItems = pgTable(
  'job_items',
  {
    workspaceId: workspaceId(),
    jobId: idColumn('job')('job_id').notNull(),
    position: integer('position').notNull(),
    ref: text('ref'),
    input: jsonb('input').$type<unknown>(),
    status: text('status').$type<JobResult['status']>().notNull(),
    result: text('result'),
    resource: jsonb('resource').$type<JobResult['resource']>(),
    error: jsonb('error').$type<JobResult['error']>(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.jobId, table.position] })],
);
