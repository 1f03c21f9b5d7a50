import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { resolvePrincipal, watchKey } from '../../authentication/index.ts';
import type { Access } from '../../contract/operation.ts';
import type { LoggedEvent } from '../../platform/events/read.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import type { Context } from '../../rpc/context.ts';
import type { Follow, Following } from '../../rpc/follow.ts';
import { principalSubject } from '../../rpc/principal.ts';
import { problemOf } from '../../rpc/problem-of.ts';
import { authorize as authorizeFor } from '../../rpc/stages/authorize.ts';
import type { DoorContext } from '../bindings.ts';
import { replyHeaders } from '../reply-headers.ts';
import { Streams } from './streams.ts';

// The framework's light response skips the header that says so; looking at its body makes it a full one.
const alreadySent = RESPONSE_ALREADY_SENT;
void alreadySent.body;

const lifeMs = 15 * 60_000;
const authorizeMs = 60_000;
const retryMs = 1000;
const bufferedMax = 64 * 1024;

/**
 * Writes a followed log to the socket as server-sent events. Nothing is kept per event: a follower that does
 * not read is dropped, and resumes by the id of the last event it got.
 */
export async function sendStream(
  services: Services,
  context: Context,
  c: DoorContext,
  access: Access,
  follow: Following<unknown>,
): Promise<Response> {
  const { outgoing, incoming } = c.env as {
    outgoing: ServerResponse;
    incoming: DoorContext['env']['incoming'];
  };
  const principal = await resolvePrincipal(services, context.request, services.clock.now());
  // Who has gone by now says so no more: its place would never be free again.
  if (outgoing.destroyed) return RESPONSE_ALREADY_SENT;
  const begun = {
    ...replyHeaders(context),
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  };
  // Asked for the head alone, it has nothing to follow.
  if (incoming.method === 'HEAD') return new Response(null, { headers: begun });
  const streams = Streams.of(services);
  const subject = principalSubject(principal);
  if (!services.streams.enter(subject)) {
    services.metrics.limited('streams');
    throw new ProblemError('concurrency_limited', 'This key has its full number of streams open.', {
      retryAfter: 5,
      metadata: { policy: 'streams', quota: services.streams.max },
    });
  }

  outgoing.writeHead(200, begun);
  outgoing.write(': connected\n\n');

  const lastEventId = incoming.headers['last-event-id'];
  const after = lastEventId === undefined ? follow.after : Number(lastEventId);
  let drained: Promise<void> | null = null;
  // Measured before writing: what is too much is what was not read, not the size of one page of events.
  const write = (text: string): void | Promise<void> => {
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
      for (const event of events) if (follow.matches(event)) text += frameOf(event, follow);
      return text === '' ? undefined : write(text);
    },
    onGap: (oldest) => void write(`id: ${oldest - 1}\nevent: gap\ndata: {"oldestAvailable":${oldest}}\n\n`),
  });

  const end = (lastWords: string) => {
    if (!outgoing.writableEnded) outgoing.end(lastWords);
  };
  const refuse = (error: unknown) =>
    end(`event: problem\ndata: ${JSON.stringify(problemOf(error).toProblem(context.request.id))}\n\n`);
  const reconnect = () => end('event: reconnect\ndata: {}\n\n');
  const authorize = () => {
    if (outgoing.writableEnded || outgoing.destroyed) return;
    const asked = resolvePrincipal(services, context.request, services.clock.now());
    // What it may do may have become less than what this stream needs.
    const allowed = asked.then((now) => authorizeFor(services, access, now));
    allowed.catch((error: unknown) => {
      const { code, status } = problemOf(error);
      // A session that was refreshed has a new token: the follower is to come back with it.
      if (principal.kind === 'widget_session' && code === 'invalid_credentials') reconnect();
      else if (status < 500) refuse(error);
      // The question stays open while the database cannot answer it.
      else setTimeout(authorize, retryMs).unref();
    });
  };
  const life = setTimeout(reconnect, lifeMs * (0.8 + Math.random() * 0.4)).unref();
  const authorizing = setInterval(authorize, authorizeMs).unref();
  const unwatch = 'id' in principal ? watchKey(services, principal.id, authorize) : () => undefined;
  const forget = streams.add({ ping: () => void write(': ping\n\n'), reconnect });

  outgoing.once('close', () => {
    leave();
    unwatch();
    forget();
    services.streams.leave(subject);
    clearTimeout(life);
    clearInterval(authorizing);
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
