import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { db } from '../platform/db/index.ts';
import { rewriteEvents } from '../platform/events/replace.ts';
import { rewriteAnswers } from '../platform/idempotency/replace.ts';
import { invalidField } from '../platform/problem.ts';
import { Redactor } from '../platform/redaction/index.ts';
import type { Call } from '../rpc/context.ts';
import { previewOf } from './add-message.ts';
import type { redactMessage as contract, Message } from './contract.ts';
import { changeMessage, openMessage } from './message-changes.ts';
import { indexConversations } from './search/index-changes.ts';
import { conversations } from './tables.ts';

interface Place {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

type Input = z.output<typeof contract.input>;

/** Masks parts of a message for good: in the message, and wherever else its text has been kept. */
export async function redactMessage(
  call: Call,
  { spans = [], kinds = [], reason, ...asked }: Input,
): Promise<Message> {
  const opened = await openMessage(call, asked);
  const { message, conversation } = opened;
  const old = message.body.text;
  for (const [index, { end }] of spans.entries())
    if (end > old.length)
      throw invalidField(`/spans/${index}/end`, 'out_of_range', 'Must be within the text of the message.');
  const places = apart([
    ...spans.map(({ start, end }) => ({ start, end, kind: 'manual' })),
    ...foundOf(call, old, kinds),
  ]);
  if (places.length === 0) return message;
  const text = masked(old, places);
  const redacted = await changeMessage(
    call,
    opened,
    'message.redacted',
    { body: { ...message.body, text }, redactions: counted(message.redactions, places) },
    { tellsText: false },
  );
  await db
    .update(conversations)
    .set({ redactionCount: sql`${conversations.redactionCount} + ${places.length}` })
    .where(and(eq(conversations.workspaceId, call.workspaceId), eq(conversations.id, conversation.id)));
  const rewrite = masking({ ...redacted, preview: previewOf(text) });
  await rewriteEvents(call.workspaceId, conversation.id, rewrite);
  await rewriteAnswers(call.workspaceId, [message.id, conversation.id], rewrite);
  await indexConversations(call.workspaceId, [conversation.id]);
  call.audit({
    action: 'message.redact',
    resource: { type: 'message', id: message.id },
    changes: { redactions: places.length, ...(reason ? { reason } : {}) },
  });
  return redacted;
}

/** Puts the masked text in place of every wording of the message, wherever in a value the message stands. */
function masking({ id, conversationId, sequence, body, preview }: Message & { preview: string }) {
  return function rewrite(value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false;
    let changed = false;
    for (const part of Object.values(value)) changed = rewrite(part) || changed;
    // biome-ignore lint/suspicious/noExplicitAny: whatever was kept, in whatever form it had then.
    const record = value as Record<string, any>;
    if (record.id === id && record.body) {
      record.body = body;
      return true;
    }
    if (record.id === conversationId && record.lastMessage?.sequence === sequence) {
      record.lastMessage.preview = preview;
      return true;
    }
    if (record.resource?.id === id && record.changes?.body) {
      delete record.changes.body;
      return true;
    }
    return changed;
  };
}

/** What the redactor finds of the kinds that were asked for. */
function foundOf(call: Call, text: string, kinds: readonly string[]): Place[] {
  if (kinds.length === 0) return [];
  const redactor = new Redactor({ key: call.services.keys.hash(call.workspaceId) });
  return redactor
    .text(text)
    .spans.filter(
      ({ kind, type }) => kinds.includes(type) || kinds.includes(kind === 'SECRET' ? 'secrets' : 'personal'),
    )
    .map(({ start, end, type }) => ({ start, end, kind: type }));
}

/** Places in their order; those that touch become one. */
function apart(places: readonly Place[]): Place[] {
  const sorted = [...places].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Place[] = [];
  for (const place of sorted) {
    const last = merged.at(-1);
    if (last && place.start < last.end)
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, place.end) };
    else merged.push(place);
  }
  return merged;
}

const maskOf = (kind: string) => (kind === 'manual' ? '[redacted]' : `[redacted ${kind}]`);

/** A mask may be longer than what it hides; a message that would outgrow its size loses its end. */
function masked(text: string, places: readonly Place[]): string {
  let [result, read] = ['', 0];
  for (const { start, end, kind } of places) {
    result += text.slice(read, start) + maskOf(kind);
    read = end;
  }
  return (result + text.slice(read)).toWellFormed().slice(0, 32_000).toWellFormed();
}

function counted(before: Message['redactions'], places: readonly Place[]): Message['redactions'] {
  const counts = new Map(before.map(({ kind, count }) => [kind, count]));
  for (const { kind } of places) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}
