import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import postgres from 'postgres';
import { answerParent } from '../children.ts';
import * as statements from '../sql.ts';
import { listen } from './listen.ts';
import { eventOf, type Message, newMessage } from './message.ts';
import { type ConversationRow, presentConversation } from './present.ts';
import type { Settings, Started } from './settings.ts';

/** The shortest way from a route to the database and back: prepared statements, and nothing in between. */
function createApp(sql: postgres.Sql): Hono {
  const app = new Hono().basePath('/workspaces/:workspaceId/conversations');
  const prepared = { prepare: true };

  app.get('/', async (c) => {
    const limit = Number(c.req.query('limit'));
    const rows = await sql.unsafe<ConversationRow[]>(
      statements.listConversations,
      [c.req.param('workspaceId')!],
      prepared,
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return c.json({
      object: 'list',
      data: shown.map(presentConversation),
      hasMore: rows.length > limit,
      nextCursor: rows.length > limit && last ? `${last.created_at.toISOString()}.${last.id}` : null,
    });
  });

  app.get('/:id', async (c) => {
    const [row] = await sql.unsafe<ConversationRow[]>(
      statements.getConversation,
      [c.req.param('workspaceId')!, c.req.param('id')],
      prepared,
    );
    return row ? c.json(presentConversation(row)) : c.json({ error: 'not found' }, 404);
  });

  app.post('/:id/messages', async (c) => {
    const workspaceId = c.req.param('workspaceId')!;
    const id = c.req.param('id');
    const { body } = await c.req.json<{ body: { text: string } }>();
    const message = await sql.begin(async (tx) => {
      const [row] = await tx.unsafe<ConversationRow[]>(
        statements.lockConversation,
        [workspaceId, id],
        prepared,
      );
      if (!row) return null;
      const now = new Date();
      const sent = newMessage(row, body.text, now);
      // None of the three needs the answer of another, so they leave together.
      await Promise.all([
        tx.unsafe(statements.insertMessage, insertValues(workspaceId, sent), prepared),
        tx.unsafe(statements.updateConversation, updateValues(workspaceId, row, sent), prepared),
        tx.unsafe(
          statements.appendEvents,
          [workspaceId, [eventOf(workspaceId, sent)] as unknown as postgres.JSONValue as never],
          prepared,
        ),
      ]);
      return sent;
    });
    return message ? c.json(message, 201) : c.json({ error: 'not found' }, 404);
  });

  return app as unknown as Hono;
}

const insertValues = (workspaceId: string, message: Message) => [
  workspaceId,
  message.id,
  message.conversationId,
  message.sequence,
  message.timelineSequence,
  message.clientMessageId,
  message.direction,
  message.author as never,
  message.body.format,
  message.body.text,
  message.inReplyTo,
  message.delivery.state,
  message.delivery.attempts,
  message.sentAt,
  message.createdAt,
  message.attachments as never,
];

const updateValues = (workspaceId: string, row: ConversationRow, message: Message) => [
  workspaceId,
  row.id,
  row.message_count + 1,
  message.timelineSequence,
  0,
  row.unread_customer + 1,
  message.sentAt,
  message.direction,
  message.body.text.slice(0, 200),
  row.first_response_at ?? message.createdAt,
  null,
  'waiting_on_customer',
  null,
  null,
  row.reopen_count,
  row.version,
  message.createdAt,
  message.sequence,
  null,
  false,
  null,
  message.sequence,
  0,
];

answerParent<Settings, Started>(async ({ ownerUrl, connections }) => {
  const sql = postgres(ownerUrl, { max: connections });
  const server = createAdaptorServer({ fetch: createApp(sql).fetch }) as Server;
  return { port: await listen(server) };
});
