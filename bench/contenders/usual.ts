import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { drizzle } from 'drizzle-orm/postgres-js';
import { Hono } from 'hono';
import postgres from 'postgres';
import { createOpenApiFetchHandler } from 'trpc-to-openapi';
import { answerParent } from '../children.ts';
import { listen } from './listen.ts';
import type { Settings, Started } from './settings.ts';
import { router } from './usual/conversations.ts';
import type { Context } from './usual/procedures.ts';

answerParent<Settings, Started>(async ({ tenantUrl, connections }) => {
  const db = drizzle(postgres(tenantUrl, { max: connections }));
  const createContext = ({ req }: { req: Request }): Context => ({
    db,
    authorization: req.headers.get('authorization'),
  });
  const app = new Hono();
  app.all('/api/trpc/*', (c) =>
    fetchRequestHandler({ endpoint: '/api/trpc', router, req: c.req.raw, createContext }),
  );
  app.all('/api/v1/*', (c) =>
    createOpenApiFetchHandler({ endpoint: '/api/v1', router, req: c.req.raw, createContext }),
  );
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  return { port: await listen(server) };
});
