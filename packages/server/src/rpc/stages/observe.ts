import type { ProblemError } from '../../platform/problem.ts';
import type { Context } from '../context.ts';
import type { Principal } from '../principal.ts';
import { problemOf } from '../problem-of.ts';

/** One line per call, with what is needed to find it again and nothing of its content. */
export function observe({ services: { log, metrics }, request }: Context, procedure: string) {
  const started = performance.now();
  const measure = (code: string) =>
    metrics.called(procedure, request.door, code, (performance.now() - started) / 1000);
  const line = () => ({
    requestId: request.id,
    door: request.door,
    surface: request.surface,
    procedure,
    durationMs: Math.round((performance.now() - started) * 100) / 100,
  });
  return {
    answered(principal: Principal): void {
      measure('ok');
      log.answered({
        ...line(),
        principal: principal.kind,
        credentialId: 'id' in principal ? principal.id : null,
      });
    },
    refused(error: unknown): ProblemError {
      const problem = problemOf(error);
      measure(problem.code);
      if (problem.status >= 500)
        log.error({ ...line(), code: problem.code, err: problem.cause ?? error }, 'call failed');
      else log.info({ ...line(), code: problem.code }, 'call refused');
      return problem;
    },
  };
}
