import type { z } from 'zod';
import type { Id } from '../../contract/ids.ts';
import type { Actor } from '../../contract/shapes.ts';
import { parseInstant, statement } from '../../platform/db/index.ts';
import { decodeId, encodeId } from '../../platform/ids.ts';
import { limitTo, type Page, positionOf, toPage } from '../../platform/page.ts';
import { notFound } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type { IssueNote, listIssueNotes as listContract } from '../contract.ts';
import { findIssue, presentActor } from './rows.ts';

const copy = statement<[workspaceId: string, issueId: string, conversationIds: string, now: string]>(`
  insert into issue_notes (workspace_id, issue_id, note_id, conversation_id, author, body, written_at, copied_at)
  select workspace_id, $2::uuid, id, conversation_id, author, body, created_at, $4::timestamptz
  from notes where workspace_id = $1 and conversation_id = any(string_to_array($3, ',')::uuid[])
  on conflict do nothing returning note_id`);

/** Copies what operators have noted in conversations, so that it stays with the issue; gives how many. */
export async function copyNotes(
  call: Call,
  issueId: Id<'iss'>,
  conversationIds: readonly Id<'conv'>[],
): Promise<number> {
  if (conversationIds.length === 0) return 0;
  const rows = await copy(
    decodeId(call.workspaceId),
    decodeId(issueId),
    conversationIds.map(decodeId).join(','),
    call.now.toISOString(),
  );
  return rows.length;
}

export async function listIssueNotes(
  call: Call,
  input: z.output<typeof listContract.input>,
): Promise<Page<IssueNote>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'issue_notes', input };
  const position = positionOf(listing);
  const params: unknown[] = [decodeId(call.workspaceId), decodeId(input.id)];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const beyond = position
    ? ` and (written_at, note_id) < (${bind(position[0])}::timestamptz, ${bind(position[1])}::uuid)`
    : '';
  const text = `select note_id, conversation_id, author, body, written_at, copied_at from issue_notes
    where workspace_id = $1 and issue_id = $2${beyond}
    order by written_at desc, note_id desc ${limitTo(input.limit + 1, bind)}`;
  const [issue, rows] = await Promise.all([findIssue(call, input.id), statement(text)(...params)]);
  if (!issue) throw notFound('issue');
  return toPage(listing, rows, (row) => [row[4] as string, row[0] as string], presentNote);
}

function presentNote(row: unknown[]): IssueNote {
  const r = row as string[];
  return {
    id: encodeId('note', r[0]!),
    conversationId: encodeId('conv', r[1]!),
    author: presentActor(row[2] as Actor),
    body: r[3]!,
    writtenAt: parseInstant(r[4]!),
    copiedAt: parseInstant(r[5]!),
  };
}
