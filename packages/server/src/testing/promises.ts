import { expect } from 'vitest';
import { type Scope, scopes } from '../contract/scopes.ts';
import { inTransaction, statement } from '../platform/db/index.ts';
import { type Answer, eventsAfter, type RestActor, type TestWorkspace } from './actors.ts';

/** What every operation promises, to be checked on one request of it. */

/** The bytes of an answer without the one thing that may differ between equal refusals. */
export const bytesOf = ({ status, text }: Answer) => `${status} ${text.replace(/req_[0-9a-z]{26}/g, 'req_')}`;

export function expectProblem(answer: Answer, status: number, code: string, metadata?: object): void {
  expect(answer.body, answer.text).toMatchObject({ status, code, ...(metadata ? { metadata } : {}) });
  expect(answer.status).toBe(status);
}

/** The field problems of a refused request, such as `body /name too_big`. */
export function fieldProblems(answer: Answer): string[] {
  expectProblem(answer, 400, 'validation_failed');
  return answer.body.errors.map((error: any) => `${error.location} ${error.pointer} ${error.code}`);
}

type Ask = (actor: RestActor) => Promise<Answer>;

/** A credential with every scope but this one is refused, and told which one it lacks. */
export async function expectScopeNeeded(workspace: TestWorkspace, scope: Scope, ask: Ask): Promise<void> {
  const actor = await workspace.withScopes(...scopes.filter((each) => each !== scope));
  expectProblem(await ask(actor), 403, 'insufficient_scope', { missingScope: scope });
}

/** Another workspace's id is answered like one that nobody has. */
export async function expectForeignUnknown(
  ask: (id: string) => Promise<Answer>,
  { foreign, unknown }: { foreign: string; unknown: string },
): Promise<void> {
  const [theirs, nobodys] = [await ask(foreign), await ask(unknown)];
  expectProblem(nobodys, 404, 'not_found');
  expect(bytesOf(theirs)).toBe(bytesOf(nobodys));
}

let keys = 0;
/** An idempotency key that was not used before. */
export const newKey = () => ({ 'idempotency-key': `key-${process.pid}-${++keys}` });

type Headers = Record<string, string>;

/**
 * Sent again under its key a write has its first answer, byte for byte, and happens once; with other content the
 * key is refused.
 */
export async function expectRepeatable(
  workspace: TestWorkspace,
  send: (headers: Headers) => Promise<Answer>,
  sendOther: (headers: Headers) => Promise<Answer>,
): Promise<Answer> {
  const key = newKey();
  const first = await send(key);
  expect(first.status, first.text).toBeLessThan(300);
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  const before = (await eventsAfter(workspace)).length;
  const again = await send(key);
  expect(bytesExact(again)).toBe(bytesExact(first));
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  for (const name of ['etag', 'location']) expect(again.headers.get(name)).toBe(first.headers.get(name));
  expectProblem(await sendOther(key), 422, 'idempotency_key_reused');
  expect(await eventsAfter(workspace)).toHaveLength(before);
  return first;
}

const bytesExact = ({ status, text }: Answer) => `${status} ${text}`;

/** Fifty equal writes at once under one key have fifty equal answers, of which one is not a replay. */
export async function expectOneOfFifty(send: (headers: Headers) => Promise<Answer>): Promise<Answer> {
  const key = newKey();
  const answers = await Promise.all(Array.from({ length: 50 }, () => send(key)));
  expect(new Set(answers.map(bytesExact)).size, answers.find((a) => a.status >= 400)?.text).toBe(1);
  expect(answers.filter((answer) => answer.headers.get('idempotent-replayed') === null)).toHaveLength(1);
  return answers[0]!;
}

/** Of two changes that start from one version, exactly one is refused, by body and by header alike. */
export async function expectOneEditor(
  change: (n: number, how: { version?: number; headers?: Headers }) => Promise<Answer>,
  version: number,
): Promise<void> {
  const both = await Promise.all([change(1, { version }), change(2, { version })]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  const lost = both.find(({ status }) => status === 412)!;
  expectProblem(lost, 412, 'version_conflict', { currentVersion: version + 1, expectedVersion: version });
  // The winner's change is in the log before the loser may look.
  expect(lost.body.metadata.changedFields).not.toBeNull();
  const stale = await change(3, { headers: { 'if-match': `"${version}"` } });
  expectProblem(stale, 412, 'version_conflict', { currentVersion: version + 1 });
  const fresh = await change(4, { headers: { 'if-match': `"${version + 1}"` } });
  expect(fresh.status, fresh.text).toBe(200);
  expect(fresh.headers.get('etag')).toBe(`"${version + 2}"`);
}

/** What the work appended to the log of the workspace. */
export async function eventsOf(workspace: TestWorkspace, work: () => Promise<unknown>) {
  const before = await eventsAfter(workspace);
  await work();
  return eventsAfter(workspace, before.at(-1)?.sequence ?? 0);
}

/** Runs statements in the workspace's own transaction, as no caller could. */
export const inDatabase = <T>(
  { server, id }: TestWorkspace,
  work: () => Promise<T>,
  mode: 'read' | 'write' = 'write',
): Promise<T> => inTransaction(server.services.engine, id as `ws_${string}`, mode, work);

export interface AuditRow {
  action: string;
  resourceId: string;
  actor: any;
  changes: any;
  requestId: string;
}

const selectAudit = statement<[]>(
  'select action, resource_id, actor, changes, request_id from audit_log order by created_at, id',
);

/** The audit log of the workspace, oldest first. */
export async function auditOf(workspace: TestWorkspace): Promise<AuditRow[]> {
  const rows = await inDatabase(workspace, () => selectAudit(), 'read');
  return rows.map(([action, resourceId, actor, changes, requestId]) => ({
    action,
    resourceId,
    actor,
    changes,
    requestId,
  })) as AuditRow[];
}

/** All rows of a list, page by page. */
export async function allPages(actor: RestActor, path: string, query: Record<string, any> = {}) {
  const rows: any[] = [];
  for (let cursor: string | null = null; ; ) {
    const { status, body, text } = await actor.get(path, { ...query, ...(cursor ? { cursor } : {}) });
    if (status !== 200) throw new Error(text);
    rows.push(...body.data);
    cursor = body.nextCursor;
    expect(body.hasMore).toBe(cursor !== null);
    if (!cursor) return rows;
  }
}
