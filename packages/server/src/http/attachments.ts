import { Readable } from 'node:stream';
import type { Hono } from 'hono';
import type { Id } from '../contract/ids.ts';
import { readContent, storeContent } from '../conversations/index.ts';
import { notFound } from '../platform/problem.ts';
import type { Services } from '../platform/services.ts';
import { problemOf } from '../rpc/problem-of.ts';
import type { Door, DoorContext } from './bindings.ts';
import { replyHeaders } from './reply-headers.ts';
import { requestContext } from './request-context.ts';
import { problemResponse } from './rest/routes.ts';

const path = '/api/v1/attachments/:id/content';

/** Shown by browsers as they are; everything else is saved, whatever it says it is. */
const shownInline = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf']);

/** The content of attachments, in and out. The links are signed: whoever has one needs no credential. */
export function attachmentRoutes(app: Hono<Door>, services: Services): void {
  const answering = (work: (c: DoorContext, headers: Record<string, string>) => Promise<Response>) => {
    return async (c: DoorContext) => {
      const context = requestContext(services, c.env.incoming, 'rest', 'workspace');
      try {
        return await work(c, replyHeaders(context));
      } catch (error) {
        return problemResponse(context, problemOf(error));
      }
    };
  };

  app.put(
    path,
    answering(async (c, headers) => {
      const stored = await storeContent(services, addressOf(c), c.env.incoming);
      return new Response(JSON.stringify(stored), {
        status: 200,
        headers: { ...headers, 'Content-Type': 'application/json' },
      });
    }),
  );

  app.get(
    path,
    answering(async (c, headers) => {
      const { row, content } = await readContent(services, addressOf(c));
      const disposition = shownInline.has(row.contentType) ? 'inline' : 'attachment';
      return new Response(Readable.toWeb(Readable.from(content)) as ReadableStream, {
        headers: {
          ...headers,
          'Cache-Control': 'private, no-store',
          'Content-Type': row.contentType,
          'Content-Length': String(row.size),
          'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(row.filename).replaceAll("'", '%27')}`,
          // Not even what is shown inline may run anything, or be taken for something else.
          'Content-Security-Policy': "default-src 'none'; sandbox",
          'X-Content-Type-Options': 'nosniff',
          'Cross-Origin-Resource-Policy': 'cross-origin',
        },
      });
    }),
  );
}

function addressOf(c: DoorContext) {
  const id = c.req.param('id') ?? '';
  if (!/^att_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(id)) throw notFound('attachment');
  return { id: id as Id<'att'>, token: c.req.query('token') };
}
