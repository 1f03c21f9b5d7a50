import type { WidgetError } from './errors.ts';

/** What a page needs to know before it shows the widget. */
export interface WidgetConfig {
  workspaceName: string;
  /** BCP 47 tag of the workspace's language. */
  locale: string;
  /** IANA time zone of the workspace. */
  timezone: string;
  capabilities: ('conversations' | 'attachments' | 'ratings' | 'handoff')[];
  identityMode: 'off' | 'report' | 'enforce';
  /** Longest text of one message, in UTF-16 code units. */
  messageLengthMax: number;
}

/** One message of a conversation, as a visitor may see it. */
export interface WidgetMessage {
  id: `msg_${string}`;
  conversationId: `conv_${string}`;
  /** Number of the message in its conversation, from 1. */
  sequence: number;
  /** The id under which a visitor's message was queued; null for messages of the team. */
  clientMessageId: string | null;
  from: 'visitor' | 'team';
  /** Text from another person: show it as text, never as HTML. */
  body: { format: 'text' | 'markdown'; text: string };
  sentAt: Date;
}

/** A conversation, without what was said in it. */
export interface WidgetConversation {
  id: `conv_${string}`;
  state: 'open' | 'resolved';
  messageCount: number;
  lastMessageAt: Date | null;
  createdAt: Date;
}

/** The call of the company's API that a conversation is about. */
export interface ApiContext {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS' | undefined;
  /** Path of the API request, without the host. */
  path?: string | undefined;
  statusCode?: number | undefined;
  errorCode?: string | undefined;
  requestId?: string | undefined;
  sdk?: { name: string; version?: string | undefined } | undefined;
  environment?: string | undefined;
  occurredAt?: Date | undefined;
}

/** The page on which a visitor started a conversation. */
export interface PageContext {
  url?: string | undefined;
  title?: string | undefined;
}

/** What may be told beside the first message of a conversation. */
export interface StartOptions {
  apiContext?: ApiContext;
  page?: PageContext;
}

/** A message of this visitor on its way to the server. */
export interface OwnMessage {
  /** Given by the client; the server's message carries it too. */
  clientMessageId: string;
  /** Until the server has named the conversation, the `clientMessageId` of its first message. */
  conversationId: string;
  text: string;
  /** `failed` will not succeed by waiting: `retry` or `discard` it. */
  state: 'sending' | 'sent' | 'failed';
  createdAt: Date;
  /** Code of the error that made it fail. */
  errorCode: string | null;
}

/**
 * State of the live stream: `idle` follows nothing, `connecting` is under way, `open` is live, `waiting` has
 * lost the server and will try again by itself.
 */
export type ConnectionState = 'idle' | 'connecting' | 'open' | 'waiting';

/** Events of a client and what their listeners get. */
export interface WidgetEvents {
  /** Each message once, whether a call or the stream brought it. Order by `sequence`. */
  message: WidgetMessage;
  /** A conversation started or changed its state. */
  state: WidgetConversation;
  connection: ConnectionState;
  /** An error that no caller was waiting for. */
  error: WidgetError;
  /** A message of this visitor was queued, sent, or failed. */
  queue: OwnMessage;
}

/** The part of `localStorage` that the client uses. */
export interface WidgetStorage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

/** Settings of a client. */
export interface WidgetClientOptions {
  /** Origin of the Woes server, `https://support.example.com` for example. */
  baseUrl: string;
  /** Public widget key, `woesw_…`. It names the workspace and unlocks nothing. */
  widgetKey: string;
  /** Signed token that says who the visitor is, for a session that starts. `identify` is for one that goes on. */
  identityToken?: string;
  /** Where session, conversation secrets and unsent messages are kept. `localStorage` when left out. */
  storage?: WidgetStorage;
  /** Used in place of the global `fetch`. */
  fetch?: typeof fetch;
  /** The same as a listener on `error`. */
  onError?: (error: WidgetError) => void;
  /** Time and chance, for tests. */
  clock?: Clock;
  /** Where `online`, `visibilitychange` and `storage` are heard; the window when left out. */
  signals?: EventTarget;
}

/** Time and chance. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs once after so many milliseconds, unless the returned function is called first. */
  schedule(run: () => void, ms: number): () => void;
  /** From 0 to just below 1. */
  random(): number;
}
