import type { z } from 'zod';
import type { Id } from '../../contract/ids.ts';
import type { Actor } from '../../contract/shapes.ts';
import { parseInstant, statement } from '../../platform/db/index.ts';
import { decodeId, encodeId } from '../../platform/ids.ts';
import { limitTo, type Page, positionOf, toPage } from '../../platform/page.ts';
import { notFound } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type {
  IssueLink,
  listIssueConversations as listConversationsContract,
  listIssueLinks as listLinksContract,
} from '../contract.ts';
import { findConversation } from '../rows.ts';
import { findIssue, presentActor, presentExternal } from './rows.ts';

export const selectLinks = `select l.id, l.relation, i.id, i.ref, i.title, i.state, i.external_provider, i.external_id,
    i.external_url, c.id, c.ref, c.subject, c.state, l.created_by, l.created_at
  from issue_links l
  join issues i on i.workspace_id = l.workspace_id and i.id = l.issue_id
  join conversations c on c.workspace_id = l.workspace_id and c.id = l.conversation_id and c.deleted_at is null
  where l.workspace_id = $1`;

/** Links of one issue, or of one conversation: two views of the same rows. */
async function listLinks(
  call: Call,
  side: 'issue_id' | 'conversation_id',
  owner: Id<'iss'> | Id<'conv'>,
  input: { limit: number; cursor?: string | undefined },
): Promise<Page<IssueLink>> {
  const listing = {
    workspaceId: call.workspaceId,
    keys: call.services.keys,
    resource: `links:${side}`,
    input,
  };
  const position = positionOf(listing);
  const params: unknown[] = [decodeId(call.workspaceId), decodeId(owner)];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const beyond = position
    ? ` and (l.created_at, l.id) < (${bind(position[0])}::timestamptz, ${bind(position[1])}::uuid)`
    : '';
  const text = `${selectLinks} and l.${side} = $2${beyond}
    order by l.created_at desc, l.id desc ${limitTo(input.limit + 1, bind)}`;
  const rows = await statement(text)(...params);
  return toPage(listing, rows, (row) => [row[14] as string, row[0] as string], presentLink);
}

export async function listIssueConversations(
  call: Call,
  input: z.output<typeof listConversationsContract.input>,
): Promise<Page<IssueLink>> {
  const [issue, page] = await Promise.all([
    findIssue(call, input.id),
    listLinks(call, 'issue_id', input.id, input),
  ]);
  if (!issue) throw notFound('issue');
  return page;
}

export async function listIssueLinks(
  call: Call,
  input: z.output<typeof listLinksContract.input>,
): Promise<Page<IssueLink>> {
  const [conversation, page] = await Promise.all([
    findConversation(call, input.conversationId),
    listLinks(call, 'conversation_id', input.conversationId, input),
  ]);
  if (!conversation) throw notFound('conversation');
  return page;
}

export function presentLink(row: unknown[]): IssueLink {
  const r = row as string[];
  return {
    id: encodeId('lnk', r[0]!),
    relation: r[1] as IssueLink['relation'],
    issue: {
      id: encodeId('iss', r[2]!),
      ref: Number(r[3]),
      title: r[4]!,
      state: r[5] as IssueLink['issue']['state'],
      external: presentExternal(r[6]!, r[7]!, r[8]!),
    },
    conversation: {
      id: encodeId('conv', r[9]!),
      ref: Number(r[10]),
      subject: r[11]!,
      state: r[12] as IssueLink['conversation']['state'],
    },
    createdBy: presentActor(row[13] as Actor),
    createdAt: parseInstant(r[14]!),
  };
}
