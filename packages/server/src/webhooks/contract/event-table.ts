import type { Scope } from '../../contract/scopes.ts';
import type { Payload } from './event-payloads.ts';
import * as of from './event-payloads.ts';

/** One type of event: who may see it, when it is told, and what it says. */
export interface EventType {
  readonly scope: Scope;
  readonly description: string;
  readonly payload: Payload;
  /** Date of the contract that had it first. */
  readonly since?: string;
}

const seenWith =
  (scope: Scope) =>
  (payload: Payload, description: string): EventType => ({ scope, payload, description });

const conversations = seenWith('conversations:read');
const messages = seenWith('messages:read');
const customers = seenWith('customers:read');
const workspace = seenWith('workspace:read');
const credentials = seenWith('credentials:read');
const channels = seenWith('channels:read');
const told = (description: string) => conversations(of.ofConversation, description);

const webhooks = (description: string) => seenWith('webhooks:read')(of.ofSubscription, description);

/**
 * The one table of what can happen. The catalogue, the `webhooks` section of the document, the types of the SDK and
 * what a credential sees of the log are made from it; a test holds it against what operations declare.
 */
export const eventTable = {
  'conversation.created': told('A conversation was started, by a customer, a member or an import.'),
  'conversation.updated': told('Fields of a conversation changed that have no event of their own.'),
  'conversation.state_changed': told('A conversation moved from one state to another.'),
  'conversation.resolved': told('A conversation was resolved.'),
  'conversation.reopened': told('A resolved conversation was opened again.'),
  'conversation.archived': told('A conversation was put away.'),
  'conversation.unarchived': told('An archived conversation came back.'),
  'conversation.snoozed': told('A conversation was put aside until a time or the next reply.'),
  'conversation.unsnoozed': told(
    'A conversation came back from being snoozed; `cause` says what brought it.',
  ),
  'conversation.assigned': conversations(of.ofAssignment, 'A conversation was given to a member or a team.'),
  'conversation.unassigned': conversations(of.ofAssignment, 'A conversation was taken from who had it.'),
  'conversation.taken_over': told('A member took a conversation over from the agent.'),
  'conversation.given_back': told('A conversation was given back to the agent.'),
  'conversation.priority_changed': told('The priority of a conversation changed.'),
  'conversation.tags_changed': told('The tags of a conversation changed.'),
  'conversation.custom_fields_changed': told('Values of custom fields of a conversation changed.'),
  'conversation.participant_added': told('Somebody joined a conversation.'),
  'conversation.participant_removed': told('Somebody left a conversation.'),
  'conversation.api_context_changed': told(
    'The API call that a conversation is about became known or other.',
  ),
  'conversation.merged': told('Conversations were merged into this one.'),
  'conversation.split': told('Messages of a conversation became a conversation of their own.'),
  'conversation.read': conversations(of.ofReading, 'One side has read up to a message.'),
  'conversation.deleted': conversations(of.ofDeletedConversation, 'A conversation was deleted.'),
  'conversation.restored': told('A deleted conversation came back.'),
  'message.received': messages(of.ofMessage, 'A customer wrote a message.'),
  'message.queued': messages(of.ofMessage, 'A message waits to be sent, again after a failure.'),
  'message.sent': messages(of.ofMessage, 'A message went out to the customer.'),
  'message.delivered': messages(of.ofMessage, 'The channel confirmed a message.'),
  'message.read': messages(of.ofMessage, 'The customer has read a message.'),
  'message.failed': messages(of.ofMessage, 'A message could not be delivered.'),
  'message.updated': messages(of.ofMessage, 'The text of a message was changed.'),
  'message.deleted': messages(of.ofMessage, 'A message was deleted; its text is gone.'),
  'message.redacted': messages(of.ofMessage, 'Parts of a message were taken out.'),
  'attachment.created': conversations(of.ofAttachment, 'A file was announced for upload.'),
  'attachment.scanned': conversations(
    of.ofAttachment,
    'An uploaded file was looked at and kept, or refused.',
  ),
  'note.created': conversations(of.ofNote, 'A note was written.'),
  'note.updated': conversations(of.ofNote, 'A note was changed.'),
  'note.deleted': conversations(of.ofDeletedNote, 'A note was deleted.'),
  'member.mentioned': conversations(of.ofNote, 'A member was called to a note.'),
  'issue.created': conversations(of.ofIssue, 'An issue was created.'),
  'issue.updated': conversations(of.ofIssue, 'Fields of an issue changed.'),
  'issue.resolved': conversations(of.ofIssue, 'An issue was resolved.'),
  'issue.linked': conversations(of.ofIssueLink, 'A conversation was linked to an issue.'),
  'issue.unlinked': conversations(of.ofIssueLink, 'A conversation was taken from an issue.'),
  'customer.created': customers(of.ofCustomer, 'A customer became known.'),
  'customer.updated': customers(of.ofCustomer, 'A customer changed.'),
  'customer.identity_linked': customers(of.ofIdentity, 'An identity was added to a customer.'),
  'customer.identity_unlinked': customers(of.ofUnlinkedIdentity, 'An identity was taken from a customer.'),
  'customer.merged': customers(of.ofMergedCustomer, 'Another customer was merged into this one.'),
  'customer.unmerged': customers(of.ofUnmergedCustomer, 'A merged customer stands alone again.'),
  'customer.deleted': customers(of.ofCustomer, 'A customer was archived.'),
  'customer.erased': customers(of.ofErasure, 'A person was erased for good; only the empty record is left.'),
  'customer.event_tracked': customers(
    of.ofTrackedEvent,
    'Something a customer did in your product was recorded.',
  ),
  'context_provider.updated': workspace(of.ofContextProvider, 'A context provider was set up or changed.'),
  'account.created': customers(of.ofAccount, 'An account was created.'),
  'account.updated': customers(of.ofAccount, 'An account changed.'),
  'account.deleted': customers(of.ofAccount, 'An account was deleted.'),
  'workspace.created': workspace(of.ofWorkspace, 'The workspace was created.'),
  'workspace.updated': workspace(of.ofWorkspace, 'The profile of the workspace changed.'),
  'member.invited': workspace(of.ofMember, 'A person was invited.'),
  'member.joined': workspace(of.ofMember, 'An invited person joined.'),
  'member.updated': workspace(of.ofMember, 'A member changed.'),
  'member.suspended': workspace(of.ofMember, 'A member may not act for a time.'),
  'member.reinstated': workspace(of.ofMember, 'A suspended member may act again.'),
  'member.removed': workspace(of.ofMember, 'A member was removed.'),
  'role.created': workspace(of.ofRole, 'A role was created.'),
  'role.updated': workspace(of.ofRole, 'A role changed.'),
  'role.deleted': workspace(of.ofRole, 'A role was deleted.'),
  'team.created': workspace(of.ofTeam, 'A team was created.'),
  'team.updated': workspace(of.ofTeam, 'A team changed, or who is in it.'),
  'team.deleted': workspace(of.ofTeam, 'A team was deleted.'),
  'tag.created': workspace(of.ofTag, 'A tag was defined.'),
  'tag.updated': workspace(of.ofTag, 'The definition of a tag changed.'),
  'tag.merged': workspace(of.ofMergedTag, 'A tag was merged into another one.'),
  'tag.deleted': workspace(of.ofTag, 'A tag was deleted.'),
  'custom_field.created': workspace(of.ofCustomField, 'A custom field was defined.'),
  'custom_field.updated': workspace(of.ofCustomField, 'The definition of a custom field changed.'),
  'job.succeeded': workspace(of.ofJob, 'A job ended, and nothing of it failed.'),
  'job.partial': workspace(of.ofJob, 'A job ended, and some of it failed.'),
  'job.failed': workspace(of.ofJob, 'A job ended, and all of it failed.'),
  'job.cancelled': workspace(of.ofJob, 'A job was cancelled.'),
  'webhook.subscription.created': webhooks('A webhook subscription was created.'),
  'webhook.subscription.updated': webhooks('A webhook subscription changed, or its requests succeed again.'),
  'webhook.subscription.deleted': webhooks('A webhook subscription was deleted.'),
  'webhook.subscription.secret_rotated': webhooks('A webhook subscription got a new secret.'),
  'webhook.subscription.failing': webhooks('Requests of a webhook subscription keep failing.'),
  'webhook.subscription.disabled': webhooks('A webhook subscription was ended by its failures, or by a 410.'),
  'webhook.subscription.test': seenWith('webhooks:read')(
    of.ofTest,
    'A test was sent to a webhook subscription.',
  ),
  'webhook.subscription.replayed': seenWith('webhooks:read')(of.ofReplay, 'Events were sent again.'),
  'channel.created': channels(of.ofChannel, 'A channel was created.'),
  'credential.created': credentials(of.ofCredential, 'A credential was created.'),
  'credential.updated': credentials(of.ofCredential, 'A credential changed.'),
  'credential.rotated': credentials(of.ofCredential, 'A credential got a new secret.'),
  'credential.revoked': credentials(of.ofCredential, 'A credential was revoked.'),
  'credential.expired': credentials(of.ofCredential, 'A credential came to its end.'),
  'widget_key.created': credentials(of.ofWidgetKey, 'A widget key was created.'),
  'widget_key.updated': credentials(of.ofWidgetKey, 'A widget key changed.'),
  'widget_key.rotated': credentials(of.ofWidgetKey, 'A widget key got a successor.'),
  'widget_key.revoked': credentials(of.ofWidgetKey, 'A widget key was revoked.'),
  'identity_secret.created': credentials(of.ofIdentitySecret, 'An identity secret was created.'),
  'identity_secret.retired': credentials(of.ofIdentitySecret, 'An identity secret was retired.'),
  'conversation_secret.issued': conversations(of.ofConversationSecret, 'A conversation secret was issued.'),
  'conversation_secret.revoked': conversations(of.ofConversationSecret, 'A conversation secret was revoked.'),
  'widget_session.started': customers(of.ofSession, 'A visitor opened the widget.'),
  'widget_session.identified': customers(of.ofSession, 'A visitor became known.'),
  'widget_session.revoked': customers(of.ofSession, 'A widget session was ended.'),
} as const satisfies Readonly<Record<string, EventType>>;

export type EventTypeName = keyof typeof eventTable;
export const eventTypeNames = Object.keys(eventTable) as EventTypeName[];
export const eventTypeOf = (name: string): EventType | null =>
  Object.hasOwn(eventTable, name) ? eventTable[name as EventTypeName] : null;
