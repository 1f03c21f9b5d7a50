import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { claimConversation, openedBy, requireConversation } from '../conversations/index.ts';
import type { Customer } from '../customers/contract.ts';
import { type Person, requireCustomer } from '../customers/index.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { WidgetSessionPrincipal } from '../rpc/principal.ts';
import type { identifySession as contract } from './contract.ts';
import { identityOf, requireWidgetKey } from './identity.ts';
import { lockSession, renewPair } from './sessions.ts';

export async function identifySession(
  call: Call,
  { identityToken, conversationSecrets }: z.output<typeof contract.input>,
): Promise<z.input<typeof contract.output>> {
  const principal = call.principal as WidgetSessionPrincipal;
  const session = await lockSession(call, principal.id);
  // Found by a look-up that was kept: the session has ended meanwhile.
  if (session.status === 'revoked') throw new ProblemError('revoked_credentials');
  const key = await requireWidgetKey(call, session.widgetKeyId);
  const customer = await identityOf(call, key, identityToken);
  if (!customer) return { ...(await renewPair(call, session, {})), claimedConversationIds: [] };
  const own = session.identity === 'anonymous' ? session.customerId : null;
  const claimed = await claim(call, customer, own, conversationSecrets);
  const pair = await renewPair(call, session, { identity: 'verified', customerId: customer.id });
  call.emit({
    type: 'widget_session.identified',
    resource: { type: 'widget_session', id: session.id, version: null },
    data: {
      widgetSession: {
        id: session.id,
        widgetKeyId: session.widgetKeyId,
        identity: 'verified',
        customerId: customer.id,
        claimedConversationIds: claimed,
      },
    },
  });
  return { ...pair, claimedConversationIds: claimed };
}

/**
 * A conversation follows a visitor who holds its secret, and only out of nobody's hands: one that a known person
 * started stays with that person, whoever holds its secret.
 */
async function claim(
  call: Call,
  customer: Customer,
  own: Id<'cus'> | null,
  secrets: readonly string[],
): Promise<Id<'conv'>[]> {
  const claimed: Id<'conv'>[] = [];
  // In one order for all: two visitors with the same secrets must not wait for each other.
  for (const id of [...(await openedBy(call, secrets)).keys()].sort()) {
    const conversation = await requireConversation(call, id);
    const from = await requireCustomer(call, conversation.customer.id);
    if (from.id === customer.id || !isNobody(from, own)) continue;
    await claimConversation(call, id, customer);
    claimed.push(id);
  }
  return claimed;
}

const isNobody = ({ id, externalId, email, phone, identified }: Person, own: Id<'cus'> | null) =>
  externalId === null && !identified && (id === own || (email === null && phone === null));
