import type { z } from 'zod';
import type { Scope } from '../contract/scopes.ts';
import { issueSecretFor, listSecrets, requireConversation, revokeSecret } from '../conversations/index.ts';
import type { Page } from '../platform/page.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type * as contract from './contract.ts';
import type { ConversationSecret } from './contract.ts';

export async function listConversationSecrets(
  call: Call,
  input: z.output<typeof contract.listConversationSecrets.input>,
): Promise<Page<ConversationSecret>> {
  await requireConversation(call, input.id);
  return listSecrets(call, input);
}

/** What a secret opens its maker must be able to do: it would be a way around the scopes otherwise. */
const needed: Scope[] = ['messages:read', 'messages:write'];

export async function issueConversationSecret(
  call: Call,
  input: z.output<typeof contract.issueConversationSecret.input>,
): Promise<z.input<typeof contract.issueConversationSecret.output>> {
  const conversation = await requireConversation(call, input.id);
  const missing = needed.filter(
    (scope) => call.principal.kind === 'credential' && !call.principal.scopes.has(scope),
  );
  if (missing[0])
    throw new ProblemError(
      'insufficient_scope',
      `The secret would open what needs ${missing.join(' and ')}.`,
      {
        metadata: { missingScope: missing[0], missingScopes: missing },
      },
    );
  if (conversation.customer.id !== input.customerId)
    throw new ProblemError('reference_not_usable', 'customerId must name the customer of the conversation.', {
      metadata: { field: 'customerId' },
    });
  const { id, purpose, customerId, ttlSeconds, maxUses } = input;
  return issueSecretFor(call, {
    conversationId: id,
    purpose,
    customerId,
    expiresAt: new Date(call.now.getTime() + ttlSeconds * 1000),
    maxUses: maxUses ?? null,
  });
}

export const revokeConversationSecret = (
  call: Call,
  { id, secretId }: z.output<typeof contract.revokeConversationSecret.input>,
): Promise<ConversationSecret> => revokeSecret(call, id, secretId);
