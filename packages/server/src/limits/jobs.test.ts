import { beforeAll, describe, expect, test, vi } from 'vitest';
import { statement } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import {
  createWorkspace,
  eventsAfter,
  eventsOf,
  expectProblem,
  inDatabase,
  jobEnd,
  type RestActor,
  type TestWorkspace,
} from '../testing/index.ts';
import { forgetJobs, resumeJobs } from './index.ts';

let workspace: TestWorkspace;
let admin: RestActor;
beforeAll(async () => {
  workspace = await createWorkspace();
  admin = workspace.admin;
});

const upsert = async (items: object[], more: object = {}) => {
  const answer = await admin.post('/customers/bulk', { items, ...more });
  expect(answer.status, answer.text).toBe(202);
  return answer.body;
};
let made = 0;
const newRef = () => `bulk-${++made}`;

/** Keeps workers from the job until the work is done. */
async function held<T>(work: () => Promise<T>): Promise<T> {
  const { jobs } = workspace.server.services;
  const wake = vi.spyOn(jobs, 'wake').mockImplementation(() => undefined);
  try {
    return await work();
  } finally {
    wake.mockRestore();
  }
}

describe('a bulk job', () => {
  test('is answered at once, and says per item what came of it', async () => {
    const [known, fresh] = [newRef(), newRef()];
    const { body: customer } = await admin.put(`/customers/by-external-id/${known}`, { name: 'Known' });
    const items = [
      { externalId: known, name: 'Renamed' },
      { externalId: fresh, email: 'dana@example.com' },
      { externalId: known, name: 'Renamed' },
      { externalId: known, name: 'Late', expectedVersion: 1 },
    ];
    const job = await upsert(items);
    expect(job).toMatchObject({
      kind: 'customers.bulkUpsert',
      state: 'queued',
      dryRun: false,
      progress: { done: 0, failed: 0, total: 4 },
      createdBy: { type: 'credential' },
      startedAt: null,
      finishedAt: null,
    });
    const ended = await jobEnd(admin, job.id);
    expect(ended).toMatchObject({ state: 'partial', progress: { done: 4, failed: 1, total: 4 } });
    expect(ended.results.map((each: any) => [each.position, each.ref, each.status, each.result])).toEqual([
      [0, known, 'succeeded', 'updated'],
      [1, fresh, 'succeeded', 'created'],
      [2, known, 'succeeded', 'noop'],
      [3, known, 'failed', null],
    ]);
    expect(ended.results[0].resource).toEqual({ type: 'customer', id: customer.id });
    expect(ended.results[3].error).toMatchObject({
      code: 'version_conflict',
      status: 412,
      metadata: { currentVersion: 2, expectedVersion: 1 },
    });
    expect((await admin.get(`/customers/ext:${known}`)).body.name).toBe('Renamed');
  });

  test('tells of each change and of its end, in the name of whoever asked, and of nothing that stays as it is', async () => {
    const [first, second] = [newRef(), newRef()];
    const events = await eventsOf(workspace, async () => {
      const items = [{ externalId: first }, { externalId: second }, { externalId: first }];
      const job = await upsert(items);
      await jobEnd(admin, job.id);
    });
    expect(events.map(({ type }) => type)).toEqual(['customer.created', 'customer.created', 'job.succeeded']);
    for (const { actor } of events) expect(actor.type).toBe('credential');
    expect(new Set(events.map((event: any) => event.correlationId)).size).toBe(1);
    expect(events[2]!.data.job).toMatchObject({ state: 'succeeded', progress: { done: 3, total: 3 } });
  });

  test('fails when every item does, with a pointer into the request', async () => {
    const externalId = newRef();
    await admin.put(`/customers/by-external-id/${externalId}`, {
      traits: Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`t${n}`, n])),
    });
    const traits = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`more${n}`, n]));
    const { id } = await upsert([{ externalId, traits }]);
    const ended = await jobEnd(admin, id);
    expect(ended.state).toBe('failed');
    expect(ended.results[0].error.errors).toMatchObject([{ pointer: '/items/0/traits' }]);
  });

  test('is refused whole when an item is not of the right form', async () => {
    const answer = await admin.post('/customers/bulk', {
      items: [{ externalId: newRef() }, { externalId: newRef(), email: 'nobody' }],
    });
    expectProblem(answer, 400, 'validation_failed');
    expect(answer.body.errors).toMatchObject([{ pointer: '/items/1/email' }]);
    for (const items of [[], Array.from({ length: 1001 }, () => ({ externalId: 'x' }))])
      expectProblem(await admin.post('/customers/bulk', { items }), 400, 'validation_failed');
  });

  test('tried dry changes nothing and says what it would', async () => {
    const [known, fresh] = [newRef(), newRef()];
    await admin.put(`/customers/by-external-id/${known}`, { name: 'Known' });
    const events = await eventsOf(workspace, async () => {
      const { id, dryRun } = await upsert([{ externalId: known, name: 'Other' }, { externalId: fresh }], {
        dryRun: true,
      });
      expect(dryRun).toBe(true);
      const ended = await jobEnd(admin, id);
      expect(ended.results.map(({ result }: any) => result)).toEqual(['updated', 'created']);
    });
    expect(events.map(({ type }) => type)).toEqual(['job.succeeded']);
    expect((await admin.get(`/customers/ext:${known}`)).body).toMatchObject({ name: 'Known', version: 1 });
    expect((await admin.get(`/customers/ext:${fresh}`)).status).toBe(404);
  });

  test('of a thousand items is done, with its progress to be seen on the way', async () => {
    const ref = newRef();
    const { id } = await upsert(Array.from({ length: 1000 }, (_, n) => ({ externalId: `${ref}-${n}` })));
    const seen = new Set<number>();
    await vi.waitUntil(
      async () => {
        const { body } = await admin.get(`/jobs/${id}`);
        seen.add(body.progress.done);
        return body.finishedAt !== null;
      },
      { timeout: 240_000, interval: 50 },
    );
    expect([...seen]).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.size).toBeGreaterThan(2);
    const { body } = await admin.get('/customers', { limit: 1, sort: '-created_at' });
    expect(body.data[0].externalId).toBe(`${ref}-999`);
  }, 300_000);

  test('keeps nothing of what was asked once it is done', async () => {
    const canary = 'mariah-canary@example.com';
    const { id } = await upsert([{ externalId: newRef(), email: canary }]);
    await jobEnd(admin, id);
    const rows = await inDatabase(workspace, () =>
      statement<[]>('select j::text, i::text from jobs j join job_items i on i.job_id = j.id')(),
    );
    expect(JSON.stringify(rows)).not.toContain('canary');
  });
});

describe('cancelling', () => {
  test('ends a job before its next item, once, and says so', async () => {
    const refs = [newRef(), newRef()];
    const [job, cancelled] = await held(async () => {
      const queued = await upsert(refs.map((externalId) => ({ externalId })));
      return [queued, await admin.post(`/jobs/${queued.id}/cancel`)];
    });
    // A worker may have been about to look by itself: what it did stays, and the rest is not done.
    const done = cancelled.body.progress.done;
    expect(cancelled.body).toMatchObject({ state: done === 2 ? 'succeeded' : 'cancelled' });
    const again = await admin.post(`/jobs/${job.id}/cancel`);
    expect(again.body).toEqual(cancelled.body);
    const told = (await eventsAfter(workspace)).filter(({ resource }) => resource.id === job.id);
    expect(told.map(({ type }) => type)).toEqual([`job.${cancelled.body.state}`]);
    const { results } = await jobEnd(admin, job.id);
    for (const { status, ref } of results) {
      const { status: found } = await admin.get(`/customers/ext:${ref}`);
      expect([status, found]).toEqual(status === 'succeeded' ? ['succeeded', 200] : ['cancelled', 404]);
    }
  });
});

describe('jobs are seen', () => {
  test('by whoever holds the scope of the operation that made them, and by nobody else', async () => {
    const job = await upsert([{ externalId: newRef() }]);
    await jobEnd(admin, job.id);
    const writer = await workspace.withScopes('customers:write');
    const reader = await workspace.withScopes('customers:read', 'conversations:write');
    expect((await writer.get(`/jobs/${job.id}`)).status).toBe(200);
    expect((await writer.get('/jobs')).body.data.map(({ id }: any) => id)).toContain(job.id);
    expect((await reader.get('/jobs')).body.data).toEqual([]);
    for (const answer of [
      await reader.get(`/jobs/${job.id}`),
      await reader.get(`/jobs/${job.id}/results`),
      await reader.post(`/jobs/${job.id}/cancel`),
    ])
      expectProblem(answer, 404, 'not_found');
  });

  test('by kind and state, and their results by status', async () => {
    const externalId = newRef();
    const job = await upsert([{ externalId }, { externalId, name: 'Late', expectedVersion: 9 }]);
    await jobEnd(admin, job.id);
    const ids = async (query: Record<string, string>) =>
      (await admin.get('/jobs', { limit: 100, ...query })).body.data.map(({ id }: any) => id);
    expect(await ids({ kind: 'customers.bulkUpsert', state: 'partial' })).toContain(job.id);
    expect(await ids({ state: 'queued' })).not.toContain(job.id);
    expect(await ids({ kind: 'something.else' })).toEqual([]);
    const failed = await admin.get(`/jobs/${job.id}/results`, { status: 'failed' });
    expect(failed.body.data.map(({ position }: any) => position)).toEqual([1]);
  });
});

describe('what stands still or is past its end', () => {
  test('a job that lost its place in the queue is taken up again, and nothing of it is done twice', async () => {
    const refs = [newRef(), newRef(), newRef()];
    const { services, clock } = workspace.server;
    const job = await held(async () => {
      const queued = await upsert(refs.map((externalId) => ({ externalId })));
      await inDatabase(workspace, () =>
        statement<[string]>(
          "update pgboss.job_common set state = 'failed' where data->'data'->>'jobId' = $1 and state < 'active'",
        )(queued.id),
      );
      return queued;
    });
    clock.advance(16 * 60_000);
    await resumeJobs(services, workspace.id as `ws_${string}`);
    const ended = await jobEnd(admin, job.id);
    expect(ended.state).toBe('succeeded');
    const created = (await eventsAfter(workspace)).filter(
      ({ type, data }) => type === 'customer.created' && refs.includes(data.customer.externalId),
    );
    expect(created).toHaveLength(3);
  });

  test('a job is forgotten with its results a week after its end', async () => {
    const { services, clock } = workspace.server;
    const job = await upsert([{ externalId: newRef() }]);
    await jobEnd(admin, job.id);
    const forget = () => forgetJobs(services, workspace.id as `ws_${string}`);
    clock.advance(6 * 86_400_000);
    await forget();
    expect((await admin.get(`/jobs/${job.id}`)).status).toBe(200);
    clock.advance(86_400_000);
    await forget();
    expectProblem(await admin.get(`/jobs/${job.id}`), 404, 'not_found');
    const left = await inDatabase(workspace, () =>
      statement<[string]>('select * from job_items where job_id = $1')(decodeId(job.id)),
    );
    expect(left).toEqual([]);
  });
});
