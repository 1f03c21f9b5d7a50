import type { z } from 'zod';
import { recordSizes, sizes } from '../contract/sizes.ts';
import { maskSecrets } from '../platform/redaction/index.ts';
import type { Call } from '../rpc/context.ts';
import type { Conversation, exportTranscript as contract, TimelineItem } from './contract.ts';
import { requireConversation } from './secrets.ts';
import { timelineAfter } from './timeline.ts';

type Output = z.input<typeof contract.output>;

const contentTypes = {
  json: ['application/json', 'json'],
  markdown: ['text/markdown; charset=utf-8', 'md'],
  text: ['text/plain; charset=utf-8', 'txt'],
} as const;

/** A conversation as one document, as far as one document goes. */
export async function exportTranscript(
  call: Call,
  { id, format, includeNotes, includeChanges, afterSequence }: z.output<typeof contract.input>,
): Promise<Output> {
  const conversation = await requireConversation(call, id);
  const kinds: TimelineItem['kind'][] = [
    'message',
    ...(includeNotes ? (['note'] as const) : []),
    ...(includeChanges ? (['change'] as const) : []),
  ];
  const items: TimelineItem[] = [];
  let after = Math.min(afterSequence ?? 0, 2_147_483_647);
  let hasMore = true;
  while (hasMore && items.length < recordSizes.transcriptItems) {
    call.deadline.check();
    const page = await timelineAfter(call, id, { after, kinds, limit: sizes.pageItems });
    hasMore = page.length > sizes.pageItems;
    items.push(...page.slice(0, sizes.pageItems));
    after = items.at(-1)?.sequence ?? after;
  }
  const [contentType, extension] = contentTypes[format];
  return {
    conversationId: id,
    format,
    contentType,
    filename: `conversation-${conversation.ref}.${extension}`,
    content: maskSecrets(write[format](conversation, items)),
    items: items.length,
    nextAfterSequence: hasMore ? after : null,
  };
}

const titleOf = ({ subject, ref }: Conversation) => `${subject ?? 'Conversation'} (#${ref})`;
const timeOf = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ');
const nameOf = ({ name, type }: { name: string | null; type: string }) => name ?? type;

/** Who, when and what, in words. */
function linesOf(item: TimelineItem): { at: Date; who: string; text: string } {
  switch (item.kind) {
    case 'message': {
      const { author, sentAt, deletedAt, body } = item.message;
      return { at: sentAt, who: nameOf(author), text: deletedAt ? '(deleted)' : body.text };
    }
    case 'note':
      return { at: item.at, who: `Note by ${nameOf(item.note.author)}`, text: item.note.body };
    case 'change': {
      const { actor, type, changes } = item.change;
      const told = Object.entries(changes).map(
        ([field, { from, to }]) => `${field}: ${said(from)} → ${said(to)}`,
      );
      return { at: item.at, who: nameOf(actor), text: `${type.replaceAll('_', ' ')} (${told.join(', ')})` };
    }
  }
}

const said = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

const write = {
  json: (conversation: Conversation, items: readonly TimelineItem[]) =>
    JSON.stringify({ conversation, items }, null, 2),
  markdown: (conversation: Conversation, items: readonly TimelineItem[]) =>
    [
      `# ${titleOf(conversation)}`,
      ...items.map((item) => {
        const { at, who, text } = linesOf(item);
        const words = item.kind === 'message' ? text : text.replaceAll(/^/gm, '> ');
        return `**${who}** · ${timeOf(at)} UTC\n\n${words}`;
      }),
      '',
    ].join('\n\n'),
  text: (conversation: Conversation, items: readonly TimelineItem[]) =>
    [
      titleOf(conversation),
      ...items.map((item) => {
        const { at, who, text } = linesOf(item);
        return `${timeOf(at)} ${who}\n${text}`;
      }),
      '',
    ].join('\n\n'),
};
