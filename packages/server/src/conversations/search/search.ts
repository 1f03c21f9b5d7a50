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
  type SearchField,
  type SearchHit,
} from '../contract.ts';
import { conversationColumns } from '../filter-columns.ts';
import { listConversations } from '../list.ts';
import { presentConversation, selectConversations } from '../rows.ts';
import { findEvidence } from './evidence.ts';
import { type Candidate, matchQuery, searchFields } from './match.ts';
import { parseQuery, type Query } from './query.ts';

type Input = z.output<typeof contract.input>;
type Output = z.input<typeof contract.output>;

/** A filter may let few of many through, and few have words in a row: what is looked at for one page has an end. */
const candidatesMax = { words: 5000, phrases: 400 };
const batchMax = 1000;

export async function searchConversations(call: Call, input: Input): Promise<Output> {
  const query = parseQuery(input.query ?? '');
  if (query.wanted.length === 0)
    return query.unwanted.length > 0 || input.query?.trim() ? nothing : list(call, input);
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'search', input };
  const position = positionOf(listing);
  const fields = searchFields.filter((field) => input.in?.includes(field) ?? true);
  const matches = await matchQuery(decodeId(call.workspaceId), query, fields);
  const inOrder = sorted(matches.candidates, input.sort);
  const from = position ? beginning(inOrder, input.sort, position.map(Number)) : 0;
  const { hits, end } = await collect(call, { input, query, fields, candidates: inOrder, from });
  const last = end < inOrder.length ? inOrder[end - 1]! : null;
  const isCounted = !input.filter && query.unwanted.length === 0 && !hasPhrases(query);
  return {
    ...pageAt(listing, hits, last && [String(last.score), String(last.ref)]),
    total: isCounted ? inOrder.length : null,
    incomplete: matches.isIncomplete,
  };
}

interface Collecting {
  readonly input: Input;
  readonly query: Query;
  readonly fields: readonly SearchField[];
  readonly candidates: readonly Candidate[];
  readonly from: number;
}

/** Takes candidates in their order until a page is full, and says how many were looked at. */
async function collect(
  call: Call,
  { input, query, fields, candidates, from }: Collecting,
): Promise<{ hits: SearchHit[]; end: number }> {
  const phrased = hasPhrases(query);
  const stop = Math.min(candidates.length, from + candidatesMax[phrased ? 'phrases' : 'words']);
  const hits: SearchHit[] = [];
  let end = from;
  for (let size = input.limit + 5; hits.length < input.limit && end < stop; size *= 4) {
    const batch = candidates.slice(end, Math.min(stop, end + Math.min(size, batchMax)));
    const conversations = await readConversations(call, batch, input.filter);
    const present = batch.flatMap(({ ref, score }, index) => {
      const conversation = conversations.get(ref);
      return conversation ? [{ conversation, score, index }] : [];
    });
    let shown = batch.length;
    for (let at = 0; at < present.length && hits.length < input.limit; ) {
      // Evidence costs more than rows: it is looked for in as many as may be shown, and few have words in a row.
      const group = present.slice(at, at + (phrased ? 100 : input.limit - hits.length));
      const evidence = await findEvidence(call.workspaceId, group, query, fields);
      for (const [index, { conversation, score, index: place }] of group.entries()) {
        const highlights = evidence[index];
        if (!highlights || hits.length === input.limit) continue;
        hits.push({ conversation, score, highlights: input.highlight ? highlights : [] });
        if (hits.length === input.limit) shown = place + 1;
      }
      at += group.length;
    }
    end += shown;
  }
  return { hits, end };
}

const hasPhrases = ({ wanted, unwanted }: Query) =>
  [...wanted, ...unwanted].some(({ words }) => words.length > 1);

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
