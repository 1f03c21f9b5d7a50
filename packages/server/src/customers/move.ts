import { moveSessions } from '../authentication/index.ts';
import type { Id } from '../contract/ids.ts';
import { countConversations, countIssues, moveConversations, moveIssues } from '../conversations/index.ts';
import { statement } from '../platform/db/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import type { Person } from './present.ts';

/** Something that went from one customer to another, so that it can go back. */
export interface Move {
  readonly kind:
    | 'conversation'
    | 'issue'
    | 'session'
    | 'identity'
    | 'account'
    | 'shared_account'
    | 'event'
    | 'history'
    | 'forward';
  readonly id: string;
  /** Role in an account that both were members of. */
  readonly role?: string;
}

type Ends = { readonly from: Id<'cus'>; readonly to: Pick<Person, 'id' | 'externalId' | 'name' | 'email'> };

const shift = (table: string, returning: string, condition = '') =>
  statement<[string, string, string]>(`
    update ${table} as moved set customer_id = $3 where workspace_id = $1 and customer_id = $2 ${condition}
    returning ${returning}`);

const identities = shift('customer_identities', 'id');
const history = shift('customer_history', 'id');
/** What the target has tracked under the same key stays with the source. */
const events = shift(
  'customer_events',
  'id',
  `and not exists (select from customer_events as other where other.workspace_id = $1 and other.customer_id = $3
    and other.dedupe_key = moved.dedupe_key)`,
);
const accounts = shift(
  'account_members',
  'account_id',
  `and not exists (select from account_members as other where other.workspace_id = $1 and other.customer_id = $3
    and other.account_id = moved.account_id)`,
);
const sharedAccounts = statement<[string, string]>(`
  delete from account_members where workspace_id = $1 and customer_id = $2 returning account_id, role`);
const forwards = statement<[string, string, string]>(`
  update customers set merged_into = $3 where workspace_id = $1 and merged_into = $2 returning id`);
const forgetFacts = statement<[string, string]>(
  'delete from context_facts where workspace_id = $1 and customer_id = $2',
);

/** Moves all that belongs to a customer, and says what. Both rows are locked. */
export async function moveBelongings(call: Call, { from, to }: Ends): Promise<Move[]> {
  const ends = [decodeId(call.workspaceId), decodeId(from), decodeId(to.id)] as const;
  const moves: Move[] = [];
  const note = (kind: Move['kind'], rows: unknown[][]) => {
    for (const [id, role] of rows)
      moves.push({ kind, id: String(id), ...(role === undefined ? {} : { role: String(role) }) });
  };
  note('forward', await forwards(...ends));
  note('identity', await identities(...ends));
  note('account', await accounts(...ends));
  note('shared_account', await sharedAccounts(ends[0], ends[1]));
  note('event', await events(...ends));
  note('history', await history(...ends));
  await forgetFacts(ends[0], ends[1]);
  for (const id of await moveSessions(call, { from, to: to.id }))
    moves.push({ kind: 'session', id: decodeId(id) });
  for (const id of await moveIssues(call, from, to)) moves.push({ kind: 'issue', id: decodeId(id) });
  for (const id of await moveConversations(call, from, to))
    moves.push({ kind: 'conversation', id: decodeId(id) });
  return moves;
}

const counts = statement<[string, string, string]>(`
  select (select count(*) from customer_identities where workspace_id = $1 and customer_id = $2)::integer,
    (select count(*) from account_members as moved where workspace_id = $1 and customer_id = $2 and not exists (
      select from account_members as other where other.workspace_id = $1 and other.customer_id = $3
        and other.account_id = moved.account_id))::integer,
    (select count(*) from customer_events as moved where workspace_id = $1 and customer_id = $2 and not exists (
      select from customer_events as other where other.workspace_id = $1 and other.customer_id = $3
        and other.dedupe_key = moved.dedupe_key))::integer`);

/** How much `moveBelongings` would move. */
export async function countBelongings(call: Call, from: Id<'cus'>, to: Id<'cus'>) {
  const [row] = await counts(decodeId(call.workspaceId), decodeId(from), decodeId(to));
  const [identityCount, accountCount, eventCount] = row as [number, number, number];
  return {
    conversations: await countConversations(call, from),
    issues: await countIssues(call, from),
    identities: identityCount,
    accounts: accountCount,
    events: eventCount,
  };
}

const back = (table: string, key: string) =>
  statement<[string, string, string, string]>(`
    update ${table} set customer_id = $3 where workspace_id = $1 and customer_id = $2
      and ${key} in (select unnest(string_to_array($4, ','))::uuid) returning ${key}`);

const backwards = {
  identity: back('customer_identities', 'id'),
  account: back('account_members', 'account_id'),
  event: back('customer_events', 'id'),
  history: back('customer_history', 'id'),
};
const forwardsBack = statement<[string, string, string, string]>(`
  update customers set merged_into = $3 where workspace_id = $1 and merged_into = $2
    and id in (select unnest(string_to_array($4, ','))::uuid) returning id`);
const rejoin = statement<[string, string, string, string, string]>(`
  insert into account_members (workspace_id, account_id, customer_id, role, created_at)
  select workspace_id, id, $3, $4, $5 from accounts where workspace_id = $1 and id = $2 on conflict do nothing`);

/** Moves back what a merge has moved and what is still where it went. */
export async function moveBack(call: Call, { from, to }: Ends, moves: readonly Move[]) {
  const ids = (kind: Move['kind']) => moves.filter((move) => move.kind === kind).map(({ id }) => id);
  const ends = [decodeId(call.workspaceId), decodeId(from), decodeId(to.id)] as const;
  const moved = async (kind: keyof typeof backwards) =>
    (await backwards[kind](...ends, ids(kind).join(','))).length;
  const effects = {
    identities: await moved('identity'),
    accounts: await moved('account'),
    events: await moved('event'),
  };
  await moved('history');
  await forwardsBack(...ends, ids('forward').join(','));
  for (const { id, role } of moves.filter(({ kind }) => kind === 'shared_account'))
    await rejoin(ends[0], id, ends[2], role!, call.now.toISOString());
  await forgetFacts(ends[0], ends[1]);
  await moveSessions(
    call,
    { from, to: to.id },
    ids('session').map((id) => encodeId('wses', id)),
  );
  const issues = new Set(ids('issue').map((id) => encodeId('iss', id)));
  const conversations = new Set(ids('conversation').map((id) => encodeId('conv', id)));
  return {
    conversations: (await moveConversations(call, from, to, conversations)).length,
    issues: (await moveIssues(call, from, to, issues)).length,
    ...effects,
  };
}
