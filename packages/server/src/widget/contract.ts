import { z } from 'zod';
import { capabilities } from '../contract/capabilities.ts';
import { exampleId, id } from '../contract/ids.ts';
import { page, pageInput } from '../contract/lists.ts';
import { operation } from '../contract/operation.ts';
import { apiContext, nothing, sequence, text, timestamp } from '../contract/shapes.ts';
import { type conversationState, messageBody } from '../conversations/contract.ts';

const at = new Date('2026-11-22T09:30:00.000Z');

export const widgetConfig = z
  .strictObject({
    workspaceName: text(200),
    locale: text(35),
    timezone: text(64),
    capabilities: z.array(z.enum(capabilities)).max(8),
    identityMode: z.enum(['off', 'report', 'enforce']),
    messageLengthMax: z.int().min(1).max(32_000),
  })
  .meta({ id: 'WidgetConfig' });

export const getConfig = operation({
  summary: 'Get the widget configuration',
  description: 'What a page needs before it shows the widget. Nothing is stored.',
  access: {
    widget: 'key',
    capability: null,
    reason: 'The widget key names the workspace; what it opens is public.',
  },
  rest: 'GET /config',
  input: nothing,
  output: widgetConfig,
  example: {
    input: {},
    output: {
      workspaceName: 'Acme API',
      locale: 'en',
      timezone: 'Europe/Berlin',
      capabilities: ['conversations'],
      identityMode: 'off',
      messageLengthMax: 32_000,
    },
  },
});

export const widgetSession = z
  .strictObject({
    id: id('wses'),
    token: text(80).meta({ description: 'Bearer token of the other widget routes.' }),
    expiresAt: timestamp(),
    refreshToken: text(80).meta({ description: 'Gives one new pair; using it twice ends the session.' }),
    refreshExpiresAt: timestamp(),
    identity: z
      .enum(['anonymous', 'verified'])
      .meta({ description: 'Whether a signed token has said who the visitor is.' }),
  })
  .meta({ id: 'WidgetSession' });

const sessionExample = {
  id: exampleId('wses'),
  token: 'woess_<32 characters and a checksum>',
  expiresAt: new Date('2026-11-22T10:30:00.000Z'),
  refreshToken: 'woesr_<32 characters and a checksum>',
  refreshExpiresAt: new Date('2026-12-22T09:30:00.000Z'),
  identity: 'anonymous' as const,
};

const identityToken = () =>
  text(8192, 1).meta({
    description:
      'JWT signed by your backend with an identity secret: header `kid`; claims `sub`, `aud` (the widget key), `exp`, and `jti` if it is to work once. A signed `name` and `email` become those of the customer.',
  });

export const startSession = operation({
  summary: 'Start a widget session',
  description:
    'Starts a session for one visitor, and another one each time it is asked. Its token lasts one hour and is renewed with the refresh token. By the identity mode of the widget key a token is passed over (`off`), checked and its failures noted (`report`), or required (`enforce`).',
  access: { widget: 'key', capability: null, reason: 'A visitor has nothing but the key on the page.' },
  rest: 'POST /sessions',
  status: 201,
  input: z.strictObject({ identityToken: identityToken().optional() }),
  output: widgetSession,
  errors: ['identity_required', 'invalid_identity_token'],
  events: ['widget_session.started', 'customer.created', 'customer.updated'],
  revealsSecret: true,
  neverReplayed: true,
  example: { input: {}, output: sessionExample },
});

export const refreshSession = operation({
  summary: 'Refresh a widget session',
  description:
    'Exchanges a refresh token for a new pair. A refresh token works once; using it again ends the session, since one of the two users has stolen it.',
  access: {
    widget: 'key',
    capability: null,
    reason: 'The session token may have expired; the refresh token is the proof.',
  },
  rest: 'POST /sessions/refresh',
  input: z.strictObject({ refreshToken: text(80, 1) }),
  output: widgetSession,
  errors: ['expired_credentials', 'revoked_credentials', 'identity_required'],
  events: ['widget_session.revoked'],
  revealsSecret: true,
  example: { input: { refreshToken: 'woesr_<32 characters and a checksum>' }, output: sessionExample },
});

export const identifySession = operation({
  summary: 'Identify the visitor',
  description:
    'Says by a signed token who the visitor is. The session goes on with a new pair and the tokens before it end, but for one use: who repeats the call with the token and the `Idempotency-Key` of before, because the answer was lost, gets the same pair. Conversations that were started anonymously become those of the customer when their secrets are sent, and no others; reading still needs the secret. Where the identity mode is `off` the token is passed over.',
  access: {
    widget: 'session',
    capability: null,
    reason: 'The token is the proof; the session is what it is bound to.',
    endsToken: true,
  },
  rest: 'POST /sessions/identify',
  input: z.strictObject({
    identityToken: identityToken(),
    conversationSecrets: z
      .array(text(80, 1))
      .max(20)
      .default([])
      .meta({ description: 'Of the conversations to take along. One that opens nothing is passed over.' }),
  }),
  output: widgetSession
    .extend({ claimedConversationIds: z.array(id('conv')).max(20) })
    .meta({ id: 'IdentifiedWidgetSession' }),
  errors: ['invalid_identity_token'],
  events: ['widget_session.identified', 'customer.created', 'customer.updated', 'conversation.updated'],
  revealsSecret: true,
  example: {
    input: { identityToken: '<header>.<claims>.<signature>' },
    output: { ...sessionExample, identity: 'verified', claimedConversationIds: [exampleId('conv')] },
  },
});

export const widgetMessage = z
  .strictObject({
    id: id('msg'),
    conversationId: id('conv'),
    sequence: sequence('Number of the message in its conversation, from 1 without gaps.'),
    clientMessageId: text(100).nullable(),
    from: z.enum(['visitor', 'team']),
    body: z.strictObject({ format: z.enum(['text', 'markdown']), text: text(32_000) }),
    sentAt: timestamp(),
  })
  .meta({ id: 'WidgetMessage' });
export type WidgetMessage = z.output<typeof widgetMessage>;

export const widgetConversation = z
  .strictObject({
    id: id('conv'),
    state: z.enum(['open', 'resolved']).meta({ description: 'What a visitor may know of the state.' }),
    messageCount: z.int().min(0).max(2_147_483_647),
    lastMessageAt: timestamp().nullable(),
    createdAt: timestamp(),
  })
  .meta({ id: 'WidgetConversation' });
export type WidgetConversation = z.output<typeof widgetConversation>;
export const visitorState = (state: z.output<typeof conversationState>) =>
  (state === 'resolved' ? 'resolved' : 'open') as 'open' | 'resolved';

const messageExample: WidgetMessage = {
  id: exampleId('msg'),
  conversationId: exampleId('conv'),
  sequence: 1,
  clientMessageId: 'c1',
  from: 'visitor',
  body: { format: 'text', text: 'How do I skip to the next track?' },
  sentAt: at,
};
const conversationExample: WidgetConversation = {
  id: exampleId('conv'),
  state: 'open',
  messageCount: 1,
  lastMessageAt: at,
  createdAt: at,
};

const clientMessageId = () =>
  text(100, 1).meta({
    description:
      "The page's own id of the message. Sent again to the same conversation, it makes no second one.",
  });
const secretHeader = 'Woes-Conversation-Secret';
const conversationSecret = () =>
  text(80, 1).optional().meta({
    description: 'Secret of the conversation. REST takes it in the header `Woes-Conversation-Secret`.',
  });

export const createConversation = operation({
  summary: 'Start a conversation',
  description:
    'Starts a conversation with its first message. The secret in the answer is the only way to read the conversation later; it is not shown again.',
  access: { widget: 'session', capability: 'conversations', reason: 'A visitor may always ask.' },
  rest: 'POST /conversations',
  status: 201,
  input: z.strictObject({
    body: messageBody,
    clientMessageId: clientMessageId(),
    page: z.strictObject({ url: text(2048).optional(), title: text(300).optional() }).optional(),
    apiContext: apiContext.optional(),
  }),
  output: z
    .strictObject({ conversation: widgetConversation, message: widgetMessage, secret: text(80) })
    .meta({ id: 'StartedConversation' }),
  errors: ['state_conflict'],
  events: ['conversation.created', 'message.received', 'customer.created', 'conversation_secret.issued'],
  revealsSecret: true,
  example: {
    input: { body: { text: 'How do I skip to the next track?' }, clientMessageId: 'c1' },
    output: {
      conversation: conversationExample,
      message: messageExample,
      secret: 'woesc_<32 characters and a checksum>',
    },
  },
});

export const listConversations = operation({
  summary: 'List own conversations',
  description: 'The conversations that this session started: that they exist, not what was said in them.',
  access: { widget: 'session', capability: 'conversations', reason: 'A session may know what it started.' },
  rest: 'GET /conversations',
  input: z.strictObject({ ...pageInput }),
  output: page(widgetConversation),
  errors: ['invalid_cursor'],
  example: {
    input: {},
    output: { object: 'list', data: [conversationExample], hasMore: false, nextCursor: null },
  },
});

export const listMessages = operation({
  summary: 'Read messages',
  description:
    'The customer-visible messages of a conversation. Reading needs the secret of this conversation; neither the session nor the secret of another one will do.',
  access: {
    widget: 'session',
    capability: 'conversations',
    reason: 'Reading needs the conversation secret beside the session.',
  },
  rest: 'GET /conversations/{conversationId}/messages',
  input: z.strictObject({
    conversationId: id('conv'),
    conversationSecret: conversationSecret(),
    ...pageInput,
    afterSequence: sequence('Only messages after this one.').optional(),
  }),
  output: page(widgetMessage),
  headers: { conversationSecret: secretHeader },
  errors: ['conversation_secret_required', 'invalid_cursor'],
  example: {
    input: { conversationId: exampleId('conv') },
    output: { object: 'list', data: [messageExample], hasMore: false, nextCursor: null },
  },
});

export const sendMessage = operation({
  summary: 'Send a message',
  description:
    'Continues a conversation. A reply to one that was resolved longer ago than the reopen window starts a new conversation, whose id and secret are in the answer.',
  access: {
    widget: 'session',
    capability: 'conversations',
    reason: 'Writing needs the conversation secret beside the session.',
  },
  rest: 'POST /conversations/{conversationId}/messages',
  status: 201,
  input: z.strictObject({
    conversationId: id('conv'),
    conversationSecret: conversationSecret(),
    body: messageBody,
    clientMessageId: clientMessageId(),
  }),
  output: z
    .strictObject({ message: widgetMessage, followUpSecret: text(80).nullable() })
    .meta({ id: 'SentWidgetMessage' }),
  headers: { conversationSecret: secretHeader },
  errors: ['conversation_secret_required', 'state_conflict'],
  events: [
    'message.received',
    'conversation.state_changed',
    'conversation.reopened',
    'conversation.created',
    'conversation_secret.issued',
  ],
  revealsSecret: true,
  example: {
    input: { conversationId: exampleId('conv'), body: { text: 'Thanks!' }, clientMessageId: 'c2' },
    output: {
      message: {
        ...messageExample,
        id: exampleId('msg', 2),
        sequence: 2,
        clientMessageId: 'c2',
        body: { format: 'text', text: 'Thanks!' },
      },
      followUpSecret: null,
    },
  },
});

export const widgetEvent = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('message'),
      sequence: sequence('Number of the event, for resuming.'),
      message: widgetMessage,
    }),
    z.strictObject({
      type: z.literal('state'),
      sequence: sequence('Number of the event, for resuming.'),
      conversation: widgetConversation,
    }),
  ])
  .meta({ id: 'WidgetEvent' });
export type WidgetEvent = z.output<typeof widgetEvent>;

export const stream = operation({
  summary: 'Follow conversations',
  description:
    'Server-sent events of the conversations whose secrets are sent, up to 20, separated by commas; one that opens nothing is passed over. Resume with `Last-Event-ID`. `message` and `state` carry what their routes return; `reconnect` announces a planned end.',
  access: {
    widget: 'session',
    capability: 'conversations',
    reason: 'Reading needs the conversation secrets beside the session.',
  },
  rest: 'GET /stream',
  input: z.strictObject({
    conversationSecrets: text(8000, 1).optional().meta({
      description: 'Secrets separated by commas. REST takes them in the header `Woes-Conversation-Secret`.',
    }),
    afterSequence: sequence('Start after this event.').optional(),
  }),
  output: widgetEvent,
  headers: { conversationSecrets: secretHeader },
  errors: ['conversation_secret_required', 'state_conflict', 'sequence_expired', 'concurrency_limited'],
  example: { input: {}, output: { type: 'message', sequence: 7, message: messageExample } },
});
