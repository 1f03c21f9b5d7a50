import { TRPCClientError } from '@trpc/client';
import { isWoesError, WoesConnectionError, WoesError } from './errors.ts';
import { maskText } from './masking.ts';
import { isProblem, type Problem } from './problem.ts';

/** What ended an attempt, in the words of the SDK. */
export function failureOf(error: unknown, origin: string, retryAfter: number | null = null): unknown {
  const problem = problemOf(error);
  if (problem) return new WoesError({ ...problem, retryAfter: problem.retryAfter ?? retryAfter });
  const cause = error instanceof TRPCClientError ? (error.cause ?? error) : error;
  if (isWoesError(cause) || cause instanceof WoesConnectionError) return cause;
  return new WoesConnectionError(`No answer from ${origin}${reason(cause)}.`, { cause });
}

function problemOf(error: unknown): Problem | null {
  const { problem } = ((error as { data?: unknown }).data ?? {}) as { problem?: unknown };
  return isProblem(problem) ? problem : null;
}

/** `fetch` hides what happened one level down. */
function reason(cause: unknown): string {
  const inner = (cause as { cause?: { code?: unknown; message?: unknown } } | undefined)?.cause;
  const text = inner?.code ?? inner?.message ?? (cause as Error | undefined)?.message;
  return text ? `: ${maskText(String(text))}` : '';
}

/** Whether the same request may succeed when it is sent again. Every write carries a key, so that is safe. */
export function mayRetry(failure: unknown): boolean {
  if (isWoesError(failure)) return failure.retry === 'same_request' || failure.retry === 'after';
  return failure instanceof WoesConnectionError && failure.retryable;
}

const firstMs = 500;
const lastMs = 8000;
/** A server that asks for more patience than this gets its caller told instead. */
const patienceMs = 60_000;

/** Exponential, with half of it by chance, so that many clients do not come back at once. */
export function backoffMs(failures: number, random: number): number {
  return Math.min(lastMs, firstMs * 2 ** Math.min(failures, 10)) * (0.5 + random / 2);
}

/** Milliseconds to wait before the next attempt; null when that is too long to wait. */
export function waitMs(failure: unknown, failures: number, random: number): number | null {
  const { retryAfter } = failure as { retryAfter?: number | null };
  const asked = (retryAfter ?? 0) * 1000;
  if (asked > patienceMs) return null;
  return Math.max(asked, backoffMs(failures, random));
}

/**
 * Seconds of a `Retry-After` header, which may also be a date. A date is read by the clock of who sent it, where
 * that is known: ours may be wrong.
 */
export function retryAfterOf(headers: Headers, today: number): number | null {
  const text = headers.get('retry-after')?.trim();
  if (!text) return null;
  if (/^\d+$/.test(text)) return Math.min(Number(text), Number.MAX_SAFE_INTEGER);
  const at = Date.parse(text);
  if (Number.isNaN(at) || !/[a-z]/i.test(text)) return null;
  const sentAt = Date.parse(headers.get('date') ?? '');
  return Math.max(0, Math.ceil((at - (Number.isNaN(sentAt) ? today : sentAt)) / 1000));
}
