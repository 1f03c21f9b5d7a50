import type { Hono } from 'hono';
import type { Door, DoorContext } from '../bindings.ts';
import { errorHtml, errorIndexHtml, errorPagePolicy, errorStyles } from './error-html.ts';
import { errorIndexMarkdown, errorMarkdown } from './error-markdown.ts';
import { errorPage, errorPages, isErrorCode } from './error-page.ts';
import { llmsText } from './llms.ts';
import { referencePage, referencePolicy, referenceScript } from './reference-page.ts';
import { scalarBundle } from './scalar-bundle.ts';
import { type StaticAnswer, sendStatic, staticAnswer } from './static-answer.ts';

const guarded = (policy: string) => ({
  'Content-Security-Policy': policy,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
});
const markdown = 'text/markdown; charset=utf-8';
const page = 'text/html; charset=utf-8';

/** The reference, the pages of error codes, and the overview in plain text. */
export function docsRoutes(app: Hono<Door>): void {
  app.get('/docs', async (c) => {
    const { path } = await scalarBundle();
    return sendStatic(c, staticAnswer(referencePage(path), page, guarded(referencePolicy)));
  });
  app.get(
    '/docs/reference.js',
    fixed(() => staticAnswer(referenceScript, 'text/javascript; charset=utf-8')),
  );
  app.get('/docs/:file{scalar-[0-9a-f]+\\.js}', sendBundle);

  app.get(
    '/docs/errors.css',
    fixed(() => staticAnswer(errorStyles, 'text/css; charset=utf-8')),
  );
  app.get(
    '/docs/errors',
    fixed(() => staticAnswer(errorIndexHtml(errorPages()), page, guarded(errorPagePolicy))),
  );
  // The names of the files as they are committed, so that their links hold here too.
  app.get(
    '/docs/errors/README.md',
    fixed(() => staticAnswer(errorIndexMarkdown(errorPages()), markdown)),
  );
  app.get('/docs/errors/:name', async (c, next) => {
    const [code = '', extension, ...more] = c.req.param('name').split('.');
    if (!isErrorCode(code) || more.length > 0 || (extension ?? 'md') !== 'md') return next();
    return sendStatic(
      c,
      extension
        ? staticAnswer(errorMarkdown(errorPage(code)), markdown)
        : staticAnswer(errorHtml(errorPage(code)), page, guarded(errorPagePolicy)),
    );
  });
  app.get(
    '/llms.txt',
    fixed(() => staticAnswer(llmsText(), 'text/plain; charset=utf-8')),
  );
}

/** An answer that is made when it is first asked for. */
function fixed(make: () => StaticAnswer): (c: DoorContext) => Response {
  let answer: StaticAnswer | null = null;
  return (c) => {
    answer ??= make();
    return sendStatic(c, answer);
  };
}

async function sendBundle(c: DoorContext): Promise<Response> {
  const { path, plain, gzipped } = await scalarBundle();
  if (c.req.path !== path) return c.notFound();
  const zip = /\bgzip\b/.test(c.env.incoming.headers['accept-encoding'] ?? '');
  return new Response(zip ? gzipped : plain, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Encoding',
      ...(zip ? { 'Content-Encoding': 'gzip' } : {}),
    },
  });
}
