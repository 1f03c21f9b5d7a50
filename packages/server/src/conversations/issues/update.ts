import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../../contract/ids.ts';
import { db, unlessTaken } from '../../platform/db/index.ts';
import { bounded, changeList, differences } from '../../platform/differences.ts';
import { assertVersion } from '../../rpc/assert-version.ts';
import type { Call } from '../../rpc/context.ts';
import { type CustomFieldOrigins, type HeldCustomFields, writeCustomFields } from '../../workspaces/index.ts';
import type { External, Issue, updateIssue as updateContract } from '../contract.ts';
import { namedCustomer, refuseTaken } from './create.ts';
import { toExternal } from './external-reference.ts';
import { briefOf } from './link.ts';
import { lockIssue } from './rows.ts';
import { moveIssue } from './states.ts';
import { issues } from './tables.ts';
import { linkedConversations, tellConversations } from './timeline.ts';

type Input = z.output<typeof updateContract.input>;

export async function updateIssue(
  call: Call,
  { id, expectedVersion, tags, state, customerId, external, customFields, ...wanted }: Input,
): Promise<Issue> {
  const issue = await lockIssue(call, id);
  await assertVersion(call, issue, expectedVersion);
  const moved = state ? moveIssue(issue, state, call.now) : {};
  const held = await customFieldsOf(call, issue, customFields, moved.state === 'resolved');
  const { changes, values } = differences(issue, {
    ...wanted,
    ...(held ? { customFields: held.values } : {}),
    ...(tags ? { tags: bounded('/tags/add', 64, changeList(issue.tags, tags)) } : {}),
    ...(customerId === undefined
      ? {}
      : { customer: customerId === null ? null : await namedCustomer(call, customerId) }),
    ...(external === undefined ? {} : { external: external === null ? null : toExternal(external) }),
    ...moved,
  });
  if (held) await keepOrigins(call, id, held.origins);
  if (!values) return issue;
  const changed: Issue = { ...issue, ...values, version: issue.version + 1, updatedAt: call.now };
  await save(call, changed, values.external ?? null);
  if (changes.state) {
    const told = { issue: { from: briefOf(issue), to: briefOf(changed) } };
    await tellConversations(call, await linkedConversations(call, id), 'issue_state_changed', told);
  }
  tell(call, changed, changes);
  return changed;
}

/** What the issue is to hold of custom fields; null when nothing asks. Resolving may ask for some. */
async function customFieldsOf(
  call: Call,
  { id, customFields: values }: Issue,
  patch: Input['customFields'],
  isResolved: boolean,
): Promise<HeldCustomFields | null> {
  if (!patch && !isResolved) return null;
  const [row] = await db.select({ origins: issues.customFieldOrigins }).from(issues).where(here(call, id));
  const moment = isResolved ? { moment: 'resolve' as const } : {};
  return writeCustomFields(call, 'issue', { values, origins: row!.origins }, patch, {
    by: 'manual',
    ...moment,
  });
}

/** Who set a value is kept also where the value stays: what a person has confirmed is no suggestion any more. */
const keepOrigins = (call: Call, id: Id<'iss'>, customFieldOrigins: CustomFieldOrigins) =>
  db.update(issues).set({ customFieldOrigins }).where(here(call, id));

const here = (call: Call, id: Id<'iss'>) => and(eq(issues.workspaceId, call.workspaceId), eq(issues.id, id));

async function save(call: Call, issue: Issue, newExternal: External | null): Promise<void> {
  const { title, description, state, priority, tags, customer, external, version, updatedAt } = issue;
  const update = () =>
    db
      .update(issues)
      .set({
        title,
        description,
        state,
        priority,
        tags,
        customFields: issue.customFields,
        customerId: customer?.id ?? null,
        externalProvider: external?.provider ?? null,
        externalId: external?.externalId ?? null,
        externalUrl: external?.url ?? null,
        resolvedAt: issue.resolvedAt,
        closedAt: issue.closedAt,
        reopenCount: issue.reopenCount,
        version,
        updatedAt,
      })
      .where(here(call, issue.id));
  await (newExternal
    ? unlessTaken('issues_external_key', update, () => refuseTaken(call, newExternal))
    : update());
}

/** Fields that follow from a move of state and are not told on their own. */
const derived = new Set(['resolvedAt', 'closedAt', 'reopenCount']);

/** Resolving is an event of its own; everything else that changed with it is told before. */
function tell(call: Call, issue: Issue, changes: Record<string, { from: unknown; to: unknown }>): void {
  const told = Object.entries(changes).filter(([field]) => !derived.has(field));
  const isResolved = issue.state === 'resolved' && changes.state !== undefined;
  const updated = told.filter(([field]) => !isResolved || field !== 'state');
  const event = { resource: { type: 'issue', id: issue.id, version: issue.version }, data: { issue } };
  if (updated.length > 0)
    call.emit({ type: 'issue.updated', ...event, changes: Object.fromEntries(updated) });
  if (isResolved) call.emit({ type: 'issue.resolved', ...event, changes: { state: changes.state! } });
}
