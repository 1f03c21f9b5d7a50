import type { Id } from '../contract/ids.ts';
import { statement } from '../platform/db/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import { changeConversation } from './change.ts';
import { updateIssue } from './issues/update.ts';
import { lockConversation } from './rows.ts';

/** What the category of workspaces may know and change of the tags of conversations and issues. */

const usesIn = (from: string) =>
  statement<[string, string]>(`
  select tag, count(*)::integer from ${from}, unnest(tags) as tag
  where workspace_id = $1 and deleted_at is null and tag in (select unnest(string_to_array($2, ',')))
  group by tag`);
const conversationUses = usesIn('conversations');
const issueUses = statement<[string, string]>(`
  select tag, count(*)::integer from issues, unnest(tags) as tag
  where workspace_id = $1 and tag in (select unnest(string_to_array($2, ',')))
  group by tag`);

export interface TagUses {
  readonly conversations: ReadonlyMap<string, number>;
  readonly issues: ReadonlyMap<string, number>;
}

/** How many conversations and issues hold each of some tags. */
export async function tagUses(call: Call, slugs: readonly string[]): Promise<TagUses> {
  const asked = [decodeId(call.workspaceId), slugs.join(',')] as const;
  const counted = (rows: unknown[][]) =>
    new Map(rows.map(([slug, count]) => [slug as string, Number(count)]));
  return {
    conversations: counted(await conversationUses(...asked)),
    issues: counted(await issueUses(...asked)),
  };
}

const holding = statement<[string, string, number]>(`
  select id from conversations where workspace_id = $1 and deleted_at is null and $2 = any(tags) order by id limit $3`);
const issuesHolding = statement<[string, string, number]>(
  'select id from issues where workspace_id = $1 and $2 = any(tags) order by id limit $3',
);

export interface Retag {
  readonly from: string;
  /** Null to take it off. */
  readonly to: string | null;
}

/** Gives some of the conversations and issues that hold a tag another. Says how many; fewer than `limit` were all. */
export async function retag(call: Call, { from, to }: Retag, limit: number): Promise<number> {
  const asked = [decodeId(call.workspaceId), from] as const;
  const conversations = await holding(...asked, limit);
  for (const [uuid] of conversations) {
    const loaded = await lockConversation(call, encodeId('conv', uuid as string));
    const { tags } = loaded.conversation;
    await changeConversation(call, loaded, {
      tags: [...new Set(tags.flatMap((tag) => (tag === from ? (to === null ? [] : [to]) : [tag])))],
    });
  }
  const left = limit - conversations.length;
  const issues = left > 0 ? await issuesHolding(...asked, left) : [];
  for (const [uuid] of issues) {
    const id: Id<'iss'> = encodeId('iss', uuid as string);
    await updateIssue(call, { id, tags: { remove: [from], ...(to === null ? {} : { add: [to] }) } });
  }
  return conversations.length + issues.length;
}
