import type { Hono } from 'hono';
import type { Door } from '../bindings.ts';
import { type StaticAnswer, sendStatic, staticAnswer } from '../docs/static-answer.ts';
import type { OpenApiDocument } from './document-types.ts';
import { widgetDocument, workspaceDocument } from './published.ts';

/** The documents as JSON. They are public: any tool and any page may read them. */
export function openApiRoutes(app: Hono<Door>): void {
  publish(app, '/openapi.json', workspaceDocument);
  publish(app, '/openapi-widget.json', widgetDocument);
}

function publish(app: Hono<Door>, path: string, document: () => OpenApiDocument): void {
  let answer: StaticAnswer | null = null;
  app.get(path, (c) => {
    answer ??= staticAnswer(JSON.stringify(document()), 'application/json; charset=utf-8', {
      'Access-Control-Allow-Origin': '*',
    });
    return sendStatic(c, answer);
  });
}
