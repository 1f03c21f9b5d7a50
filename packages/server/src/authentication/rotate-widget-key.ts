import type { z } from 'zod';
import { decodeId } from '../platform/ids.ts';
import { mintKey } from '../platform/keys/index.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { rotateWidgetKey as contract, WidgetKey } from './contract.ts';
import { supersedeKey } from './supersede-key.ts';
import { lockWidgetKey, saveWidgetKey } from './widget-keys.ts';

/** Gives a widget key a new value. Sessions belong to the widget key, not to a value of it. */
export async function rotateWidgetKey(
  call: Call,
  { id, graceSeconds, expectedVersion }: z.output<typeof contract.input>,
): Promise<WidgetKey> {
  const row = await lockWidgetKey(call, id, expectedVersion);
  if (row.status === 'revoked') throw new ProblemError('state_conflict', 'The widget key is revoked.');
  const key = mintKey('widget_key');
  const previousExpiresAt = await supersedeKey(call, {
    kind: 'widget_key',
    id: decodeId(id),
    key,
    graceSeconds,
    endsAt: null,
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
