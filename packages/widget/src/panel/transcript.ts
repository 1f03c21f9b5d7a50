import type { OwnMessage, WidgetMessage } from '../types.ts';
import { button, element } from './dom.ts';
import { formattedText } from './formatted-text.ts';
import type { Words } from './words.ts';

interface Row {
  node: HTMLElement;
  meta: HTMLElement;
  message: WidgetMessage | null;
  own: OwnMessage | null;
}

interface Actions {
  retry(clientMessageId: string): void;
  discard(clientMessageId: string): void;
}

/** Nearer to the end than this, the transcript follows new messages. */
const followPx = 80;

/** The log of messages. A row stays the same node while its state changes, so that it is read out once. */
export function createTranscript(words: Words, { retry, discard }: Actions) {
  const rows = new Map<string, Row>();
  const ordered: Row[] = [];
  let teamName = words.heading;
  const greeting = element('p', { class: 'greeting' }, words.greeting);
  const log = element(
    'div',
    { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': words.transcript, tabindex: '0' },
    greeting,
  );

  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
  };

  /** Who is reading the end stays there; who has scrolled back is left alone. */
  function atEnd(change: () => void, always = false): void {
    const follow = always || log.scrollHeight - log.scrollTop - log.clientHeight < followPx;
    change();
    if (follow) toEnd();
  }

  function row(key: string, from: 'visitor' | 'team', content: (Node | string)[]): Row {
    const known = rows.get(key);
    if (known) return known;
    const meta = element('div', { class: 'meta' });
    const name = element('span', { class: 'for-ears' }, `${from === 'team' ? teamName : words.you}: `);
    const node = element(
      'div',
      { class: `row ${from}` },
      name,
      element('div', { class: 'bubble', dir: 'auto' }, ...content),
      meta,
    );
    const made: Row = { node, meta, message: null, own: null };
    rows.set(key, made);
    greeting.hidden = true;
    return made;
  }

  /** Puts the row where it belongs, and leaves its node alone when it is there already. */
  function place(row: Row): void {
    const isNew = !ordered.includes(row);
    if (!isNew) ordered.splice(ordered.indexOf(row), 1);
    let index = ordered.length;
    while (index > 0 && isBefore(row, ordered[index - 1]!)) index--;
    const next = ordered[index]?.node ?? null;
    ordered.splice(index, 0, row);
    if (isNew || row.node.nextElementSibling !== next) log.insertBefore(row.node, next);
  }

  function describe(row: Row): void {
    const { message, own } = row;
    row.node.classList.toggle('failed', !message && own?.state === 'failed');
    if (message) {
      const time = element('time', { datetime: message.sentAt.toISOString() }, timeOf(message.sentAt));
      row.meta.replaceChildren(...(message.from === 'team' ? [`${teamName} · `, time] : [time]));
    } else if (own?.state === 'failed') {
      const id = own.clientMessageId;
      row.meta.replaceChildren(
        element('span', { class: 'warning' }, words.failed),
        button(words.retry, () => retry(id)),
        button(words.discard, () => discard(id)),
      );
    } else row.meta.replaceChildren(words.sending);
  }

  return {
    log,
    toEnd,

    /** What comes while busy is history and is not read out. */
    set busy(busy: boolean) {
      log.ariaBusy = String(busy);
    },

    set teamName(name: string) {
      teamName = name;
      for (const row of rows.values()) if (row.message) describe(row);
    },

    message(message: WidgetMessage): void {
      const known = row(message.clientMessageId ?? message.id, message.from, formattedText(message.body));
      known.message = message;
      atEnd(() => {
        place(known);
        describe(known);
      });
    },

    own(own: OwnMessage): void {
      const known = row(own.clientMessageId, 'visitor', [own.text]);
      const isNew = !known.own;
      known.own = own;
      atEnd(() => {
        place(known);
        if (own.state !== 'sent') describe(known);
      }, isNew);
    },

    remove(clientMessageId: string): void {
      const known = rows.get(clientMessageId);
      if (!known) return;
      known.node.remove();
      rows.delete(clientMessageId);
      ordered.splice(ordered.indexOf(known), 1);
      greeting.hidden = rows.size > 0;
    },
  };
}

/** Unsent messages are last; within a conversation the server's numbers decide. */
function isBefore(a: Row, b: Row): boolean {
  if (!a.message || !b.message)
    return a.message ? true : b.message ? false : +a.own!.createdAt < +b.own!.createdAt;
  if (a.message.conversationId === b.message.conversationId) return a.message.sequence < b.message.sequence;
  return a.message.sentAt < b.message.sentAt;
}

const timeOf = (date: Date) =>
  date.toLocaleString([], {
    hour: '2-digit',
    minute: '2-digit',
    ...(Date.now() - +date > 72_000_000 && { day: 'numeric', month: 'short' }),
  });
