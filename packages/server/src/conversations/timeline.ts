import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { db } from '../platform/db/index.ts';
import { type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { listTimeline as contract, TimelineItem } from './contract.ts';
import { presentMessageRow } from './messages.ts';
import { presentNote } from './notes.ts';
import { conversations, messages, notes, timelineEntries } from './tables.ts';

type Input = z.output<typeof contract.input>;

const tables = { message: messages, note: notes, change: timelineEntries };

export async function listTimeline(call: Call, input: Input): Promise<Page<TimelineItem>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'timeline', input };
  const after = Math.max(
    Number(positionOf(listing)?.[0] ?? 0),
    Math.min(input.afterSequence ?? 0, 2_147_483_647),
  );
  const known = db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.workspaceId, call.workspaceId),
        eq(conversations.id, input.id),
        isNull(conversations.deletedAt),
      ),
    );
  const kinds = [...new Set(input.kinds ?? (['message', 'note', 'change'] as const))];
  const [found, items] = await Promise.all([
    known,
    timelineAfter(call, input.id, { after, kinds, limit: input.limit }),
  ]);
  if (found.length === 0) throw notFound('conversation');
  return toPage(
    listing,
    items,
    (item) => [String(item.sequence)],
    (item) => item,
  );
}

/**
 * Messages, notes and changes in one order, with one more than asked for when there are more. Each kind has its own
 * table and index; a page takes as many of each as it could hold, and keeps the first.
 */
export async function timelineAfter(
  call: Call,
  id: Id<'conv'>,
  { after, kinds, limit }: { after: number; kinds: readonly TimelineItem['kind'][]; limit: number },
): Promise<TimelineItem[]> {
  const lists = await Promise.all(
    kinds.map(async (kind) => {
      const table = tables[kind];
      const rows = await db
        .select()
        .from(table as typeof messages)
        .where(
          and(
            eq(table.workspaceId, call.workspaceId),
            eq(table.conversationId, id),
            gt(table.timelineSequence, after),
          ),
        )
        .orderBy(asc(table.timelineSequence))
        .limit(limit + 1);
      return rows.map((row) => present[kind](row as never));
    }),
  );
  return lists
    .flat()
    .sort((a, b) => a.sequence - b.sequence)
    .slice(0, limit + 1);
}

const present = {
  message: (row: typeof messages.$inferSelect): TimelineItem => ({
    kind: 'message',
    sequence: row.timelineSequence,
    at: row.createdAt,
    message: presentMessageRow(row),
  }),
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
