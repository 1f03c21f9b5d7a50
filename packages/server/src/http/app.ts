import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { ProblemError } from '../platform/problem.ts';
import type { Services } from '../platform/services.ts';
import { appRouter, widgetRouter } from '../router.ts';
import { problemOf } from '../rpc/problem-of.ts';
import { attachmentRoutes } from './attachments.ts';
import type { Door } from './bindings.ts';
import { docsRoutes } from './docs/index.ts';
import { healthRoutes } from './health.ts';
import { metricsRoutes } from './metrics.ts';
import { openApiRoutes } from './openapi/index.ts';
import { pageRoutes } from './pages.ts';
import { requestContext } from './request-context.ts';
import { allowedMethods, methodNotAllowed } from './rest/allowed-methods.ts';
import { problemResponse, restRoutes } from './rest/routes.ts';
import { rpcHandler } from './rpc/handler.ts';

/** All doors of one server. */
export function createApp(services: Services): Hono<Door> {
  const app = new Hono<Door>();
  healthRoutes(app, services);
  metricsRoutes(app, services);
  openApiRoutes(app);
  docsRoutes(app);
  pageRoutes(app, services);

  // Only widget routes may be called by pages; a server credential has no business in a browser. This answers
  // preflights; the answers themselves get their headers where all headers are made.
  const allowPages = cors({
    origin: (origin) => origin,
    allowHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'Last-Event-ID',
      'Woes-Conversation-Secret',
      'Woes-Version',
    ],
    allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
    maxAge: 600,
  });
  app.options('/api/widget/*', allowPages);

  const widgetRpc = rpcHandler(services, '/api/widget/trpc', widgetRouter, 'widget');
  const workspaceRpc = rpcHandler(services, '/api/trpc', appRouter, 'workspace');
  app.all('/api/widget/trpc/*', widgetRpc);
  app.all('/api/trpc/*', workspaceRpc);
  app.route(
    '/api/widget/v1',
    restRoutes(services, { base: '/api/widget/v1', surface: 'widget', router: widgetRouter }),
  );
  attachmentRoutes(app, services);
  app.route('/api/v1', restRoutes(services, { base: '/api/v1', surface: 'workspace', router: appRouter }));

  const allowed = [allowedMethods('/api/v1', appRouter), allowedMethods('/api/widget/v1', widgetRouter)];
  app.notFound((c) => {
    const context = requestContext(services, c.env.incoming, 'rest', 'workspace');
    const methods = [...new Set(allowed.flatMap((methodsOf) => methodsOf(c.req.path)))];
    if (methods.length === 0)
      return problemResponse(
        context,
        new ProblemError('not_found', 'There is no such route.', { metadata: { resource: 'route' } }),
      );
    const { refusal, allow } = methodNotAllowed(methods);
    return problemResponse(context, refusal, { Allow: allow });
  });
  app.onError((error, c) =>
    problemResponse(requestContext(services, c.env.incoming, 'rest', 'workspace'), problemOf(error)),
  );
  return app;
}
