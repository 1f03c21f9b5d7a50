import { ProblemError } from '../../platform/problem.ts';
import { operationsOf } from '../../rpc/catalogue.ts';

type Router = Parameters<typeof operationsOf>[0];

const routesOf = (router: Router) =>
  operationsOf(router).map(({ operation }) => {
    const [method = '', path = ''] = operation.rest.split(' ');
    return { method, path };
  });

/** Paths without a parameter, with their methods. Another route could take the last word of one for an id. */
export function fixedPaths(base: string, router: Router): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { method, path } of routesOf(router))
    if (!path.includes('{')) found.set(base + path, [...(found.get(base + path) ?? []), method]);
  return found;
}

/**
 * The methods that a path takes. Asked only when no route has answered: as routes of their own, refusals would
 * stand behind every operation and make the framework compose a chain for each request.
 */
export function allowedMethods(base: string, router: Router): (path: string) => readonly string[] {
  const fixed = fixedPaths(base, router);
  const routes = routesOf(router).map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^${base}${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  }));
  return (path) =>
    fixed.get(path) ?? routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}

/** The refusal of a method that a path does not take, and the header that says which it takes. */
export function methodNotAllowed(methods: readonly string[]): { refusal: ProblemError; allow: string } {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
  const refusal = new ProblemError('method_not_allowed', `This path takes ${allow}.`, {
    metadata: { allow: [...methods] },
  });
  return { refusal, allow };
}
