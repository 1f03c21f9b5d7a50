import type { z } from 'zod';
import type { Id } from '../../contract/ids.ts';
import { requireCustomer } from '../../customers/index.ts';
import { db, statement } from '../../platform/db/index.ts';
import { decodeId } from '../../platform/ids.ts';
import { alreadyExists, notFound, ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import { type HeldCustomFields, writeCustomFields } from '../../workspaces/index.ts';
import type {
  createIssue as createContract,
  createIssueLink as createLinkContract,
  External,
  Issue,
  IssueRelation,
} from '../contract.ts';
import { findConversation } from '../rows.ts';
import { toExternal } from './external-reference.ts';
import { addLinks, ensureLink } from './link.ts';
import { copyNotes } from './notes.ts';
import { findIssue, lockByExternal, lockIssue } from './rows.ts';
import { bornIn } from './states.ts';
import { issues } from './tables.ts';

const nextRef = statement<[string]>(`
  insert into issue_refs (workspace_id, last_ref) values ($1, 1)
  on conflict (workspace_id) do update set last_ref = issue_refs.last_ref + 1
  returning last_ref`);

type Start = Pick<Issue, 'title' | 'state'> &
  Partial<Pick<Issue, 'description' | 'priority' | 'tags' | 'customer'>> & {
    readonly customFields?: HeldCustomFields;
    readonly external: External | null;
    readonly conversationIds: readonly Id<'conv'>[];
    readonly relation: IssueRelation;
  };

/** Inserts an issue with its links and the notes of their conversations; null when its reference is taken. */
async function startIssue(call: Call, start: Start): Promise<Issue | null> {
  const [ref] = await nextRef(decodeId(call.workspaceId));
  const conversationIds = [...new Set(start.conversationIds)];
  const issue: Issue = {
    id: call.newId('iss'),
    ref: Number(ref?.[0]),
    type: conversationIds.length > 0 ? 'linked' : 'standalone',
    title: start.title,
    description: start.description ?? null,
    state: start.state,
    priority: start.priority ?? 'normal',
    tags: [...new Set(start.tags)],
    customFields: start.customFields?.values ?? {},
    customer: start.customer ?? null,
    external: start.external,
    counts: { conversations: conversationIds.length, notes: 0 },
    createdBy: call.actor,
    ...bornIn(start.state, call.now),
    reopenCount: 0,
    version: 1,
    createdAt: call.now,
    updatedAt: call.now,
  };
  const { type: _, customer, external, counts, ...row } = issue;
  const inserted = await db
    .insert(issues)
    .values({
      ...row,
      workspaceId: call.workspaceId,
      customerId: customer?.id ?? null,
      customFieldOrigins: start.customFields?.origins ?? {},
      externalProvider: external?.provider ?? null,
      externalId: external?.externalId ?? null,
      externalUrl: external?.url ?? null,
    })
    .onConflictDoNothing({ target: [issues.workspaceId, issues.externalProvider, issues.externalId] })
    .returning({ id: issues.id });
  if (inserted.length === 0) return null;
  counts.notes = await copyNotes(call, issue.id, conversationIds);
  call.emit({
    type: 'issue.created',
    resource: { type: 'issue', id: issue.id, version: 1 },
    data: { issue },
  });
  await addLinks(call, issue, conversationIds, start.relation, 'conversationIds');
  return issue;
}

export async function createIssue(call: Call, input: z.output<typeof createContract.input>): Promise<Issue> {
  const external = input.external ? toExternal(input.external) : null;
  const customer = input.customerId ? await namedCustomer(call, input.customerId) : null;
  const customFields = await writeCustomFields(
    call,
    'issue',
    { values: {}, origins: {} },
    input.customFields,
    {
      by: 'manual',
      moment: 'create',
    },
  );
  const started = await startIssue(call, { ...input, external, customer, customFields });
  return started ?? refuseTaken(call, external!);
}

/** The customer that an issue is about, as the issue shows it. */
export async function namedCustomer(call: Call, id: Id<'cus'>): Promise<NonNullable<Issue['customer']>> {
  const { externalId, name, email } = await requireCustomer(call, id);
  return { id, externalId, name, email };
}

/** Says which issue stands for a record of a tracker already. */
export async function refuseTaken(call: Call, external: External): Promise<never> {
  const taken = await lockByExternal(call, external);
  throw alreadyExists('external', { type: 'issue', id: taken!.id });
}

/** Links an issue from the side of a conversation; one that stands for a record of a tracker is made when there is none. */
export async function createIssueLink(
  call: Call,
  { conversationId, issue: choice, title, state, relation }: z.output<typeof createLinkContract.input>,
) {
  if (!(await findConversation(call, conversationId))) throw notFound('conversation');
  if ('id' in choice) return ensureLink(call, await usableIssue(call, choice.id), conversationId, relation);
  const external = toExternal(choice);
  const start = {
    title: title ?? external.externalId.slice(0, 500),
    state: state ?? 'open',
    external,
    conversationIds: [conversationId],
    relation,
  } as const;
  const known = await lockByExternal(call, external);
  if (known) return ensureLink(call, known, conversationId, relation);
  const made = await startIssue(call, start);
  // Somebody else has made it since it was looked for.
  if (!made) return ensureLink(call, (await lockByExternal(call, external))!, conversationId, relation);
  return { ...(await ensureLink(call, made, conversationId, relation)), result: 'created' as const };
}

async function usableIssue(call: Call, id: Id<'iss'>): Promise<Issue> {
  if (!(await findIssue(call, id)))
    throw new ProblemError('reference_not_usable', 'issue.id must name an issue of this workspace.', {
      metadata: { field: 'issue.id' },
    });
  return lockIssue(call, id);
}
