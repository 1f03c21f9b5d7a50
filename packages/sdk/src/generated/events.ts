// Generated from the contract of the API. Change the contract and generate again.

import type { Account, Assignment, Channel, ContextProvider, Conversation, ConversationSecret, Credential, CustomField, Customer, CustomerIdentity, ErasureReceipt, Event, IdentitySecret, Issue, IssueLink, Job, Member, Message, Note, Role, Tag, Team, TrackedEvent, WebhookSubscription, WidgetKey, Workspace } from './types.ts';

/** What each type of event says beside who, when and because of what. */
export interface EventPayloads {
  /** A conversation was started, by a customer, a member or an import. */
  'conversation.created': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** Fields of a conversation changed that have no event of their own. */
  'conversation.updated': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** A conversation moved from one state to another. */
  'conversation.state_changed': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** A conversation was resolved. */
  'conversation.resolved': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** A resolved conversation was opened again. */
  'conversation.reopened': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** A conversation was put away. */
  'conversation.archived': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** An archived conversation came back. */
  'conversation.unarchived': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** A conversation was put aside until a time or the next reply. */
  'conversation.snoozed': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** A conversation came back from being snoozed; `cause` says what brought it. */
  'conversation.unsnoozed': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** A conversation was given to a member or a team. */
  'conversation.assigned': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** A conversation was taken from who had it. */
  'conversation.unassigned': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** A member took a conversation over from the agent. */
  'conversation.taken_over': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** A conversation was given back to the agent. */
  'conversation.given_back': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** The priority of a conversation changed. */
  'conversation.priority_changed': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** The tags of a conversation changed. */
  'conversation.tags_changed': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** Values of custom fields of a conversation changed. */
  'conversation.custom_fields_changed': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** Somebody joined a conversation. */
  'conversation.participant_added': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** Somebody left a conversation. */
  'conversation.participant_removed': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** The API call that a conversation is about became known or other. */
  'conversation.api_context_changed': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** Conversations were merged into this one. */
  'conversation.merged': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** Messages of a conversation became a conversation of their own. */
  'conversation.split': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** One side has read up to a message. */
  'conversation.read': { read: {
      /** Id of a conversation. */
      conversationId: `conv_${string}`;
      /** Whose side has read: the team or the customer. */
      as: 'member' | 'customer';
      /** Number of the last message that this side has read. */
      upToSequence: number;
      unreadCount: number;
      /** Id of a member. */
      memberId: `mem_${string}` | null;
    } };
  /** A conversation was deleted. */
  'conversation.deleted': { conversationId: `conv_${string}`; mode: 'soft' | 'erase' };
  /** A deleted conversation came back. */
  'conversation.restored': { conversation: Conversation; cause?: string | undefined; assignment?: Assignment | undefined };
  /** A customer wrote a message. */
  'message.received': { message: Message };
  /** A message waits to be sent, again after a failure. */
  'message.queued': { message: Message };
  /** A message went out to the customer. */
  'message.sent': { message: Message };
  /** The channel confirmed a message. */
  'message.delivered': { message: Message };
  /** The customer has read a message. */
  'message.read': { message: Message };
  /** A message could not be delivered. */
  'message.failed': { message: Message };
  /** The text of a message was changed. */
  'message.updated': { message: Message };
  /** A message was deleted; its text is gone. */
  'message.deleted': { message: Message };
  /** Parts of a message were taken out. */
  'message.redacted': { message: Message };
  /** A file was announced for upload. */
  'attachment.created': { attachment: {
      /** Id of a attachment. */
      id: `att_${string}`;
      /** At most 255 characters. */
      filename: string;
      /** What the content says it is, once it is here; what was announced before. At most 100 characters. */
      contentType: string;
      /** Bytes. 1 to 26 214 400. */
      size: number;
      /** `pending` until the content has been uploaded, `rejected` when it may not be kept. */
      state: 'pending' | 'ready' | 'rejected';
      rejectedFor: 'type_not_allowed' | 'type_mismatch' | 'hash_mismatch' | null;
    } };
  /** An uploaded file was looked at and kept, or refused. */
  'attachment.scanned': { attachment: {
      /** Id of a attachment. */
      id: `att_${string}`;
      /** At most 255 characters. */
      filename: string;
      /** What the content says it is, once it is here; what was announced before. At most 100 characters. */
      contentType: string;
      /** Bytes. 1 to 26 214 400. */
      size: number;
      /** `pending` until the content has been uploaded, `rejected` when it may not be kept. */
      state: 'pending' | 'ready' | 'rejected';
      rejectedFor: 'type_not_allowed' | 'type_mismatch' | 'hash_mismatch' | null;
    } };
  /** A note was written. */
  'note.created': { note: Note };
  /** A note was changed. */
  'note.updated': { note: Note };
  /** A note was deleted. */
  'note.deleted': { noteId: `note_${string}` };
  /** A member was called to a note. */
  'member.mentioned': { note: Note };
  /** An issue was created. */
  'issue.created': { issue: Issue };
  /** Fields of an issue changed. */
  'issue.updated': { issue: Issue };
  /** An issue was resolved. */
  'issue.resolved': { issue: Issue };
  /** A conversation was linked to an issue. */
  'issue.linked': { link: IssueLink };
  /** A conversation was taken from an issue. */
  'issue.unlinked': { link: IssueLink };
  /** A customer became known. */
  'customer.created': { customer: Customer };
  /** A customer changed. */
  'customer.updated': { customer: Customer };
  /** An identity was added to a customer. */
  'customer.identity_linked': { customer: Customer; identity: CustomerIdentity };
  /** An identity was taken from a customer. */
  'customer.identity_unlinked': { customer: Customer; identity: {
      /** Id of a customer identity. */
      id: `idn_${string}`;
      type: 'email' | 'phone' | 'discord' | 'widget' | 'external';
      /** For an external id, the system it belongs to. 1 to 64 characters. */
      system: string | null;
      /** 1 to 320 characters. */
      value: string;
      /** Whether the person has proven that it is his or hers. */
      verified: boolean;
    } };
  /** Another customer was merged into this one. */
  'customer.merged': { customer: Customer; sourceId: `cus_${string}` };
  /** A merged customer stands alone again. */
  'customer.unmerged': { customer: Customer; targetId: `cus_${string}` };
  /** A customer was archived. */
  'customer.deleted': { customer: Customer };
  /** A person was erased for good; only the empty record is left. */
  'customer.erased': { customer: Customer; receipt: ErasureReceipt };
  /** Something a customer did in your product was recorded. */
  'customer.event_tracked': { event: TrackedEvent };
  /** A context provider was set up or changed. */
  'context_provider.updated': { contextProvider: ContextProvider };
  /** An account was created. */
  'account.created': { account: Account };
  /** An account changed. */
  'account.updated': { account: Account };
  /** An account was deleted. */
  'account.deleted': { account: Account };
  /** The workspace was created. */
  'workspace.created': { workspace: Workspace };
  /** The profile of the workspace changed. */
  'workspace.updated': { workspace: Workspace };
  /** A person was invited. */
  'member.invited': { member: Member };
  /** An invited person joined. */
  'member.joined': { member: Member };
  /** A member changed. */
  'member.updated': { member: Member };
  /** A member may not act for a time. */
  'member.suspended': { member: Member };
  /** A suspended member may act again. */
  'member.reinstated': { member: Member };
  /** A member was removed. */
  'member.removed': { member: Member };
  /** A role was created. */
  'role.created': { role: Role };
  /** A role changed. */
  'role.updated': { role: Role };
  /** A role was deleted. */
  'role.deleted': { role: Role };
  /** A team was created. */
  'team.created': { team: Team };
  /** A team changed, or who is in it. */
  'team.updated': { team: Team };
  /** A team was deleted. */
  'team.deleted': { team: Team };
  /** A tag was defined. */
  'tag.created': { tag: Tag };
  /** The definition of a tag changed. */
  'tag.updated': { tag: Tag };
  /** A tag was merged into another one. */
  'tag.merged': { tag: Tag; into: Tag };
  /** A tag was deleted. */
  'tag.deleted': { tag: Tag };
  /** A custom field was defined. */
  'custom_field.created': { customField: CustomField };
  /** The definition of a custom field changed. */
  'custom_field.updated': { customField: CustomField };
  /** A job ended, and nothing of it failed. */
  'job.succeeded': { job: Job };
  /** A job ended, and some of it failed. */
  'job.partial': { job: Job };
  /** A job ended, and all of it failed. */
  'job.failed': { job: Job };
  /** A job was cancelled. */
  'job.cancelled': { job: Job };
  /** A webhook subscription was created. */
  'webhook.subscription.created': { subscription: WebhookSubscription };
  /** A webhook subscription changed, or its requests succeed again. */
  'webhook.subscription.updated': { subscription: WebhookSubscription };
  /** A webhook subscription was deleted. */
  'webhook.subscription.deleted': { subscription: WebhookSubscription };
  /** A webhook subscription got a new secret. */
  'webhook.subscription.secret_rotated': { subscription: WebhookSubscription };
  /** Requests of a webhook subscription keep failing. */
  'webhook.subscription.failing': { subscription: WebhookSubscription };
  /** A webhook subscription was ended by its failures, or by a 410. */
  'webhook.subscription.disabled': { subscription: WebhookSubscription };
  /** A test was sent to a webhook subscription. */
  'webhook.subscription.test': { subscriptionId: `whk_${string}`; deliveryId: `dlv_${string}`; eventType: string };
  /** Events were sent again. */
  'webhook.subscription.replayed': { subscriptionId: `whk_${string}`; count: number; fromSequence: number | null; toSequence: number | null };
  /** A channel was created. */
  'channel.created': { channel: Channel };
  /** A credential was created. */
  'credential.created': { credential: Credential };
  /** A credential changed. */
  'credential.updated': { credential: Credential };
  /** A credential got a new secret. */
  'credential.rotated': { credential: Credential };
  /** A credential was revoked. */
  'credential.revoked': { credential: Credential };
  /** A credential came to its end. */
  'credential.expired': { credential: Credential };
  /** A widget key was created. */
  'widget_key.created': { widgetKey: WidgetKey };
  /** A widget key changed. */
  'widget_key.updated': { widgetKey: WidgetKey };
  /** A widget key got a successor. */
  'widget_key.rotated': { widgetKey: WidgetKey };
  /** A widget key was revoked. */
  'widget_key.revoked': { widgetKey: WidgetKey };
  /** An identity secret was created. */
  'identity_secret.created': { identitySecret: IdentitySecret };
  /** An identity secret was retired. */
  'identity_secret.retired': { identitySecret: IdentitySecret };
  /** A conversation secret was issued. */
  'conversation_secret.issued': { conversationSecret: ConversationSecret };
  /** A conversation secret was revoked. */
  'conversation_secret.revoked': { conversationSecret: ConversationSecret };
  /** A visitor opened the widget. */
  'widget_session.started': { widgetSession: {
      /** Id of a widget session. */
      id: `wses_${string}`;
      /** Id of a widget key. */
      widgetKeyId?: `wk_${string}` | undefined;
      identity?: 'anonymous' | 'verified' | undefined;
      /** Id of a customer. */
      customerId?: `cus_${string}` | null | undefined;
      /** At most 20 entries. Each at most 50 characters. */
      identityFailures?: string[] | undefined;
      /** At most 100 entries. */
      claimedConversationIds?: `conv_${string}`[] | undefined;
      /** At most 50 characters. */
      reason?: string | undefined;
    } };
  /** A visitor became known. */
  'widget_session.identified': { widgetSession: {
      /** Id of a widget session. */
      id: `wses_${string}`;
      /** Id of a widget key. */
      widgetKeyId?: `wk_${string}` | undefined;
      identity?: 'anonymous' | 'verified' | undefined;
      /** Id of a customer. */
      customerId?: `cus_${string}` | null | undefined;
      /** At most 20 entries. Each at most 50 characters. */
      identityFailures?: string[] | undefined;
      /** At most 100 entries. */
      claimedConversationIds?: `conv_${string}`[] | undefined;
      /** At most 50 characters. */
      reason?: string | undefined;
    } };
  /** A widget session was ended. */
  'widget_session.revoked': { widgetSession: {
      /** Id of a widget session. */
      id: `wses_${string}`;
      /** Id of a widget key. */
      widgetKeyId?: `wk_${string}` | undefined;
      identity?: 'anonymous' | 'verified' | undefined;
      /** Id of a customer. */
      customerId?: `cus_${string}` | null | undefined;
      /** At most 20 entries. Each at most 50 characters. */
      identityFailures?: string[] | undefined;
      /** At most 100 entries. */
      claimedConversationIds?: `conv_${string}`[] | undefined;
      /** At most 50 characters. */
      reason?: string | undefined;
    } };
}

/** Names of all types of events. */
export type EventTypeName = keyof EventPayloads;

/** A value as JSON carries it: times are text. */
export type OnTheWire<T> = T extends Date
  ? string
  : T extends (infer U)[]
    ? OnTheWire<U>[]
    : T extends object
      ? { [K in keyof T]: OnTheWire<T[K]> }
      : T;

/** An event of one type. */
export type EventOf<T extends EventTypeName> = Omit<Event, 'type' | 'data'> & {
  type: T;
  data: OnTheWire<EventPayloads[T]>;
};

/** An event of any type: comparing `type` tells what its `data` holds. */
export type TypedEvent = { [T in EventTypeName]: EventOf<T> }[EventTypeName];
