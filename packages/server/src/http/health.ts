import type { Hono } from 'hono';
import { installationId } from '../authentication/index.ts';
import { inTransaction, statement } from '../platform/db/index.ts';
import type { Services } from '../platform/services.ts';
import type { Door } from './bindings.ts';

const ask = statement<[]>('select 1');

/** Whether the process is up, and whether it can serve. */
export function healthRoutes(app: Hono<Door>, services: Services): void {
  app.get('/livez', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    const checks = {
      draining: services.lifecycle.draining ? 'failing' : 'ok',
      migrations: services.lifecycle.migrated ? 'ok' : 'failing',
      database: await databaseState(services),
      events: !services.lifecycle.migrated || services.bus.isAlive() ? 'ok' : 'failing',
    };
    const ready = Object.values(checks).every((state) => state === 'ok');
    return c.json({ status: ready ? 'ok' : 'unavailable', checks }, ready ? 200 : 503, {
      'Cache-Control': 'no-store',
      ...(ready ? {} : { 'Retry-After': '1' }),
    });
  });
}

async function databaseState(services: Services): Promise<'ok' | 'failing'> {
  const answer = inTransaction(services.engine, installationId, 'read', () => ask());
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), 2000).unref());
  const rows = await Promise.race([answer, late]).catch(() => null);
  return rows ? 'ok' : 'failing';
}
