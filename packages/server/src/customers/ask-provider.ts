import { createHmac } from 'node:crypto';
import { OutgoingError } from '../platform/http-out/index.ts';
import { newId } from '../platform/ids.ts';
import type { Call } from '../rpc/context.ts';
import type { ProviderRow } from './context-rows.ts';
import type { ContextFault, Customer } from './contract.ts';

/** What a provider is told: the person in the caller's own words, and nothing that it does not need. */
export interface Question {
  readonly customer: Pick<Customer, 'id' | 'externalId' | 'email' | 'name' | 'accounts'>;
  readonly conversationId: string | null;
}

export type Told =
  | { readonly data: Record<string, unknown>; readonly durationMs: number }
  | { readonly fault: ContextFault };

const answerBytesMax = 64 * 1024;

/** Asks one provider. Its failure is an answer too. */
export async function askProvider(call: Call, provider: ProviderRow, question: Question): Promise<Told> {
  const { services } = call;
  const body = JSON.stringify({
    type: 'context.requested',
    timestamp: call.now.toISOString(),
    customer: {
      id: question.customer.id,
      externalId: question.customer.externalId,
      email: question.customer.email,
      name: question.customer.name,
      accountExternalIds: question.customer.accounts.map(({ externalId }) => externalId),
    },
    conversationId: question.conversationId,
    keys: provider.facts.map(({ key }) => key),
  });
  const id = newId('req', call.now);
  const timestamp = String(Math.floor(call.now.getTime() / 1000));
  try {
    const answer = await services.outgoing.request({
      method: 'POST',
      url: provider.url,
      body,
      timeoutMs: provider.timeoutMs,
      bytesMax: answerBytesMax,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${sign(services.keys.unseal(provider.sealedSecret), `${id}.${timestamp}.${body}`)}`,
      },
    });
    if (answer.status < 200 || answer.status > 299) return { fault: 'refused' };
    const data = answer.truncated ? null : factsIn(answer.body);
    return data ? { data, durationMs: answer.durationMs } : { fault: 'invalid_response' };
  } catch (error) {
    if (error instanceof OutgoingError) return { fault: error.code };
    throw error;
  }
}

const sign = (secret: string, content: string) =>
  createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
    .update(content)
    .digest('base64');

function factsIn(body: Buffer): Record<string, unknown> | null {
  try {
    const { facts } = JSON.parse(body.toString()) as { facts?: unknown };
    return typeof facts === 'object' && facts !== null && !Array.isArray(facts)
      ? (facts as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
