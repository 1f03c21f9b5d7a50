import { and, eq, gt, ne } from 'drizzle-orm';
import type { z } from 'zod';
import { requireChannel } from '../channels/index.ts';
import type { Id } from '../contract/ids.ts';
import { db, pipe, transaction } from '../platform/db/index.ts';
import { differences } from '../platform/differences.ts';
import { decodeId } from '../platform/ids.ts';
import { mintKey } from '../platform/keys/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import { assertVersion } from '../rpc/assert-version.ts';
import type { Call } from '../rpc/context.ts';
import type * as contract from './contract.ts';
import type { WidgetKey } from './contract.ts';
import { forgetKey } from './resolve-principal.ts';
import { keyDirectory, widgetKeys, widgetSessions } from './tables.ts';

type Row = typeof widgetKeys.$inferSelect;

/** A key that was rotated away has an end by the clock, not by a stored state. */
function presentWidgetKey({ workspaceId: _, previousExpiresAt, ...row }: Row, now: Date): WidgetKey {
  const works = previousExpiresAt !== null && previousExpiresAt > now;
  return { ...row, previousExpiresAt: works ? previousExpiresAt : null };
}

const here = (call: Call, id: Id<'wk'>) =>
  and(eq(widgetKeys.workspaceId, call.workspaceId), eq(widgetKeys.id, id));

export async function createWidgetKey(
  call: Call,
  input: z.output<typeof contract.createWidgetKey.input>,
): Promise<WidgetKey> {
  await requireChannel(call, input.channelId, 'live_chat');
  const key = mintKey('widget_key');
  const id = call.newId('wk');
  const [row] = await db
    .insert(widgetKeys)
    .values({
      ...input,
      workspaceId: call.workspaceId,
      id,
      key,
      status: 'active',
      createdAt: call.now,
      updatedAt: call.now,
    })
    .returning();
  pipe(
    db.insert(keyDirectory).values({
      keyHash: call.services.keys.hash(key),
      kind: 'widget_key',
      workspaceId: call.workspaceId,
      id: decodeId(id),
    }),
  );
  const widgetKey = presentWidgetKey(row!, call.now);
  call.audit({
    action: 'widget_key.create',
    resource: { type: 'widget_key', id },
    changes: { name: input.name, allowedOrigins: input.allowedOrigins },
  });
  call.emit({
    type: 'widget_key.created',
    resource: { type: 'widget_key', id, version: 1 },
    data: { widgetKey },
  });
  return widgetKey;
}

/** A widget key of the workspace; null when there is none. */
export async function findWidgetKey(call: Call, id: Id<'wk'>): Promise<WidgetKey | null> {
  const [row] = await db.select().from(widgetKeys).where(here(call, id));
  return row ? presentWidgetKey(row, call.now) : null;
}

export async function listWidgetKeys(
  call: Call,
  input: z.output<typeof contract.listWidgetKeys.input>,
): Promise<Page<WidgetKey>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'widget_keys', input };
  const order = byCreation(widgetKeys, true);
  const position = positionOf(listing);
  transaction().lastStatement();
  const rows = await db
    .select()
    .from(widgetKeys)
    .where(
      and(
        eq(widgetKeys.workspaceId, call.workspaceId),
        input.channelId ? eq(widgetKeys.channelId, input.channelId) : undefined,
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  return toPage(listing, rows, order.position, (row) => presentWidgetKey(row, call.now));
}

export async function updateWidgetKey(
  call: Call,
  { id, expectedVersion, ...wanted }: z.output<typeof contract.updateWidgetKey.input>,
): Promise<WidgetKey> {
  const row = await lockWidgetKey(call, id, expectedVersion);
  if (row.status === 'revoked') throw new ProblemError('state_conflict', 'The widget key is revoked.');
  const { changes, values } = differences(row, wanted);
  if (!values) return presentWidgetKey(row, call.now);
  const widgetKey = await saveWidgetKey(call, row, values);
  call.audit({ action: 'widget_key.update', resource: { type: 'widget_key', id }, changes });
  call.emit({
    type: 'widget_key.updated',
    resource: { type: 'widget_key', id, version: widgetKey.version },
    data: { widgetKey },
    changes,
  });
  return widgetKey;
}

export async function revokeWidgetKey(
  call: Call,
  { id, endSessions, expectedVersion }: z.output<typeof contract.revokeWidgetKey.input>,
) {
  const row = await lockWidgetKey(call, id, expectedVersion);
  const ended = endSessions ? await endSessionsOf(call, id) : [];
  if (row.status === 'revoked') {
    if (ended.length > 0)
      call.audit({
        action: 'widget_key.end_sessions',
        resource: { type: 'widget_key', id },
        changes: { sessionsEnded: ended.length },
      });
    return { ...presentWidgetKey(row, call.now), sessionsEnded: ended.length };
  }
  const widgetKey = await saveWidgetKey(call, row, {
    status: 'revoked',
    revokedAt: call.now,
    previousExpiresAt: null,
  });
  call.audit({
    action: 'widget_key.revoke',
    resource: { type: 'widget_key', id },
    changes: { sessionsEnded: ended.length },
  });
  call.emit({
    type: 'widget_key.revoked',
    resource: { type: 'widget_key', id, version: widgetKey.version },
    data: { widgetKey },
    changes: { status: { from: 'active', to: 'revoked' } },
  });
  return { ...widgetKey, sessionsEnded: ended.length };
}

/** A widget key that nobody else changes until the transaction ends, in the version that is expected. */
export async function lockWidgetKey(
  call: Call,
  id: Id<'wk'>,
  expectedVersion: number | undefined,
): Promise<Row> {
  const [row] = await db.select().from(widgetKeys).where(here(call, id)).for('update');
  if (!row) throw notFound('widget_key');
  await assertVersion(call, row, expectedVersion);
  return row;
}

export async function saveWidgetKey(call: Call, row: Row, values: Partial<Row>): Promise<WidgetKey> {
  const [updated] = await db
    .update(widgetKeys)
    .set({ ...values, version: row.version + 1, updatedAt: call.now })
    .where(here(call, row.id))
    .returning();
  call.afterCommit(() => forgetKey(call.services, row.id));
  return presentWidgetKey(updated!, call.now);
}

async function endSessionsOf(call: Call, id: Id<'wk'>) {
  const ended = await db
    .update(widgetSessions)
    .set({ status: 'revoked' })
    .where(
      and(
        eq(widgetSessions.workspaceId, call.workspaceId),
        eq(widgetSessions.widgetKeyId, id),
        ne(widgetSessions.status, 'revoked'),
        gt(widgetSessions.refreshExpiresAt, call.now),
      ),
    )
    .returning({ id: widgetSessions.id });
  call.afterCommit(() => {
    for (const session of ended) forgetKey(call.services, session.id);
  });
  return ended;
}
