import type { IncomingMessage } from 'node:http';
import type { Hono } from 'hono';
import type { Services } from '../platform/services.ts';
import type { Door } from './bindings.ts';

/** What Prometheus scrapes. By default only from this machine: the figures tell how busy each customer keeps us. */
export function metricsRoutes(app: Hono<Door>, { config, metrics }: Services): void {
  if (config.metrics === 'off') return;
  app.get('/metrics', async (c, next) => {
    if (config.metrics === 'loopback' && !isFromHere(c.env.incoming)) return next();
    return c.body(await metrics.registry.metrics(), 200, {
      'Content-Type': metrics.registry.contentType,
      'Cache-Control': 'no-store',
    });
  });
}

/** A proxy on this machine calls from here for callers who are not. */
function isFromHere({ socket, headers }: IncomingMessage): boolean {
  const forwarded = 'x-forwarded-for' in headers || 'forwarded' in headers;
  return !forwarded && /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');
}
