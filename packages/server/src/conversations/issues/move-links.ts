import type { Id } from '../../contract/ids.ts';
import { statement } from '../../platform/db/index.ts';
import { decodeId } from '../../platform/ids.ts';
import type { Call } from '../../rpc/context.ts';

/** Of links to one issue the oldest moves; none does where the target is linked to it already. */
const movable = `
  select distinct on (l.issue_id) l.id from issue_links l
  where l.workspace_id = $1 and l.conversation_id = any(string_to_array($3, ',')::uuid[]) and not exists (
    select from issue_links t where t.workspace_id = $1 and t.conversation_id = $2 and t.issue_id = l.issue_id
  )
  order by l.issue_id, l.created_at, l.id`;

const countMovable = statement<[string, string, string]>(
  `select count(*)::integer from (${movable}) as movable`,
);

const move = statement<[string, string, string]>(`
  with movable as (${movable}), moved as (
    update issue_links l set conversation_id = $2 from movable m where l.workspace_id = $1 and l.id = m.id
  )
  delete from issue_links l
  where l.workspace_id = $1 and l.conversation_id = any(string_to_array($3, ',')::uuid[])
    and not exists (select from movable m where m.id = l.id)`);

/** How many issues a merge would bring to a conversation. */
export async function countMovableLinks(
  call: Call,
  target: Id<'conv'>,
  sources: readonly Id<'conv'>[],
): Promise<number> {
  const [row] = await countMovable(
    decodeId(call.workspaceId),
    decodeId(target),
    sources.map(decodeId).join(','),
  );
  return row![0] as number;
}

/** Takes the issues of some conversations over to another one. */
export async function moveIssueLinks(
  call: Call,
  target: Id<'conv'>,
  sources: readonly Id<'conv'>[],
): Promise<void> {
  await move(decodeId(call.workspaceId), decodeId(target), sources.map(decodeId).join(','));
}
