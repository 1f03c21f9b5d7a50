import {
  httpLink,
  type Operation,
  type OperationResultEnvelope,
  TRPCClientError,
  type TRPCLink,
} from '@trpc/client';
import { observableToPromise } from '@trpc/server/observable';
import superjson from 'superjson';
import { readAnswer } from './answer.ts';
import { WoesTimeoutError } from './errors.ts';
import { failureOf, retryAfterOf } from './failures.ts';
import type { AppRouter } from './generated/router.ts';
import type { ReceivedResponse, SentRequest } from './hooks.ts';
import { linkAbort } from './linked-abort.ts';
import type { Settings } from './options.ts';
import type { Runtime } from './runtime.ts';

export type Envelope = OperationResultEnvelope<unknown, TRPCClientError<AppRouter>>;
export type ClientRuntime = Parameters<TRPCLink<AppRouter>>[0];

/** How one attempt ended. */
export interface Outcome {
  /** Null when no answer came. */
  readonly response: Response | null;
  /** The body of the answer as it came. */
  readonly text: string;
  /** Null when the attempt failed. */
  readonly envelope: Envelope | null;
  readonly error: unknown;
  /** A refusal of the API in tRPC's own form. */
  readonly rpcError: TRPCClientError<AppRouter> | null;
}

interface Sending {
  readonly settings: Settings;
  readonly runtime: Runtime;
  readonly clientRuntime: ClientRuntime;
  readonly op: Operation;
  readonly request: SentRequest;
  readonly headers: Record<string, string>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Sends a call once with tRPC's own link. Never rejects. */
export async function attempt(sending: Sending): Promise<Outcome> {
  const { settings, runtime, clientRuntime, op, request, headers, timeoutMs, signal } = sending;
  if (signal.aborted)
    return { response: null, text: '', envelope: null, error: signal.reason, rpcError: null };
  const abort = linkAbort(signal);
  const stopTimer = runtime.after(timeoutMs, () =>
    abort.abort(new WoesTimeoutError(`No answer to ${op.path} in ${timeoutMs} ms.`, timeoutMs, true)),
  );
  let sent = false;
  let response: Response | null = null;
  let text = '';
  // A link of its own for each attempt: its `fetch` sees status and headers, also of answers that are no JSON.
  const link = httpLink<AppRouter>({
    url: `${settings.baseUrl}/api/trpc`,
    transformer: superjson,
    headers,
    fetch: async (url, init) => {
      sent = true;
      response = await settings.fetch(String(url), { ...(init as RequestInit), redirect: 'manual' });
      text = await response.text();
      const answer = readAnswer(text, response, settings.baseUrl, runtime.today());
      return { ok: response.ok, json: async () => answer };
    },
  });
  const startedAt = runtime.now();
  const ended = (outcome: Pick<Outcome, 'envelope' | 'error' | 'rpcError'>): Outcome => {
    const received: ReceivedResponse = {
      ...request,
      status: response?.status ?? null,
      requestId: response?.headers.get('woes-request-id') ?? null,
      durationMs: runtime.now() - startedAt,
      error: outcome.error,
    };
    const headers = Object.fromEntries(response?.headers ?? []);
    settings.log.debug('woes: received', { ...received, headers });
    settings.hooks.onResponse(received);
    return { response, text, ...outcome };
  };
  const retryAfter = () => (response ? retryAfterOf(response.headers, runtime.today()) : null);
  settings.log.debug('woes: sending', { ...request, headers });
  settings.hooks.onRequest(request);
  try {
    const answer = observableToPromise(
      link(clientRuntime)({ op: { ...op, signal: abort.signal }, next: () => neverNext() }),
    );
    return ended({ envelope: await Promise.race([answer, abort.aborted]), error: null, rpcError: null });
  } catch (thrown) {
    if (abort.signal.aborted) return ended({ envelope: null, error: abort.signal.reason, rpcError: null });
    const rpcError = thrown instanceof TRPCClientError ? (thrown as TRPCClientError<AppRouter>) : null;
    // What fails before anything is sent is a mistake in the input, which is thrown as it is.
    const error = sent ? failureOf(thrown, settings.baseUrl, retryAfter()) : (rpcError?.cause ?? thrown);
    return ended({ envelope: null, error, rpcError });
  } finally {
    stopTimer();
    abort.release();
  }
}

function neverNext(): never {
  throw new Error('The link that sends is the last one.');
}
