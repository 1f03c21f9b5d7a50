import { and, eq, isNotNull } from 'drizzle-orm';
import type { z } from 'zod';
import { db } from '../platform/db/index.ts';
import { decodeId } from '../platform/ids.ts';
import { mintKey } from '../platform/keys/index.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { rotateWidgetKey as contract, WidgetKey } from './contract.ts';
import { keyDirectory } from './tables.ts';
import { lockWidgetKey, saveWidgetKey } from './widget-keys.ts';

/**
 * Gives a widget key a new value. The one before works on for the grace period; one that was already on its way out
 * ends now, so there are never more than two. Sessions belong to the widget key, not to a value of it.
 */
export async function rotateWidgetKey(
  call: Call,
  { id, graceSeconds, expectedVersion }: z.output<typeof contract.input>,
): Promise<WidgetKey> {
  const row = await lockWidgetKey(call, id, expectedVersion);
  if (row.status === 'revoked') throw new ProblemError('state_conflict', 'The widget key is revoked.');
  const key = mintKey('widget_key');
  const previousExpiresAt = graceSeconds === 0 ? null : new Date(call.now.getTime() + graceSeconds * 1000);
  const mine = and(
    eq(keyDirectory.workspaceId, call.workspaceId),
    eq(keyDirectory.kind, 'widget_key'),
    eq(keyDirectory.id, decodeId(id)),
  );
  await db.delete(keyDirectory).where(and(mine, isNotNull(keyDirectory.supersededAt)));
  if (previousExpiresAt)
    await db
      .update(keyDirectory)
      .set({ supersededAt: call.now, expiresAt: previousExpiresAt, sweepAt: previousExpiresAt })
      .where(mine);
  else await db.delete(keyDirectory).where(mine);
  await db.insert(keyDirectory).values({
    keyHash: call.services.keys.hash(key),
    kind: 'widget_key',
    workspaceId: call.workspaceId,
    id: decodeId(id),
  });
  const widgetKey = await saveWidgetKey(call, row, { key, previousExpiresAt });
  call.audit({
    action: 'widget_key.rotate',
    resource: { type: 'widget_key', id },
    changes: { previousExpiresAt },
  });
  call.emit({
    type: 'widget_key.rotated',
    resource: { type: 'widget_key', id, version: widgetKey.version },
    data: { widgetKey },
    changes: { key: { from: row.key, to: key } },
  });
  return widgetKey;
}
