import type { z } from 'zod';
import type { Id } from '../../contract/ids.ts';
import { db, statement } from '../../platform/db/index.ts';
import { decodeId, encodeId } from '../../platform/ids.ts';
import { notFound, ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type {
  deleteIssueLink as deleteContract,
  Issue,
  IssueLink,
  IssueRelation,
  linkIssue as linkContract,
  unlinkIssue as unlinkContract,
} from '../contract.ts';
import { presentLink, selectLinks } from './links.ts';
import { lockIssue } from './rows.ts';
import { issueLinks } from './tables.ts';
import { tellConversations } from './timeline.ts';

// Conversations before links, and in one order: a merge that takes links along never waits for one that waits for it.
const lockConversations = statement<[string, string]>(`
  select id, ref, subject, state, merged_into from conversations
  where workspace_id = $1 and id = any(string_to_array($2, ',')::uuid[]) and deleted_at is null
  order by id for no key update`);
const linkOf = statement<[string, string, string]>(
  `${selectLinks} and l.issue_id = $2 and l.conversation_id = $3`,
);
const issueOfLink = statement<[string, string]>(
  'select issue_id, conversation_id from issue_links where workspace_id = $1 and id = $2',
);
const changeRelation = statement<[string, string, string]>(
  'update issue_links set relation = $3 where workspace_id = $1 and id = $2',
);
const remove = statement<[string, string]>('delete from issue_links where workspace_id = $1 and id = $2');

/** What a timeline tells of an issue. */
export const briefOf = ({ id, ref, title, state }: Pick<Issue, 'id' | 'ref' | 'title' | 'state'>) => ({
  id,
  ref,
  title,
  state,
});

/** Links conversations that are not linked yet to a locked issue, and says so on both sides. */
export async function addLinks(
  call: Call,
  issue: Issue,
  conversationIds: readonly Id<'conv'>[],
  relation: IssueRelation,
  field: string,
): Promise<IssueLink[]> {
  if (conversationIds.length === 0) return [];
  const found = await lockConversations(decodeId(call.workspaceId), conversationIds.map(decodeId).join(','));
  const known = new Map(found.map((row) => [encodeId('conv', row[0] as string), row as string[]]));
  const links = conversationIds.map((id): IssueLink => {
    const row = known.get(id);
    if (!row)
      throw new ProblemError('reference_not_usable', `${field} must name conversations of this workspace.`, {
        metadata: { field },
      });
    if (row[4])
      throw new ProblemError(
        'state_conflict',
        'The conversation was merged into another one, which goes on.',
        {
          metadata: { mergedInto: encodeId('conv', row[4]) },
        },
      );
    const state = row[3] as IssueLink['conversation']['state'];
    return {
      id: call.newId('lnk'),
      relation,
      issue: { ...briefOf(issue), external: issue.external },
      conversation: { id, ref: Number(row[1]), subject: row[2]!, state },
      createdBy: call.actor,
      createdAt: call.now,
    };
  });
  await db.insert(issueLinks).values(
    links.map(({ id, conversation, createdBy, createdAt }) => ({
      workspaceId: call.workspaceId,
      id,
      issueId: issue.id,
      conversationId: conversation.id,
      relation,
      createdBy,
      createdAt,
    })),
  );
  const changes = { issue: { from: null, to: { ...briefOf(issue), relation } } };
  await tellConversations(call, conversationIds, 'issue_linked', changes);
  for (const link of links) emitLink(call, 'issue.linked', issue.version, link);
  return links;
}

type Linked = IssueLink & { result: 'created' | 'updated' | 'noop' };

/** Links one conversation to a locked issue, once: what is linked already may change its relation. */
export async function ensureLink(
  call: Call,
  issue: Issue,
  conversationId: Id<'conv'>,
  relation: IssueRelation,
): Promise<Linked> {
  const workspace = decodeId(call.workspaceId);
  const [row] = await linkOf(workspace, decodeId(issue.id), decodeId(conversationId));
  if (!row) {
    const [link] = await addLinks(call, issue, [conversationId], relation, 'conversationId');
    return { ...link!, result: 'created' };
  }
  const before = presentLink(row);
  if (before.relation === relation) return { ...before, result: 'noop' };
  const link = { ...before, relation };
  const changes = { relation: { from: before.relation, to: relation } };
  await tellConversations(call, [conversationId], 'issue_linked', {
    issue: {
      from: { ...briefOf(issue), relation: before.relation },
      to: { ...briefOf(issue), relation },
    },
  });
  await changeRelation(workspace, decodeId(link.id), relation);
  emitLink(call, 'issue.linked', issue.version, link, changes);
  return { ...link, result: 'updated' };
}

function emitLink(
  call: Call,
  type: 'issue.linked' | 'issue.unlinked',
  version: number,
  link: IssueLink,
  changes: Record<string, { from: unknown; to: unknown }> = {},
): void {
  call.emit({
    type,
    resource: { type: 'issue', id: link.issue.id, version },
    conversationId: link.conversation.id,
    data: { link },
    changes,
  });
}

export async function linkIssue(
  call: Call,
  { id, conversationId, relation }: z.output<typeof linkContract.input>,
): Promise<Linked> {
  return ensureLink(call, await lockIssue(call, id), conversationId, relation);
}

export async function unlinkIssue(
  call: Call,
  { id, conversationId }: z.output<typeof unlinkContract.input>,
): Promise<void> {
  const issue = await lockIssue(call, id);
  const [row] = await linkOf(decodeId(call.workspaceId), decodeId(id), decodeId(conversationId));
  if (!row) throw notFound('issue link');
  const link = presentLink(row);
  await tellConversations(call, [conversationId], 'issue_unlinked', {
    issue: { from: { ...briefOf(issue), relation: link.relation }, to: null },
  });
  await remove(decodeId(call.workspaceId), decodeId(link.id));
  emitLink(call, 'issue.unlinked', issue.version, link);
}

export async function deleteIssueLink(
  call: Call,
  { id }: z.output<typeof deleteContract.input>,
): Promise<void> {
  const [row] = await issueOfLink(decodeId(call.workspaceId), decodeId(id));
  if (!row) throw notFound('issue link');
  await unlinkIssue(call, {
    id: encodeId('iss', row[0] as string),
    conversationId: encodeId('conv', row[1] as string),
  });
}
