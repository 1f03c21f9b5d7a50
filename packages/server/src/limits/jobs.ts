import { and, asc, eq, getTableColumns, gt, inArray, type SQL } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { db, transaction } from '../platform/db/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { endJob } from './bulk/end-job.ts';
import type * as contract from './contract.ts';
import type { Job, JobResult } from './contract.ts';
import { presentJob, presentResult } from './present-job.ts';
import { jobItems, jobs } from './tables.ts';

/** The jobs of a caller's workspace that it may know of. */
const visible = ({ workspaceId, principal }: Call): SQL | undefined =>
  and(
    eq(jobs.workspaceId, workspaceId),
    inArray(jobs.scope, principal.kind === 'credential' ? [...principal.scopes] : []),
  );

export async function listJobs(
  call: Call,
  input: z.output<typeof contract.listJobs.input>,
): Promise<Page<Job>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'jobs', input };
  const order = byCreation(jobs, input.sort === '-created_at');
  const position = positionOf(listing);
  transaction().lastStatement();
  const rows = await db
    .select()
    .from(jobs)
    .where(
      and(
        visible(call),
        input.kind === undefined ? undefined : eq(jobs.kind, input.kind),
        input.state && inArray(jobs.state, input.state),
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  return toPage(listing, rows, order.position, presentJob);
}

export async function getJob(
  call: Call,
  { id, include = [] }: z.output<typeof contract.getJob.input>,
): Promise<z.input<typeof contract.getJob.output>> {
  const found = await findJob(call, id);
  if (!include.includes('results')) return presentJob(found);
  return { ...presentJob(found), results: (await results(call, id)).map(presentResult) };
}

export async function listJobResults(
  call: Call,
  input: z.output<typeof contract.listJobResults.input>,
): Promise<Page<JobResult>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'job results', input };
  const [after] = positionOf(listing) ?? [];
  await findJob(call, input.id);
  const rows = await results(
    call,
    input.id,
    and(
      after === undefined ? undefined : gt(jobItems.position, Number(after)),
      input.status && eq(jobItems.status, input.status),
    ),
  ).limit(input.limit + 1);
  return toPage(listing, rows, (row) => [String(row.position)], presentResult);
}

export async function cancelJob(call: Call, { id }: z.output<typeof contract.cancelJob.input>): Promise<Job> {
  const [row] = await db
    .select()
    .from(jobs)
    .where(and(visible(call), eq(jobs.id, id)))
    .for('update');
  if (!row) throw notFound('job');
  if (row.finishedAt) return presentJob(row);
  return endJob(call, row, 'cancelled');
}

async function findJob(call: Call, id: Id<'job'>) {
  const [row] = await db
    .select()
    .from(jobs)
    .where(and(visible(call), eq(jobs.id, id)));
  if (!row) throw notFound('job');
  return row;
}

const { input: _, ...told } = getTableColumns(jobItems);

const results = ({ workspaceId }: Call, id: Id<'job'>, more?: SQL) =>
  db
    .select(told)
    .from(jobItems)
    .where(and(eq(jobItems.workspaceId, workspaceId), eq(jobItems.jobId, id), more))
    .orderBy(asc(jobItems.position));
