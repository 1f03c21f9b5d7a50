import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface PeerMessage {
  id: string;
  conversationId: string;
  sequence: number;
  clientMessageId: string | null;
  from: 'visitor' | 'team';
  body: { format: 'text' | 'markdown'; text: string };
  sentAt: string;
}

interface PeerConversation {
  id: string;
  secret: string;
  session: string;
  closed: boolean;
  state: 'open' | 'resolved';
  messages: PeerMessage[];
}

interface PeerStream {
  response: ServerResponse;
  secrets: string[];
  lastEventId: string | undefined;
}

/** A request as it arrived. */
export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
}

type Refusal = { status: number; code: string; retry?: string; retryAfter?: number; metadata?: object };
type Handler = (request: Received) => Refusal | 'drop' | 'drop_after' | 'hold' | null;

const widgetKey = 'woesw_test';

/** A small server that speaks the wire of the widget routes, and can be told to misbehave. */
export class Peer {
  readonly widgetKey = widgetKey;
  readonly received: Received[] = [];
  readonly conversations = new Map<string, PeerConversation>();
  readonly streams = new Set<PeerStream>();
  readonly tokens = new Map<string, string>();
  readonly refreshTokens = new Map<string, string>();
  /** Asked before each widget request; what it returns happens in place of the answer. */
  intercept: Handler = () => null;
  /** Answers other paths: the pages of a browser test. */
  page: (path: string, response: ServerResponse) => boolean = () => false;
  /** Seconds that a session token lasts. */
  sessionSeconds = 3600;
  /** Whether a new stream is sent what came after its `Last-Event-ID`. */
  resumes = true;
  pageSize = 100;
  private held: (() => void)[] = [];
  private readonly events: { id: number; conversationId: string; frame: string }[] = [];
  private readonly answers = new Map<string, { status: number; body: string; print: string }>();
  private count = 0;
  private readonly server = createServer((request, response) => {
    void this.serve(request, response);
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this.url;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Requests to a path, as `POST /conversations`. */
  calls(method: string, path: string | RegExp): Received[] {
    return this.received.filter(
      (one) =>
        one.method === method && one.path.split('?')[0]!.match(typeof path === 'string' ? `^${path}$` : path),
    );
  }

  /** A message of the team. */
  reply(
    conversationId: string,
    text: string,
    live = true,
    format: 'text' | 'markdown' = 'text',
  ): PeerMessage {
    const message = this.add(this.conversations.get(conversationId)!, text, 'team', null);
    message.body.format = format;
    this.publish('message', conversationId, { message }, live);
    return message;
  }

  resolve(conversationId: string): void {
    const conversation = this.conversations.get(conversationId)!;
    conversation.state = 'resolved';
    this.publish('state', conversationId, { conversation: this.present(conversation) });
  }

  /** Writes a frame to every stream as it is. */
  frame(text: string): void {
    for (const { response } of this.streams) response.write(text);
  }

  endStreams(): void {
    for (const { response } of this.streams) response.end();
  }

  /** Answers the requests that were held. */
  release(): void {
    this.intercept = () => null;
    for (const resume of this.held.splice(0)) resume();
  }

  expireTokens(): void {
    this.tokens.clear();
  }

  private id = (prefix: string) => `${prefix}_01jd${String(++this.count).padStart(22, '0')}`;

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url!;
    const base = '/api/widget/v1';
    if (!url.startsWith(base)) {
      if (!this.page(url, response)) response.writeHead(404).end();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const received = {
      method: request.method!,
      path: url.slice(base.length),
      headers: request.headers,
      body: text ? JSON.parse(text) : {},
    };
    this.received.push(received);

    const twist = this.intercept(received);
    if (twist === 'drop') return void request.socket.destroy();
    if (twist === 'hold') await new Promise<void>((resume) => this.held.push(resume));
    if (twist && typeof twist === 'object') return this.refuse(response, twist);
    const answer = this.answerOnce(received, response);
    if (!answer) return;
    if (twist === 'drop_after') return void request.socket.destroy();
    if ('code' in answer) return this.refuse(response, answer);
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
  }

  private refuse(
    response: ServerResponse,
    { status, code, retry = 'no', retryAfter, metadata = {} }: Refusal,
  ): void {
    const problem = {
      type: code,
      title: code,
      status,
      detail: code,
      code,
      requestId: this.id('req'),
      retry,
      retryAfter: retryAfter ?? null,
      metadata,
      errors: [],
    };
    response.writeHead(status, { 'Content-Type': 'application/problem+json' }).end(JSON.stringify(problem));
  }

  /** The answer, or the one that was given to the same key. */
  private answerOnce(
    received: Received,
    response: ServerResponse,
  ): { status: number; body: string } | Refusal | null {
    const key = received.headers['idempotency-key'];
    if (received.method === 'POST' && !key) return { status: 400, code: 'idempotency_key_required' };
    const record = `${received.path} ${key}`;
    const print = JSON.stringify(received.body);
    const known = key ? this.answers.get(record) : undefined;
    if (known)
      return known.print === print
        ? known
        : { status: 422, code: 'idempotency_key_reused', retry: 'new_key' };
    const answer = this.answer(received, response);
    if (!answer) return null;
    if ('code' in answer) return answer;
    const body = JSON.stringify(answer.value);
    if (key) this.answers.set(record, { status: answer.status, body, print });
    return { status: answer.status, body };
  }

  private answer(
    received: Received,
    response: ServerResponse,
  ): { status: number; value: unknown } | Refusal | null {
    const [path, query] = received.path.split('?') as [string, string | undefined];
    const route = `${received.method} ${path}`;
    const token = received.headers.authorization?.replace('Bearer ', '') ?? '';
    const secrets = String(received.headers['woes-conversation-secret'] ?? '').split(',');

    if (route === 'GET /config' || route === 'POST /sessions' || route === 'POST /sessions/refresh') {
      if (token !== widgetKey) return { status: 401, code: 'invalid_credentials' };
      if (route === 'GET /config') return { status: 200, value: this.config };
      if (route === 'POST /sessions') return { status: 201, value: this.session(this.id('wses')) };
      const session = this.refreshTokens.get(String(received.body.refreshToken));
      if (!session) return { status: 401, code: 'revoked_credentials' };
      this.refreshTokens.delete(String(received.body.refreshToken));
      return { status: 200, value: this.session(session) };
    }

    const session = this.tokens.get(token);
    if (!session) return { status: 401, code: 'expired_credentials' };
    if (route === 'POST /sessions/identify') {
      this.tokens.delete(token);
      for (const [refresh, of] of this.refreshTokens) if (of === session) this.refreshTokens.delete(refresh);
      return { status: 200, value: this.session(session) };
    }
    if (route === 'POST /conversations') {
      const conversation = this.start(session);
      const message = this.fromVisitor(conversation, received);
      return {
        status: 201,
        value: { conversation: this.present(conversation), message, secret: conversation.secret },
      };
    }
    if (route === 'GET /conversations') {
      const own = [...this.conversations.values()].filter((one) => one.session === session);
      return {
        status: 200,
        value: {
          object: 'list',
          data: own.map((one) => this.present(one)),
          hasMore: false,
          nextCursor: null,
        },
      };
    }
    if (route === 'GET /stream') {
      const known = [...this.conversations.values()].map(({ secret }) => secret);
      if (!secrets.every((secret) => known.includes(secret)))
        return { status: 403, code: 'conversation_secret_required' };
      this.stream(response, secrets, received.headers['last-event-id'] as string | undefined);
      return null;
    }
    const conversation = this.conversations.get(path.split('/')[2] ?? '');
    if (!conversation) return { status: 404, code: 'not_found' };
    if (secrets[0] !== conversation.secret) return { status: 403, code: 'conversation_secret_required' };
    if (received.method === 'GET')
      return { status: 200, value: this.list(conversation, new URLSearchParams(query)) };
    const target = conversation.closed ? this.start(session) : conversation;
    return {
      status: 201,
      value: {
        message: this.fromVisitor(target, received),
        followUpSecret: target === conversation ? null : target.secret,
      },
    };
  }

  private readonly config = {
    workspaceName: 'Acme API',
    locale: 'en',
    timezone: 'Europe/Berlin',
    capabilities: ['conversations'],
    identityMode: 'off',
    messageLengthMax: 32_000,
  };

  private session(id: string): object {
    const token = this.id('woess');
    const refreshToken = this.id('woesr');
    this.tokens.set(token, id);
    this.refreshTokens.set(refreshToken, id);
    const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
    return {
      id,
      token,
      expiresAt: inSeconds(this.sessionSeconds),
      refreshToken,
      refreshExpiresAt: inSeconds(2_592_000),
      identity: 'anonymous',
    };
  }

  private start(session: string): PeerConversation {
    const conversation: PeerConversation = {
      id: this.id('conv'),
      secret: this.id('woesc'),
      session,
      closed: false,
      state: 'open',
      messages: [],
    };
    this.conversations.set(conversation.id, conversation);
    return conversation;
  }

  private fromVisitor(conversation: PeerConversation, { body }: Received): PeerMessage {
    const clientMessageId = String(body.clientMessageId);
    const known = conversation.messages.find((one) => one.clientMessageId === clientMessageId);
    if (known) return known;
    const message = this.add(conversation, (body.body as { text: string }).text, 'visitor', clientMessageId);
    this.publish('message', conversation.id, { message });
    return message;
  }

  private add(
    conversation: PeerConversation,
    text: string,
    from: 'visitor' | 'team',
    clientMessageId: string | null,
  ): PeerMessage {
    const message: PeerMessage = {
      id: this.id('msg'),
      conversationId: conversation.id,
      sequence: conversation.messages.length + 1,
      clientMessageId,
      from,
      body: { format: 'text', text },
      sentAt: new Date().toISOString(),
    };
    conversation.messages.push(message);
    return message;
  }

  private present({ id, state, messages }: PeerConversation): object {
    return {
      id,
      state,
      messageCount: messages.length,
      lastMessageAt: messages.at(-1)?.sentAt ?? null,
      createdAt: messages[0]?.sentAt ?? new Date().toISOString(),
    };
  }

  private list({ messages }: PeerConversation, query: URLSearchParams): object {
    const after = Number(query.get('cursor') ?? query.get('afterSequence') ?? 0);
    const rows = messages.filter(({ sequence }) => sequence > after);
    const data = rows.slice(0, Math.min(this.pageSize, Number(query.get('limit'))));
    const hasMore = rows.length > data.length;
    return { object: 'list', data, hasMore, nextCursor: hasMore ? String(data.at(-1)!.sequence) : null };
  }

  private publish(type: 'message' | 'state', conversationId: string, content: object, live = true): void {
    const id = this.events.length + 1;
    const frame = `id: ${id}\nevent: ${type}\ndata: ${JSON.stringify({ type, sequence: id, ...content })}\n\n`;
    this.events.push({ id, conversationId, frame });
    if (!live) return;
    const { secret } = this.conversations.get(conversationId)!;
    for (const stream of this.streams) if (stream.secrets.includes(secret)) stream.response.write(frame);
  }

  private stream(response: ServerResponse, secrets: string[], lastEventId: string | undefined): void {
    const stream = { response, secrets, lastEventId };
    this.streams.add(stream);
    response.on('close', () => this.streams.delete(stream));
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
    });
    response.write(': ping\n\n');
    if (!this.resumes || lastEventId === undefined) return;
    for (const { id, conversationId, frame } of this.events)
      if (id > Number(lastEventId) && secrets.includes(this.conversations.get(conversationId)!.secret))
        response.write(frame);
  }
}
