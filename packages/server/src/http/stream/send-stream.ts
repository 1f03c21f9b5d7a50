import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { LoggedEvent } from '../../platform/events/read.ts';
import type { Context } from '../../rpc/context.ts';
import type { Follow, Following } from '../../rpc/follow.ts';
import { problemOf } from '../../rpc/problem-of.ts';
import { stayAuthorized } from '../../rpc/stay-authorized.ts';
import type { DoorContext } from '../bindings.ts';
import { replyHeaders } from '../reply-headers.ts';
import { Streams } from './streams.ts';

// The framework's light response skips the header that says so; looking at its body makes it a full one.
const alreadySent = RESPONSE_ALREADY_SENT;
void alreadySent.body;

const lifeMs = 15 * 60_000;
const bufferedMax = 64 * 1024;

/**
 * Writes a followed log to the socket as server-sent events. Nothing is kept per event: a follower that does
 * not read is dropped, and resumes by the id of the last event it got.
 */
export async function sendStream(
  context: Context,
  c: DoorContext,
  follow: Following<unknown>,
): Promise<Response> {
  const { services } = context;
  const { outgoing, incoming } = c.env as {
    outgoing: ServerResponse;
    incoming: DoorContext['env']['incoming'];
  };
  // Who has gone by now says so no more: it would be served for ever.
  if (outgoing.destroyed) return RESPONSE_ALREADY_SENT;
  const begun = {
    ...replyHeaders(context),
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  };
  // Asked for the head alone, it has nothing to follow.
  if (incoming.method === 'HEAD') return new Response(null, { headers: begun });
  outgoing.writeHead(200, begun);
  outgoing.write(': connected\n\n');

  const lastEventId = incoming.headers['last-event-id'];
  const after = lastEventId === undefined ? follow.after : Number(lastEventId);
  let drained: Promise<void> | null = null;
  // Measured before writing: what is too much is what was not read, not the size of one page of events.
  const write = (text: string): void | Promise<void> => {
    if (outgoing.writableEnded) return undefined;
    if (outgoing.writableLength > bufferedMax) {
      outgoing.destroy();
      return undefined;
    }
    if (outgoing.write(text)) return undefined;
    drained ??= new Promise<void>((resolve) => {
      outgoing.once('drain', resolve);
      outgoing.once('close', resolve);
    }).then(() => {
      drained = null;
    });
    return drained;
  };
  const leave = services.tails.follow(follow.workspaceId, after, {
    onEvents(events) {
      let text = '';
      for (const event of events) {
        if (follow.isUnsettledBy?.(event)) authorized.lookAgain();
        if (follow.matches(event)) text += frameOf(event, follow);
      }
      return text === '' ? undefined : write(text);
    },
    onGap: (oldest) => void write(`id: ${oldest - 1}\nevent: gap\ndata: {"oldestAvailable":${oldest}}\n\n`),
  });

  // Without an id: whoever comes back does so with the number of the last event.
  const deafen = services.signals.follow(follow.workspaceId, (signal) => {
    const shown = follow.signal?.(signal);
    if (shown) void write(`event: ${signal.type}\ndata: ${JSON.stringify(shown)}\n\n`);
  });

  const end = (lastWords: string) => {
    if (!outgoing.writableEnded) outgoing.end(lastWords);
  };
  const refuse = (error: unknown) =>
    end(`event: problem\ndata: ${JSON.stringify(problemOf(error).toProblem(context.request.id))}\n\n`);
  const reconnect = () => end('event: reconnect\ndata: {}\n\n');
  const authorized = stayAuthorized(context, follow, { refuse, renew: reconnect });
  const life = setTimeout(reconnect, lifeMs * (0.8 + Math.random() * 0.4)).unref();
  const forget = Streams.of(services).add({ ping: () => void write(': ping\n\n'), reconnect });

  outgoing.once('close', () => {
    leave();
    deafen();
    authorized.stop();
    forget();
    clearTimeout(life);
  });
  return alreadySent;
}

function frameOf(event: LoggedEvent, { audience, present }: Follow<unknown>): string {
  const made = event.frames.get(audience);
  if (made !== undefined) return made;
  const shown = present(event);
  const frame = shown
    ? `id: ${event.sequence}\nevent: ${shown.name}\ndata: ${JSON.stringify(shown.data)}\n\n`
    : '';
  event.frames.set(audience, frame);
  return frame;
}
