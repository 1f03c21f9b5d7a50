import { z } from 'zod';
import { type ErrorCode, errorCodes } from '../../contract/errors.ts';
import { exampleId, id } from '../../contract/ids.ts';
import { order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { actor, jsonMap, text, timestamp } from '../../contract/shapes.ts';
import { sizes } from '../../contract/sizes.ts';

export const jobStates = ['queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

const count = (what: string) =>
  z
    .int()
    .min(0)
    .max(2_147_483_647)
    .meta({ description: what, examples: [1] });

/** Why an item was refused: a problem without what belongs to an answer. */
export const jobProblem = z
  .strictObject({
    code: z.enum(errorCodes as [ErrorCode, ...ErrorCode[]]),
    status: z.int().min(400).max(599),
    title: text(200),
    detail: text(2000),
    metadata: jsonMap(64).meta({ description: 'Values that `detail` speaks of, for programs.' }),
    errors: z
      .array(
        z
          .strictObject({
            pointer: text(1000).meta({ description: 'JSON Pointer into the request that made the job.' }),
            code: text(100),
            detail: text(500),
          })
          .meta({ id: 'JobFieldProblem' }),
      )
      .max(50),
  })
  .meta({ id: 'JobProblem' });

export const itemStatuses = ['waiting', 'succeeded', 'failed', 'skipped', 'cancelled'] as const;

export const jobResult = z
  .strictObject({
    position: count('Place of the item in the request, from 0.'),
    ref: text(260).nullable().meta({ description: 'What the request calls the item: its id or your own.' }),
    status: z.enum(itemStatuses).meta({
      description: '`skipped` when its record had changed meanwhile and the job was told to go on.',
    }),
    result: text(50).nullable().meta({ description: 'What was done, `created` for example.' }),
    resource: z
      .strictObject({ type: text(50), id: text(64) })
      .nullable()
      .meta({ description: 'The record that came of it.' }),
    error: jobProblem.nullable(),
  })
  .meta({ id: 'JobResult' });
export type JobResult = z.output<typeof jobResult>;

export const job = z
  .strictObject({
    id: id('job'),
    kind: text(100).meta({ description: 'The operation that made it.', examples: ['customers.bulkUpsert'] }),
    state: z.enum(jobStates),
    dryRun: z.boolean().meta({ description: 'Nothing is changed: the results say what would be.' }),
    progress: z
      .strictObject({
        done: count('Items that are through, however they ended.'),
        failed: count('Items of them that were refused.'),
        total: count('All items.'),
      })
      .meta({ id: 'JobProgress' }),
    createdBy: actor,
    createdAt: timestamp(),
    startedAt: timestamp().nullable(),
    finishedAt: timestamp().nullable(),
    expiresAt: timestamp().meta({ description: 'When the job and its results are forgotten.' }),
  })
  .meta({ id: 'Job' });
export type Job = z.output<typeof job>;

/** Types of events that the end of a job tells. For operations that make jobs. */
export const jobEvents = ['job.succeeded', 'job.partial', 'job.failed'] as const;

const at = new Date('2026-11-22T09:30:00.000Z');
export const jobExample: Job = {
  id: exampleId('job'),
  kind: 'customers.bulkUpsert',
  state: 'queued',
  dryRun: false,
  progress: { done: 0, failed: 0, total: 2 },
  createdBy: { type: 'credential', id: exampleId('key'), name: 'Backend' },
  createdAt: at,
  startedAt: null,
  finishedAt: null,
  expiresAt: new Date('2026-11-29T09:30:00.000Z'),
};
const resultExample: JobResult = {
  position: 0,
  ref: 'user_8841',
  status: 'succeeded',
  result: 'created',
  resource: { type: 'customer', id: exampleId('cus') },
  error: null,
};

const ownScope =
  'A job is seen by whoever holds the scope of the operation that made it; to others it does not exist.';

export const listJobs = operation({
  summary: 'List jobs',
  description: `Work that goes on beside the calls that asked for it. ${ownScope}`,
  access: { credential: ownScope },
  rest: 'GET /jobs',
  input: z.strictObject({
    ...pageInput,
    sort: order(),
    kind: text(100).optional().meta({ description: 'Only jobs of this operation.' }),
    state: z.array(z.enum(jobStates)).max(jobStates.length).optional(),
  }),
  output: page(job),
  errors: ['invalid_cursor'],
  example: {
    input: { limit: 25 },
    output: { object: 'list', data: [jobExample], hasMore: false, nextCursor: null },
  },
});

export const getJob = operation({
  summary: 'Get a job',
  description: `How far a job is. \`include=results\` adds the result of each item. ${ownScope}`,
  access: { credential: ownScope },
  rest: 'GET /jobs/{id}',
  input: z.strictObject({
    id: id('job'),
    include: z
      .array(z.enum(['results']))
      .max(1)
      .optional(),
  }),
  output: job
    .extend({ results: z.array(jobResult).max(sizes.bulkItems).optional() })
    .meta({ id: 'JobWithResults' }),
  example: {
    input: { id: exampleId('job'), include: ['results'] },
    output: {
      ...jobExample,
      state: 'succeeded',
      progress: { done: 1, failed: 0, total: 1 },
      startedAt: at,
      finishedAt: at,
      results: [resultExample],
    },
  },
});

export const listJobResults = operation({
  summary: 'List the results of a job',
  description: `One result per item, in the order of the request; those of one status when it is given. ${ownScope}`,
  access: { credential: ownScope },
  rest: 'GET /jobs/{id}/results',
  input: z.strictObject({ id: id('job'), ...pageInput, status: z.enum(itemStatuses).optional() }),
  output: page(jobResult),
  errors: ['invalid_cursor'],
  example: {
    input: { id: exampleId('job'), limit: 25 },
    output: { object: 'list', data: [resultExample], hasMore: false, nextCursor: null },
  },
});

export const cancelJob = operation({
  summary: 'Cancel a job',
  description: `Ends a job before its next item; what is done stays done. A job that has ended is answered as it is. ${ownScope}`,
  access: { credential: ownScope },
  rest: 'POST /jobs/{id}/cancel',
  input: z.strictObject({ id: id('job') }),
  output: job,
  events: ['job.cancelled'],
  example: {
    input: { id: exampleId('job') },
    output: { ...jobExample, state: 'cancelled', finishedAt: at },
  },
});
