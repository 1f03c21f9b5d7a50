import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hono } from 'hono';
import type { Services } from '../platform/services.ts';
import type { Door } from './bindings.ts';
import { demoPage, demoStyles } from './demo.ts';

const widgetFolder = new URL('../../../widget/dist/', import.meta.url);

const strict =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The built widget, for any page that embeds it, and the page that shows it at work. */
export function pageRoutes(app: Hono<Door>, { config }: Services): void {
  app.get('/widget/:file{(panel|embed)\\.js}', async (c) => {
    const script = await readFile(new URL(c.req.param('file'), widgetFolder)).catch(() => null);
    if (!script) return c.text('The widget has not been built: npm start builds it.', 404);
    return c.body(script, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'X-Content-Type-Options': 'nosniff',
    });
  });
  app.get('/demo', async (c) => {
    const demo = await readFile(join(config.dataFolder, 'demo.json'), 'utf8').then(
      (text) => JSON.parse(text) as { widgetKey: string },
      () => null,
    );
    return c.html(demoPage({ widgetKey: demo?.widgetKey ?? null }), 200, {
      'Content-Security-Policy': strict,
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
  });
  app.get('/demo/demo.css', (c) => c.body(demoStyles, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/', (c) => c.redirect('/docs'));
}
