import { scopes as allScopes, type Scope } from '../contract/scopes.ts';
import { OutgoingError } from '../platform/http-out/index.ts';
import { invalidField, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import { assertServed } from '../versions/index.ts';
import { eventTable, eventTypeNames, eventTypeOf } from './contract.ts';
import { isNamed, scopesOf } from './visible-types.ts';

/** What HTTP, the signature and the server itself say. */
const reserved =
  /^(webhook-.*|content-.*|host|connection|transfer-encoding|user-agent|accept-encoding|te|trailer|upgrade|keep-alive|proxy-.*|expect|cookie)$/i;

interface Asked {
  readonly url?: string | undefined;
  readonly eventTypes?: readonly string[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly apiVersion?: string | undefined;
}

/** Refuses what could never be sent, or may not be told to whoever asks. */
export function assertUsable(call: Call, { url, eventTypes = [], headers = {}, apiVersion }: Asked): void {
  if (url !== undefined) assertUrl(call, url);
  for (const [index, type] of eventTypes.entries()) {
    if (!eventTypeNames.some((known) => isNamed([type], known)))
      throw invalidField(
        `/eventTypes/${index}`,
        'invalid_value',
        'There is no such event type; `GET /event-types` lists them.',
      );
    const known = eventTypeOf(type);
    if (known && !scopesOf(call).has(known.scope))
      throw new ProblemError('insufficient_scope', `To be told of ${type} takes the scope ${known.scope}.`, {
        metadata: { missingScope: known.scope },
      });
  }
  for (const name of Object.keys(headers))
    if (reserved.test(name))
      throw invalidField(`/headers/${name}`, 'invalid_value', 'This header is not for callers to set.');
  if (apiVersion !== undefined) assertServed(apiVersion);
}

function assertUrl(call: Call, url: string): void {
  try {
    call.services.outgoing.check(url);
  } catch (error) {
    if (error instanceof OutgoingError) throw invalidField('/url', 'invalid_value', error.message);
    throw error;
  }
}

/** What of the caller's scopes says what is told, in the order of the table. */
export const tellingScopes = (call: Call): Scope[] => {
  const held = scopesOf(call);
  const needed = new Set<Scope>(eventTypeNames.map((name) => eventTable[name].scope));
  return allScopes.filter((scope) => held.has(scope) && needed.has(scope));
};

/** The same headers under names in lower case, as they go out. */
export const inLowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
