import type { z } from 'zod';
import { asFilter } from '../../contract/filters.ts';
import { statement } from '../../platform/db/index.ts';
import { compileSql } from '../../platform/filters/index.ts';
import { decodeId } from '../../platform/ids.ts';
import { pageAt, positionOf } from '../../platform/page.ts';
import type { Call } from '../../rpc/context.ts';
import {
  type Conversation,
  type searchConversations as contract,
  conversationFilterFields,
  type SearchHit,
} from '../contract.ts';
import { conversationColumns } from '../filter-columns.ts';
import { listConversations } from '../list.ts';
import { presentConversation, selectConversations } from '../rows.ts';
import { findEvidence } from './evidence.ts';
import { type Candidate, matchQuery, searchFields } from './match.ts';
import { parseQuery } from './query.ts';

type Input = z.output<typeof contract.input>;
type Output = z.input<typeof contract.output>;

/** A filter may let few of many through: what is asked for one page has an end. */
const candidatesMax = 5000;

export async function searchConversations(call: Call, input: Input): Promise<Output> {
  const query = parseQuery(input.query ?? '');
  if (query.wanted.length === 0)
    return query.unwanted.length > 0 || input.query?.trim() ? nothing : list(call, input);
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'search', input };
  const position = positionOf(listing);
  const fields = searchFields.filter((field) => input.in?.includes(field) ?? true);
  const workspace = decodeId(call.workspaceId);
  const { candidates, isIncomplete } = await matchQuery(workspace, query, fields);
  const inOrder = sorted(candidates, input.sort);
  const rest = position ? inOrder.slice(beginning(inOrder, input.sort, position.map(Number))) : inOrder;

  const hits: SearchHit[] = [];
  let seen = 0;
  for (
    let size = input.limit + 5;
    hits.length < input.limit && seen < Math.min(rest.length, candidatesMax);
    size *= 2
  ) {
    const batch = rest.slice(seen, seen + Math.min(size, 1000));
    const conversations = await readConversations(call, batch, input.filter);
    for (let at = 0; at < batch.length && hits.length < input.limit; ) {
      // Evidence costs more than rows: it is looked for in as many as may be shown.
      const part = batch.slice(at, at + input.limit - hits.length);
      const found = part.flatMap(({ ref, score }) => {
        const conversation = conversations.get(ref);
        return conversation ? [{ conversation, score }] : [];
      });
      const evidence = await findEvidence(
        workspace,
        found.map(({ conversation }) => conversation),
        query,
        fields,
      );
      for (const [index, highlights] of evidence.entries())
        if (highlights) hits.push({ ...found[index]!, highlights: input.highlight ? highlights : [] });
      at += part.length;
      seen += part.length;
    }
  }
  const last = seen < rest.length ? rest[seen - 1] : null;
  const isCounted =
    !input.filter && query.wanted.every(({ words }) => words.length === 1) && query.unwanted.length === 0;
  return {
    ...pageAt(listing, hits, last ? [String(last.score), String(last.ref)] : null),
    total: isCounted ? candidates.length : null,
    incomplete: isIncomplete,
  };
}

const nothing: Output = {
  object: 'list',
  data: [],
  hasMore: false,
  nextCursor: null,
  total: 0,
  incomplete: false,
};

/** Without words there is nothing to look for in texts. */
async function list(call: Call, { limit, cursor, filter, sort }: Input): Promise<Output> {
  const page = await listConversations(call, {
    limit,
    cursor,
    filter,
    sort: sort === 'created_at' ? sort : '-created_at',
    archived: false,
    withArchived: true,
  });
  return {
    ...page,
    data: page.data.map((conversation) => ({ conversation, score: 0, highlights: [] })),
    total: null,
    incomplete: false,
  };
}

function sorted(candidates: readonly Candidate[], sort: Input['sort']): readonly Candidate[] {
  if (sort === 'relevance') return candidates;
  const sign = sort === 'created_at' ? 1 : -1;
  return [...candidates].sort((a, b) => sign * (a.ref - b.ref));
}

/** Where the candidates begin that come behind a position. */
function beginning(candidates: readonly Candidate[], sort: Input['sort'], position: number[]): number {
  const [score, ref] = position as [number, number];
  const isBehind = (each: Candidate) => {
    if (sort === 'created_at') return each.ref > ref;
    if (sort === '-created_at' || each.score === score) return each.ref < ref;
    return each.score < score;
  };
  const at = candidates.findIndex(isBehind);
  return at < 0 ? candidates.length : at;
}

async function readConversations(
  call: Call,
  candidates: readonly Candidate[],
  filter: Input['filter'],
): Promise<Map<number, Conversation>> {
  const params: unknown[] = [decodeId(call.workspaceId), candidates.map(({ ref }) => ref).join(',')];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const condition = filter
    ? ` and ${compileSql(asFilter(filter), { fields: conversationFilterFields, columns: conversationColumns, now: call.now, bind })}`
    : '';
  const text = `${selectConversations} and c.merged_into is null
    and c.ref = any(string_to_array($2, ',')::bigint[])${condition}`;
  const rows = await statement(text)(...params);
  return new Map(rows.map(presentConversation).map((conversation) => [conversation.ref, conversation]));
}
