import type { Problem } from '../contract/errors.ts';
import type { Context } from '../rpc/context.ts';

/** What a page of another origin may read of an answer. */
const exposed = 'Woes-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Idempotent-Replayed';

/** Headers that every door sends with an answer. */
export function replyHeaders({ request, reply }: Context): Record<string, string> {
  const headers: Record<string, string> = { 'Woes-Request-Id': request.id, 'Cache-Control': 'no-store' };
  if (request.surface === 'widget' && request.origin !== null) {
    headers['Access-Control-Allow-Origin'] = request.origin;
    headers['Access-Control-Expose-Headers'] = exposed;
    headers.Vary = 'Origin';
  }
  if (reply.outgoing) {
    headers.Deprecation = `@${Math.floor(reply.outgoing.since.getTime() / 1000)}`;
    headers.Sunset = reply.outgoing.until.toUTCString();
  }
  if (reply.replayed) headers['Idempotent-Replayed'] = 'true';
  if (reply.limits.length > 0) {
    const states = [...reply.limits].sort((a, b) => a.remaining - b.remaining);
    headers['RateLimit-Policy'] = states
      .map(({ policy }) => `"${policy.name}";q=${policy.quota};w=${policy.windowSeconds}`)
      .join(', ');
    headers.RateLimit = states
      .map(({ policy, remaining, resetSeconds }) => `"${policy.name}";r=${remaining};t=${resetSeconds}`)
      .join(', ');
  }
  return headers;
}

/** Headers that follow from a problem. */
export function problemHeaders(problem: Problem): Record<string, string> {
  const headers: Record<string, string> = {};
  if (problem.status === 401) headers['WWW-Authenticate'] = `Bearer realm="woes", error="${problem.code}"`;
  if (problem.retryAfter !== null) headers['Retry-After'] = String(problem.retryAfter);
  if (problem.status === 415) headers['Accept-Post'] = 'application/json';
  return headers;
}
