import type { Id } from '../../contract/ids.ts';
import { type Actor, actor } from '../../contract/shapes.ts';
import { inOrderOf, parseInstant, statement } from '../../platform/db/index.ts';
import { decodeId, encodeId } from '../../platform/ids.ts';
import { notFound } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type { External, Issue, IssueState } from '../contract.ts';

const columns = `i.id, i.ref, i.title, i.description, i.state, i.priority, array_to_string(i.tags, ','), i.customer_id,
  u.external_id, u.name, u.email, i.external_provider, i.external_id, i.external_url,
  (select count(*) from issue_links l join conversations c on c.workspace_id = l.workspace_id and c.id = l.conversation_id
    where l.workspace_id = i.workspace_id and l.issue_id = i.id and c.deleted_at is null),
  (select count(*) from issue_notes n where n.workspace_id = i.workspace_id and n.issue_id = i.id),
  i.created_by, i.resolved_at, i.closed_at, i.reopen_count, i.version, i.created_at, i.updated_at, i.custom_fields`;

export const selectIssues = `select ${columns}
  from issues i left join customers u on u.workspace_id = i.workspace_id and u.id = i.customer_id
  where i.workspace_id = $1`;

const byId = statement<[string, string]>(`${selectIssues} and i.id = $2`);
const byIdForUpdate = statement<[string, string]>(`${selectIssues} and i.id = $2 for update of i`);
const byRef = statement<[string, string]>(`${selectIssues} and i.ref = $2`);
const byExternal = statement<[string, string, string]>(
  `${selectIssues} and i.external_provider = $2 and i.external_id = $3 for update of i`,
);

/** An issue by id, or by its number as `ref:…`. */
export async function findIssue(call: Call, key: string): Promise<Issue | null> {
  const workspace = decodeId(call.workspaceId);
  const [row] = key.startsWith('ref:')
    ? await byRef(workspace, key.slice(4))
    : await byId(workspace, decodeId(key));
  return row ? presentIssue(row) : null;
}

/** Loads an issue and keeps others from changing it or its links until the transaction ends. */
export async function lockIssue(call: Call, id: Id<'iss'>): Promise<Issue> {
  const [row] = await byIdForUpdate(decodeId(call.workspaceId), decodeId(id));
  if (!row) throw notFound('issue');
  return presentIssue(row);
}

/** The issue that stands for a record of a tracker, locked. */
export async function lockByExternal(
  call: Call,
  { provider, externalId }: Pick<External, 'provider' | 'externalId'>,
): Promise<Issue | null> {
  const [row] = await byExternal(decodeId(call.workspaceId), provider, externalId);
  return row ? presentIssue(row) : null;
}

export const presentActor = inOrderOf<Actor>(actor.keyof().options);

const instantOrNull = (text: string | null) => (text === null ? null : parseInstant(text));

export function presentIssue(row: unknown[]): Issue {
  const r = row as (string | null)[];
  const conversations = Number(row[14]);
  return {
    id: encodeId('iss', r[0]!),
    ref: Number(r[1]),
    type: conversations > 0 ? 'linked' : 'standalone',
    title: r[2]!,
    description: r[3]!,
    state: r[4] as IssueState,
    priority: r[5] as Issue['priority'],
    tags: r[6] ? r[6].split(',') : [],
    customFields: row[23] as Issue['customFields'],
    customer: r[7] ? { id: encodeId('cus', r[7]), externalId: r[8]!, name: r[9]!, email: r[10]! } : null,
    external: presentExternal(r[11]!, r[12]!, r[13]!),
    counts: { conversations, notes: Number(row[15]) },
    createdBy: presentActor(row[16] as Actor),
    resolvedAt: instantOrNull(r[17]!),
    closedAt: instantOrNull(r[18]!),
    reopenCount: row[19] as number,
    version: row[20] as number,
    createdAt: parseInstant(r[21]!),
    updatedAt: parseInstant(r[22]!),
  };
}

export const presentExternal = (
  provider: string | null,
  externalId: string | null,
  url: string | null,
): External | null =>
  provider === null ? null : { provider: provider as External['provider'], externalId: externalId!, url };
