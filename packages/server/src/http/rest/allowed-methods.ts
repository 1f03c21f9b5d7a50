import { operationsOf } from '../../rpc/catalogue.ts';

/**
 * The methods that a path takes. Asked only when no route has answered: as routes of their own, refusals would
 * stand behind every operation and make the framework compose a chain for each request.
 */
export function allowedMethods(
  base: string,
  router: Parameters<typeof operationsOf>[0],
): (path: string) => string[] {
  const routes = operationsOf(router).map(({ operation }) => {
    const [method = '', path = ''] = operation.rest.split(' ');
    return { method, pattern: new RegExp(`^${base}${path.replace(/\{\w+\}/g, '[^/]+')}$`) };
  });
  return (path) => routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}
