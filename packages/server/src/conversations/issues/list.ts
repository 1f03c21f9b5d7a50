import type { z } from 'zod';
import { asFilter } from '../../contract/filters.ts';
import { limitMax } from '../../contract/lists.ts';
import { statement, transaction } from '../../platform/db/index.ts';
import { compileSql } from '../../platform/filters/index.ts';
import { decodeId } from '../../platform/ids.ts';
import { limitTo, type Page, positionOf, toPage } from '../../platform/page.ts';
import { notFound } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import {
  type getIssue as getContract,
  type Issue,
  issueFilterFields,
  type listIssues as listContract,
} from '../contract.ts';
import { parseExternal } from './external-reference.ts';
import { issueColumns } from './filter-columns.ts';
import { listIssueConversations } from './links.ts';
import { listIssueNotes } from './notes.ts';
import { findIssue, presentIssue, selectIssues } from './rows.ts';

/** Issues in order of creation. */
export async function listIssues(
  call: Call,
  input: z.output<typeof listContract.input>,
): Promise<Page<Issue>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'issues', input };
  const position = positionOf(listing);
  const params: unknown[] = [decodeId(call.workspaceId)];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const [direction, beyond] = input.sort === '-created_at' ? ['desc', '<'] : ['asc', '>'];
  const external = input.external ? parseExternal(input.external) : null;
  const oneOf = (column: string, values: readonly string[]) =>
    `${column} = any(string_to_array(${bind(values.join(','))}, ','))`;

  const conditions = [
    input.state && oneOf('i.state', input.state),
    input.priority && oneOf('i.priority', input.priority),
    input.tag && `${bind(input.tag)} = any(i.tags)`,
    input.customerId && `i.customer_id = ${bind(decodeId(input.customerId))}`,
    input.conversationId &&
      `i.id in (select issue_id from issue_links where workspace_id = $1 and conversation_id = ${bind(decodeId(input.conversationId))})`,
    input.assigneeId && `i.assignee_id = ${bind(decodeId(input.assigneeId))}`,
    input.unassigned !== undefined && `i.assignee_id is ${input.unassigned ? '' : 'not '}null`,
    external &&
      `i.external_provider = ${bind(external.provider)} and i.external_id = ${bind(external.externalId)}`,
    input.updatedSince && `i.updated_at >= ${bind(input.updatedSince.toISOString())}`,
    input.filter &&
      compileSql(asFilter(input.filter), {
        fields: issueFilterFields,
        columns: issueColumns,
        now: call.now,
        bind,
      }),
    position &&
      `(i.created_at, i.id) ${beyond} (${bind(position[0])}::timestamptz, ${bind(position[1])}::uuid)`,
  ];
  const filter = conditions
    .filter(Boolean)
    .map((condition) => ` and ${condition}`)
    .join('');
  const text = `${selectIssues}${filter}
    order by i.created_at ${direction}, i.id ${direction} ${limitTo(input.limit + 1, bind)}`;

  transaction().lastStatement();
  const rows = await statement(text)(...params);
  return toPage(listing, rows, (row) => [row[21] as string, row[0] as string], presentIssue);
}

/** An issue, with its newest links and notes when they are asked for. */
export async function getIssue(
  call: Call,
  { id, include = [] }: z.output<typeof getContract.input>,
): Promise<z.input<typeof getContract.output>> {
  if (include.length === 0) transaction().lastStatement();
  const issue = await findIssue(call, id);
  if (!issue) throw notFound('issue');
  const details = { id: issue.id, limit: limitMax };
  return {
    ...issue,
    ...(include.includes('conversations')
      ? { conversations: (await listIssueConversations(call, details)).data }
      : {}),
    ...(include.includes('notes') ? { notes: (await listIssueNotes(call, details)).data } : {}),
  };
}
