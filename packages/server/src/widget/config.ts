import type { z } from 'zod';
import { findWidgetKey } from '../authentication/index.ts';
import { notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { WidgetKeyPrincipal } from '../rpc/principal.ts';
import { getWorkspace } from '../workspaces/index.ts';
import type { getConfig as contract } from './contract.ts';

/** What a page may know before anyone has said anything. */
export async function getConfig(call: Call): Promise<z.input<typeof contract.output>> {
  const key = await findWidgetKey(call, (call.principal as WidgetKeyPrincipal).id);
  if (!key) throw notFound('widget_key');
  const { name, locale, timezone } = await getWorkspace(call);
  return {
    workspaceName: name,
    locale,
    timezone,
    capabilities: key.capabilities,
    identityMode: key.identityMode,
    messageLengthMax: 32_000,
  };
}
