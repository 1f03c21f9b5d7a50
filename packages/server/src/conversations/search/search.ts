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
import { matchQuery, searchFields } from './match.ts';
import { parseQuery, type Query } from './query.ts';
import type { Candidate } from './ranking.ts';

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
  const { ranking, isIncomplete } = await matchQuery(decodeId(call.workspaceId), query, fields);
  const after = position && { score: Number(position[0]), ref: Number(position[1]) };
  const candidates =
    input.sort === 'relevance'
      ? ranking.byScore(after)
      : ranking.byNumber(input.sort === 'created_at', after);
  const { hits, last } = await collect(call, { input, query, fields, candidates });
  const isCounted = !input.filter && query.unwanted.length === 0 && !hasPhrases(query);
  return {
    ...pageAt(listing, hits, last && [String(last.score), String(last.ref)]),
    total: isCounted ? ranking.total : null,
    incomplete: isIncomplete,
  };
}

interface Collecting {
  readonly input: Input;
  readonly query: Query;
  readonly fields: readonly SearchField[];
  readonly candidates: Generator<Candidate>;
}

/** Takes candidates in their order until a page is full; `last` is the last that was looked at, null at the end. */
async function collect(
  call: Call,
  { input, query, fields, candidates }: Collecting,
): Promise<{ hits: SearchHit[]; last: Candidate | null }> {
  const phrased = hasPhrases(query);
  const hits: SearchHit[] = [];
  let left = candidatesMax[phrased ? 'phrases' : 'words'];
  let last: Candidate | null = null;
  for (
    let size = input.limit + 1;
    hits.length < input.limit && left > 0;
    size = Math.min(size * 4, batchMax)
  ) {
    const batch = take(candidates, Math.min(size, left));
    left -= batch.length;
    const conversations = await readConversations(call, batch, input.filter);
    const present = batch.flatMap((candidate) => {
      const conversation = conversations.get(candidate.ref);
      return conversation ? [{ conversation, candidate }] : [];
    });
    last = batch.at(-1) ?? null;
    while (present.length > 0 && hits.length < input.limit) {
      // Evidence costs more than rows: it is looked for in as many as may be shown, and few have words in a row.
      const group = present.splice(0, phrased ? 100 : input.limit - hits.length);
      const evidence = await findEvidence(call.workspaceId, group, query, fields);
      for (const [index, { conversation, candidate }] of group.entries()) {
        const highlights = evidence[index];
        if (!highlights || hits.length === input.limit) continue;
        hits.push({ conversation, score: candidate.score, highlights: input.highlight ? highlights : [] });
        if (hits.length === input.limit && candidate !== batch.at(-1)) return { hits, last: candidate };
      }
    }
    if (batch.length < size) return { hits, last: left > 0 ? null : last };
  }
  return { hits, last };
}

function take(candidates: Generator<Candidate>, count: number): Candidate[] {
  const taken: Candidate[] = [];
  while (taken.length < count) {
    const { value, done } = candidates.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
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
