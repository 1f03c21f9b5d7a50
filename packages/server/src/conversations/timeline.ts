import { and, asc, eq, gt } from 'drizzle-orm';
import type { z } from 'zod';
import { db } from '../platform/db/index.ts';
import { type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { listTimeline as contract, Message, TimelineItem } from './contract.ts';
import { presentNote } from './notes.ts';
import { conversations, messages, notes, timelineEntries } from './tables.ts';

type Input = z.output<typeof contract.input>;

const tables = { message: messages, note: notes, change: timelineEntries };

/**
 * Messages, notes and changes in one order. Each kind has its own table and index; a page takes as many of each
 * as it could hold, and keeps the first.
 */
export async function listTimeline(call: Call, input: Input): Promise<Page<TimelineItem>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'timeline', input };
  const after = Math.max(
    Number(positionOf(listing)?.[0] ?? 0),
    Math.min(input.afterSequence ?? 0, 2_147_483_647),
  );
  const kinds = [...new Set(input.kinds ?? (['message', 'note', 'change'] as const))];

  const select = (kind: keyof typeof tables) => {
    const table = tables[kind];
    return db
      .select()
      .from(table as typeof messages)
      .where(
        and(
          eq(table.workspaceId, call.workspaceId),
          eq(table.conversationId, input.id),
          gt(table.timelineSequence, after),
        ),
      )
      .orderBy(asc(table.timelineSequence))
      .limit(input.limit + 1);
  };
  const known = db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, input.id)));

  const [found, ...lists] = await Promise.all([
    known,
    ...kinds.map(async (kind) => (await select(kind)).map((row) => present[kind](row as never))),
  ]);
  if (found.length === 0) throw notFound('conversation');
  const items = lists.flat().sort((a, b) => a.sequence - b.sequence);
  return toPage(
    listing,
    items.slice(0, input.limit + 1),
    (item) => [String(item.sequence)],
    (item) => item,
  );
}

const present = {
  message: ({
    workspaceId: _,
    bodyFormat,
    bodyText,
    deliveryState,
    version: __,
    ...row
  }: typeof messages.$inferSelect): TimelineItem => {
    const message: Message = {
      ...row,
      body: { format: bodyFormat, text: bodyText },
      delivery: { state: deliveryState },
    };
    return { kind: 'message', sequence: row.timelineSequence, at: row.createdAt, message };
  },
  note: (row: typeof notes.$inferSelect): TimelineItem => ({
    kind: 'note',
    sequence: row.timelineSequence,
    at: row.createdAt,
    note: presentNote(row),
  }),
  change: ({
    id,
    type,
    actor,
    changes,
    reason,
    timelineSequence,
    createdAt,
  }: typeof timelineEntries.$inferSelect): TimelineItem => ({
    kind: 'change',
    sequence: timelineSequence,
    at: createdAt,
    change: { id, type, actor, changes: changes as never, reason },
  }),
};
