import type { Context } from '../context.ts';
import type { Principal } from '../principal.ts';
import { problemOf } from '../problem-of.ts';

/** One line per call, with what is needed to find it again and nothing of its content. */
export function observe({ services: { log }, request }: Context, procedure: string) {
  const started = performance.now();
  const line = () => ({
    requestId: request.id,
    door: request.door,
    surface: request.surface,
    procedure,
    durationMs: Math.round((performance.now() - started) * 100) / 100,
  });
  return {
    answered(principal: Principal): void {
      if (!log.isLevelEnabled('info')) return;
      const credentialId = 'id' in principal ? principal.id : undefined;
      log.info({ ...line(), principal: principal.kind, credentialId, code: 'ok' }, 'call');
    },
    refused(error: unknown): void {
      const problem = problemOf(error);
      if (problem.status >= 500)
        log.error({ ...line(), code: problem.code, err: problem.cause ?? error }, 'call failed');
      else log.info({ ...line(), code: problem.code }, 'call refused');
    },
  };
}
