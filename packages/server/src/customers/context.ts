import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { requireConversation } from '../conversations/index.ts';
import { db } from '../platform/db/index.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { Part } from '../rpc/procedures.ts';
import { askProvider, type Question, type Told } from './ask-provider.ts';
import { keptOf, presentFacts } from './context-facts.ts';
import type { ProviderRow } from './context-rows.ts';
import type { getCustomerContext as contract } from './contract.ts';
import { presentCustomer } from './present.ts';
import { assertLive, here, selectCustomers } from './rows.ts';
import { contextFacts, contextProviders, customers } from './tables.ts';

type Input = z.output<typeof contract.input>;
type Remembered = typeof contextFacts.$inferSelect;

/** Facts from the company's own endpoints: what is fresh from memory, the rest by asking. */
export async function getCustomerContext(
  call: Call,
  input: Input,
  part: Part,
): Promise<z.input<typeof contract.output>> {
  const { question, providers, memory } = await part('read', () => load(call, input));
  const due = providers.filter((provider) =>
    isDue(call, provider, memory.get(provider.id), input.maxAgeSeconds),
  );
  const told = await Promise.all(
    due.map(async (provider) => ({ provider, told: await askProvider(call, provider, question) })),
  );
  if (told.length > 0)
    await part('write', async () => {
      for (const { provider, told: answer } of told) {
        const remembered = await remember(call, input.id, provider, answer, memory.get(provider.id) ?? null);
        memory.set(provider.id, remembered);
      }
    });
  const { principal } = call;
  const mayReveal = principal.kind === 'credential' && principal.scopes.has('redactions:reveal');
  const now = call.now;
  const facts = providers.flatMap((provider) =>
    presentFacts(provider, memory.get(provider.id) ?? null, { mayReveal, now }),
  );
  return {
    customerId: input.id,
    facts: input.keys ? facts.filter(({ key }) => input.keys!.includes(key)) : facts,
  };
}

async function load(call: Call, { id, keys, conversationId }: Input) {
  const [found] = await selectCustomers().where(here(call, id));
  if (!found) throw notFound('customer');
  assertLive(found.row);
  if (conversationId) await assertConversation(call, id, conversationId);
  const all = await db
    .select()
    .from(contextProviders)
    .where(and(eq(contextProviders.workspaceId, call.workspaceId), eq(contextProviders.enabled, true)))
    .orderBy(contextProviders.createdAt, contextProviders.id);
  const providers = all.filter(({ facts }) => !keys || facts.some(({ key }) => keys.includes(key)));
  const rows = await db
    .select()
    .from(contextFacts)
    .where(and(eq(contextFacts.workspaceId, call.workspaceId), eq(contextFacts.customerId, id)));
  const question: Question = {
    customer: presentCustomer(found),
    conversationId: conversationId ?? null,
  };
  return { question, providers, memory: new Map(rows.map((row) => [row.providerId, row])) };
}

async function assertConversation(call: Call, id: Id<'cus'>, conversationId: Id<'conv'>): Promise<void> {
  const conversation = await requireConversation(call, conversationId).catch(() => null);
  if (conversation?.customer.id !== id)
    throw new ProblemError(
      'reference_not_usable',
      'conversationId must name a conversation of the customer.',
      {
        metadata: { field: 'conversationId' },
      },
    );
}

function isDue(
  { now }: Call,
  _provider: ProviderRow,
  remembered: Remembered | undefined,
  maxAgeSeconds: number | undefined,
): boolean {
  if (!remembered || remembered.expiresAt <= now) return true;
  // One that has just failed is left alone until its short time is over, whoever wants it newer.
  if (remembered.error || !remembered.fetchedAt || maxAgeSeconds === undefined) return false;
  return now.getTime() - remembered.fetchedAt.getTime() >= maxAgeSeconds * 1000;
}

/** How long a provider that failed is not asked again. */
const failureSeconds = 30;
const durationsKept = 50;

async function remember(
  call: Call,
  customerId: Id<'cus'>,
  provider: ProviderRow,
  told: Told,
  before: Remembered | null,
): Promise<Remembered> {
  const failed = 'fault' in told;
  const seconds = failed ? Math.min(failureSeconds, Math.max(1, provider.ttlSeconds)) : provider.ttlSeconds;
  const row: Remembered = {
    workspaceId: call.workspaceId,
    customerId,
    providerId: provider.id,
    data: failed ? (before?.data ?? null) : keptOf(provider, told.data),
    fetchedAt: failed ? (before?.fetchedAt ?? null) : call.now,
    expiresAt: new Date(call.now.getTime() + seconds * 1000),
    error: failed ? told.fault : null,
  };
  // Of somebody who was merged away or erased meanwhile nothing is kept.
  const [person] = await db.select().from(customers).where(here(call, customerId)).for('key share');
  if (person && !person.mergedInto && !person.erasedAt) {
    const { workspaceId: _, customerId: __, providerId: ___, ...values } = row;
    await db
      .insert(contextFacts)
      .values(row)
      .onConflictDoUpdate({
        target: [contextFacts.workspaceId, contextFacts.customerId, contextFacts.providerId],
        set: values,
      });
  }
  await noteHealth(call, provider, told);
  return row;
}

async function noteHealth(call: Call, { id }: ProviderRow, told: Told): Promise<void> {
  await db
    .update(contextProviders)
    .set(
      'fault' in told
        ? { lastError: told.fault, lastErrorAt: call.now }
        : {
            lastSuccessAt: call.now,
            durationsMs: sql`(array_append(${contextProviders.durationsMs}, ${told.durationMs}::integer))
              [greatest(1, cardinality(${contextProviders.durationsMs}) + 2 - ${durationsKept}::integer):]`,
          },
    )
    .where(and(eq(contextProviders.workspaceId, call.workspaceId), eq(contextProviders.id, id)));
}
