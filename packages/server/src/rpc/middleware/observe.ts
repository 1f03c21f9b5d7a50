import { problemOf } from '../problem-of.ts';
import { t } from '../trpc.ts';

/** One line per call, with what is needed to find it again and nothing of its content. */
export const observe = t.middleware(async ({ ctx, path, next }) => {
  const started = performance.now();
  const result = await next();
  const { log } = ctx.services;
  const durationMs = Math.round((performance.now() - started) * 100) / 100;
  const line = { requestId: ctx.request.id, door: ctx.request.door, procedure: path, durationMs };
  if (result.ok) {
    if (log.isLevelEnabled('info')) log.info({ ...line, ...who(result), code: 'ok' }, 'call');
  } else {
    const problem = problemOf(result.error);
    if (problem.status >= 500)
      log.error({ ...line, code: problem.code, err: problem.cause ?? result.error }, 'call failed');
    else log.info({ ...line, code: problem.code }, 'call refused');
  }
  return result;
});

const who = (result: object) => {
  const principal = (result as { ctx?: { call?: { principal: { kind: string; id?: string } } } }).ctx?.call
    ?.principal;
  return principal ? { principal: principal.kind, credentialId: principal.id } : {};
};
