import type { Id } from '../../contract/ids.ts';
import { inTransaction, statement } from '../../platform/db/index.ts';
import { decodeId } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import { type Head, type Item, personOf, readAllItems, readHeads, readItems } from './documents.ts';
import { addMember, placeOf, segmentOf } from './members.ts';
import { loadPostings, storePostings } from './postings.ts';
import { termsOf } from './terms.ts';
import { vocabularyOf } from './words.ts';

interface Change {
  readonly id: string;
  readonly conversation: string;
  readonly kind: 'head' | 'message' | 'note' | 'changed' | 'all';
  readonly item: string | null;
  readonly ref: number | null;
}

const batchMax = 512;

const lockHead = statement<[string]>('select 1 from search_heads where workspace_id = $1 for update');
const tryHead = statement<[string]>(
  'select 1 from search_heads where workspace_id = $1 for update skip locked',
);
const makeHead = statement<[string]>(
  'insert into search_heads (workspace_id) values ($1) on conflict do nothing',
);
const columns = 'id, conversation_id, kind, item_id, ref';
const nextChanges = statement<[string]>(
  `select ${columns} from search_changes where workspace_id = $1 order by id limit ${batchMax}`,
);
const changesOf = statement<[string, string]>(`
  select ${columns} from search_changes
  where workspace_id = $1 and conversation_id = any(string_to_array($2, ',')::uuid[]) order by id`);
const forget = statement<[string, string]>(
  `delete from search_changes where workspace_id = $1 and id = any(string_to_array($2, ',')::bigint[])`,
);

/** Brings the index of a workspace up to date, a batch at a time, unless another process is at it. */
export async function indexChanges(services: Services, workspaceId: Id<'ws'>): Promise<void> {
  for (let done = batchMax; done === batchMax && !services.lifecycle.draining; ) {
    done = await inTransaction(services.engine, workspaceId, 'write', async () => {
      const workspace = decodeId(workspaceId);
      await makeHead(workspace);
      if ((await tryHead(workspace)).length === 0) return 0;
      return apply(workspace, (await nextChanges(workspace)).map(toChange));
    });
  }
}

/** Indexes what this process has written; a workspace that could not be done comes again. */
export async function indexWritten(services: Services): Promise<void> {
  for (const workspaceId of services.bus.takeWritten())
    await indexChanges(services, workspaceId).catch((error: unknown) => {
      services.bus.wrote(workspaceId);
      services.log.warn(
        { err: error, workspaceId },
        'the search index of a workspace was not brought up to date',
      );
    });
}

/**
 * Brings the index of some conversations up to date in the transaction of the caller: what was erased there must not
 * be found in the index either, not even for a second.
 */
export async function indexConversations(
  workspaceId: Id<'ws'>,
  conversations: readonly Id<'conv'>[],
): Promise<void> {
  const workspace = decodeId(workspaceId);
  await makeHead(workspace);
  await lockHead(workspace);
  const changes = await changesOf(workspace, conversations.map(decodeId).join(','));
  await apply(workspace, changes.map(toChange));
}

const toChange = ([id, conversation, kind, item, ref]: unknown[]): Change => ({
  id: String(id),
  conversation: conversation as string,
  kind: kind as Change['kind'],
  item: item as string | null,
  ref: ref === null ? null : Number(ref),
});

/** The terms that conversations get, and the conversations that lose all others, by their numbers. */
interface Update {
  readonly terms: Map<number, Set<string>>;
  readonly cleared: Set<number>;
}

async function apply(workspace: string, changes: readonly Change[]): Promise<number> {
  if (changes.length === 0) return 0;
  const update = await updateOf(workspace, changes);
  const refs = [...new Set([...update.terms.keys(), ...update.cleared])];
  const bySegment = Map.groupBy(refs, segmentOf);
  for (const [segment, members] of bySegment) await updateSegment(workspace, segment, members, update);
  await forget(workspace, changes.map(({ id }) => id).join(','));
  return changes.length;
}

async function updateOf(workspace: string, changes: readonly Change[]): Promise<Update> {
  const of = (kind: Change['kind']) => changes.filter((change) => change.kind === kind);
  const touched = [...new Set(changes.map(({ conversation }) => conversation))];
  const heads = new Map((await readHeads(workspace, touched)).map((head) => [head.conversation, head]));
  const cleared = new Set<number>();
  for (const { conversation, ref } of of('changed')) {
    // An erased conversation is known by the number that its deletion left.
    const known = heads.get(conversation)?.ref ?? ref;
    if (known !== null) cleared.add(known);
  }
  const whole = new Set([...of('changed'), ...of('all')].map(({ conversation }) => conversation));
  const single = (kind: 'message' | 'note') =>
    of(kind).flatMap(({ conversation, item }) => (whole.has(conversation) || !item ? [] : [item]));

  const terms = new Map<number, Set<string>>();
  for (const { conversation } of [...of('head'), ...of('changed'), ...of('all')]) {
    const head = heads.get(conversation);
    if (head) addHead(terms, head);
  }
  addItems(terms, heads, await readItems(workspace, { message: single('message'), note: single('note') }));
  for await (const items of readAllItems(workspace, [...whole])) addItems(terms, heads, items);
  return { terms, cleared };
}

const addTerms = (terms: Update['terms'], ref: number, more: Set<string>) => {
  const known = terms.get(ref);
  if (!known) terms.set(ref, more);
  else for (const term of more) known.add(term);
};

function addHead(terms: Update['terms'], head: Head): void {
  const { ref, subject } = head;
  addTerms(terms, ref, termsOf('subject', vocabularyOf(subject ?? '')));
  addTerms(terms, ref, termsOf('customer', vocabularyOf(personOf(head))));
}

function addItems(terms: Update['terms'], heads: ReadonlyMap<string, Head>, items: readonly Item[]): void {
  for (const { conversation, field, text } of items) {
    const head = heads.get(conversation);
    if (head) addTerms(terms, head.ref, termsOf(field, vocabularyOf(text)));
  }
}

async function updateSegment(
  workspace: string,
  segment: number,
  refs: readonly number[],
  { terms, cleared }: Update,
): Promise<void> {
  const wanted = new Set(refs.flatMap((ref) => [...(terms.get(ref) ?? [])]));
  const gone = refs.filter((ref) => cleared.has(ref)).map(placeOf);
  const postings = await loadPostings(workspace, segment, [...wanted], gone);
  for (const place of gone) postings.remove(place);
  for (const ref of refs) for (const term of terms.get(ref) ?? []) addMember(postings.of(term), placeOf(ref));
  await storePostings(workspace, segment, postings);
}
