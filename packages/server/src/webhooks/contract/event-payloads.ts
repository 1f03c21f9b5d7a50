import { z } from 'zod';
import {
  conversationSecret,
  credential,
  credentialExample,
  identitySecret,
  listConversationSecrets,
  listIdentitySecrets,
  listWidgetKeys,
  widgetKey,
} from '../../authentication/contract.ts';
import { channel, getChannel } from '../../channels/contract.ts';
import { exampleId, id } from '../../contract/ids.ts';
import { sequence, text } from '../../contract/shapes.ts';
import {
  assignConversation,
  assignment,
  attachment,
  conversation,
  conversationExample,
  createNote,
  getAttachment,
  issue,
  issueExample,
  issueLink,
  issueLinkExample,
  markRead,
  message,
  messageExample,
  note,
} from '../../conversations/contract.ts';
import {
  account,
  accountExample,
  contextProvider,
  customer,
  customerExample,
  erasureReceipt,
  identity,
  identityExample,
  listContextProviders,
  trackEvent,
  trackedEvent,
} from '../../customers/contract.ts';
import { job, jobExample } from '../../limits/contract.ts';
import {
  customField,
  getMember,
  getTeam,
  listCustomFields,
  listRoles,
  listTags,
  member,
  role,
  tag,
  team,
  workspace,
  workspaceExample,
} from '../../workspaces/contract.ts';

import { subscription, subscriptionExample } from './subscription-shape.ts';

/** What an event says beside its envelope, and one that says it. Times are text there. */
export interface Payload {
  readonly schema: z.ZodObject;
  readonly example: Readonly<Record<string, unknown>>;
}

const payload = (shape: z.ZodRawShape, example: Record<string, unknown>): Payload => ({
  schema: z.strictObject(shape),
  example,
});

/** The first of what an operation shows in its example. */
const firstOf = (list: { example: { output: unknown } }) =>
  (list.example.output as { data: unknown[] }).data[0];
const without = (name: string, value: object) =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

const cause = text(50).optional().meta({ description: 'What brought it about where nobody asked for it.' });

export const ofConversation = payload(
  { conversation, cause, assignment: assignment.optional() },
  { conversation: conversationExample },
);
export const ofAssignment = payload(
  { conversation, cause, assignment: assignment.optional() },
  { conversation: conversationExample, assignment: assignConversation.example.output.assignment },
);
export const ofDeletedConversation = payload(
  { conversationId: id('conv'), mode: z.enum(['soft', 'erase']) },
  { conversationId: exampleId('conv'), mode: 'soft' },
);
export const ofReading = payload(
  { read: (markRead.output as z.ZodObject).extend({ memberId: id('mem').nullable() }) },
  { read: { ...markRead.example.output, memberId: null } },
);
export const ofMessage = payload({ message }, { message: messageExample });
export const ofNote = payload({ note }, { note: createNote.example.output });
export const ofDeletedNote = payload({ noteId: id('note') }, { noteId: exampleId('note') });
export const ofIssue = payload({ issue }, { issue: issueExample });
export const ofIssueLink = payload({ link: issueLink }, { link: issueLinkExample });
export const ofAttachment = payload(
  {
    attachment: attachment.pick({
      id: true,
      filename: true,
      contentType: true,
      size: true,
      state: true,
      rejectedFor: true,
    }),
  },
  {
    attachment: Object.fromEntries(
      ['id', 'filename', 'contentType', 'size', 'state', 'rejectedFor'].map((name) => [
        name,
        (getAttachment.example.output as Record<string, unknown>)[name],
      ]),
    ),
  },
);

export const ofCustomer = payload({ customer }, { customer: customerExample });
export const ofIdentity = payload(
  { customer, identity },
  { customer: customerExample, identity: identityExample },
);
const gone = ['id', 'type', 'system', 'value', 'verified'] as const;
export const ofUnlinkedIdentity = payload(
  { customer, identity: identity.pick({ id: true, type: true, system: true, value: true, verified: true }) },
  {
    customer: customerExample,
    identity: Object.fromEntries(gone.map((name) => [name, identityExample[name]])),
  },
);
export const ofMergedCustomer = payload(
  { customer, sourceId: id('cus') },
  { customer: customerExample, sourceId: exampleId('cus', 2) },
);
export const ofUnmergedCustomer = payload(
  { customer, targetId: id('cus') },
  { customer: customerExample, targetId: exampleId('cus', 2) },
);
export const ofErasure = payload(
  { customer, receipt: erasureReceipt },
  {
    customer: customerExample,
    receipt: {
      id: exampleId('ers'),
      customerId: exampleId('cus'),
      erasedAt: customerExample.createdAt,
      counts: Object.fromEntries(Object.keys(erasureReceipt.shape.counts.shape).map((name) => [name, 0])),
    },
  },
);
export const ofTrackedEvent = payload(
  { event: trackedEvent },
  { event: without('result', trackEvent.example.output) },
);
export const ofAccount = payload({ account }, { account: without('stats', accountExample) });

export const ofContextProvider = payload(
  { contextProvider },
  { contextProvider: firstOf(listContextProviders) },
);

export const ofWorkspace = payload({ workspace }, { workspace: workspaceExample });
export const ofMember = payload({ member }, { member: getMember.example.output });
export const ofRole = payload({ role }, { role: firstOf(listRoles) });
export const ofTeam = payload({ team }, { team: getTeam.example.output });
export const ofTag = payload({ tag }, { tag: firstOf(listTags) });
export const ofMergedTag = payload({ tag, into: tag }, { tag: firstOf(listTags), into: firstOf(listTags) });
export const ofCustomField = payload({ customField }, { customField: firstOf(listCustomFields) });
export const ofChannel = payload({ channel }, { channel: getChannel.example.output });

export const ofCredential = payload({ credential }, { credential: credentialExample });
export const ofWidgetKey = payload({ widgetKey }, { widgetKey: firstOf(listWidgetKeys) });
export const ofIdentitySecret = payload({ identitySecret }, { identitySecret: firstOf(listIdentitySecrets) });
export const ofConversationSecret = payload(
  { conversationSecret },
  { conversationSecret: firstOf(listConversationSecrets) },
);
const sessionIdentity = z.enum(['anonymous', 'verified']);
export const ofSession = payload(
  {
    widgetSession: z.strictObject({
      id: id('wses'),
      widgetKeyId: id('wk').optional(),
      identity: sessionIdentity.optional(),
      customerId: id('cus').nullable().optional(),
      identityFailures: z.array(text(50)).max(20).optional(),
      claimedConversationIds: z.array(id('conv')).max(100).optional(),
      reason: text(50).optional(),
    }),
  },
  {
    widgetSession: {
      id: exampleId('wses'),
      widgetKeyId: exampleId('wk'),
      identity: 'verified',
      customerId: exampleId('cus'),
    },
  },
);
export const ofJob = payload({ job }, { job: jobExample });
const subscriptionId = exampleId('whk');
export const ofTest = payload(
  { subscriptionId: id('whk'), deliveryId: id('dlv'), eventType: text(100) },
  { subscriptionId, deliveryId: exampleId('dlv'), eventType: 'message.received' },
);
export const ofReplay = payload(
  {
    subscriptionId: id('whk'),
    count: z.int().min(1).max(10_000),
    fromSequence: sequence('The first event that is sent again.').nullable(),
    toSequence: sequence('The last event that is sent again.').nullable(),
  },
  { subscriptionId, count: 17, fromSequence: 4, toSequence: 88 },
);
export const ofSubscription = payload({ subscription }, { subscription: subscriptionExample });
