// Generated from the contract of the API. Change the contract and generate again.

import type { ErrorCode } from './errors.ts';

/** The shape `Account` of the API. */
export interface Account {
  /** Id of a account. */
  id: `acc_${string}`;
  /** The record's id in your own system. 1 to 255 characters. */
  externalId: string;
  /** 1 to 200 characters. */
  name: string;
  /** At most 50 entries. Each 3 to 253 characters. */
  domains: string[];
  /** At most 100 characters. */
  plan: string | null;
  /** At most 100 characters. */
  tier: string | null;
  /** Environments of your API that the account uses. At most 20 entries. Each 1 to 50 characters. */
  apiEnvironments: string[];
  traits: Record<string, Json>;
  /** Values of custom fields by their keys. */
  customFields: Record<string, string | number | boolean | string[]>;
  /** The member who looks after the account. */
  ownerMemberId: `mem_${string}` | null;
  /** With `include=stats`. */
  stats?: AccountStats | undefined;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The shape `AccountStats` of the API. */
export interface AccountStats {
  /** Customers who are members. */
  customers: number;
  /** Conversations of the members that are not resolved. */
  open: number;
  /** Conversations of the members. */
  total: number;
}

/** The shape `Actor` of the API. */
export interface Actor {
  type: 'credential' | 'customer' | 'visitor' | 'installation' | 'system' | 'member';
  /** Id of the credential, customer or member; null for the system. At most 64 characters. */
  id: string | null;
  /** At most 200 characters. */
  name: string | null;
}

/** What may be asked of a value of your own. */
export type AnyFilter = EqualityFilter<string | number | boolean> | PartFilter;

/** The API call that the conversation is about, in the company's own API. */
export interface ApiContext {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS' | undefined;
  /** Path of the API request, without the host. At most 2048 characters. */
  path?: string | undefined;
  /** 100 to 599. */
  statusCode?: number | undefined;
  /** At most 200 characters. */
  errorCode?: string | undefined;
  /** At most 200 characters. */
  requestId?: string | undefined;
  sdk?: {
    /** 1 to 100 characters. */
    name: string;
    /** At most 50 characters. */
    version?: string | undefined;
  } | undefined;
  /** At most 50 characters. */
  environment?: string | undefined;
  occurredAt?: Date | undefined;
}

/** The shape `ApiContextOrigin` of the API. */
export interface ApiContextOrigin {
  /** Said by the team, read out of a message, or told by the page of the visitor. */
  source: 'manual' | 'parsed' | 'widget';
  /** At most 1. */
  confidence: number;
  /** Id of a message. */
  parsedFrom: `msg_${string}` | null;
}

/** Where each field comes from. */
export interface ApiContextOrigins {
  method?: ApiContextOrigin | undefined;
  path?: ApiContextOrigin | undefined;
  statusCode?: ApiContextOrigin | undefined;
  errorCode?: ApiContextOrigin | undefined;
  requestId?: ApiContextOrigin | undefined;
  sdk?: ApiContextOrigin | undefined;
  environment?: ApiContextOrigin | undefined;
  occurredAt?: ApiContextOrigin | undefined;
}

/** The shape `ApiVersion` of the API. */
export interface ApiVersion {
  /** Date of the contract, as `Woes-Version` names it. At most 10 characters. */
  version: string;
  status: 'current' | 'supported' | 'retired';
  /** When a newer contract took its place. */
  deprecatedAt: Date | null;
  /** Until when it is served. */
  sunsetAt: Date | null;
  /** What is other than in the contract before. At most 200 entries. */
  changes: ApiVersionChange[];
}

/** The shape `ApiVersionChange` of the API. */
export interface ApiVersionChange {
  kind: 'added' | 'changed' | 'removed';
  /** At most 1000 entries. Each at most 100 characters. */
  operations: string[];
  /** At most 1000 characters. */
  description: string;
}

/** The shape `AssignedConversation` of the API. */
export interface AssignedConversation {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** Number of the conversation in its workspace, for people. At least 1. */
  ref: number;
  /** At most 255 characters. */
  externalId: string | null;
  /** At most 500 characters. */
  subject: string | null;
  state: 'new' | 'open' | 'waiting_on_customer' | 'waiting_on_team' | 'resolved';
  priority: 'low' | 'normal' | 'high' | 'urgent';
  channel: {
    /** Id of a channel. */
    id: `chn_${string}`;
    type: 'live_chat' | 'discord' | 'email' | 'api';
  };
  customer: {
    /** Id of a customer. */
    id: `cus_${string}`;
    /** At most 255 characters. */
    externalId: string | null;
    /** At most 200 characters. */
    name: string | null;
    /** At most 320 characters. */
    email: string | null;
  };
  /** Who of the team works on it. */
  assignee: {
    type: 'member';
    /** Id of a member. */
    id: `mem_${string}`;
  } | null;
  /** The team that it is given to. */
  teamId: `team_${string}` | null;
  /** At most 64 entries. */
  participants: Participant[];
  /** At most 64 entries. Each 1 to 64 characters. */
  tags: string[];
  /** Values of custom fields by their keys. */
  customFields: Record<string, string | number | boolean | string[]>;
  apiContext: ApiContext | null;
  agent: {
    /** `paused` while a person has taken the conversation over. */
    state: 'idle' | 'running' | 'waiting_approval' | 'handed_off' | 'paused';
  };
  counts: {
    messages: number;
    unreadMember: number;
    unreadCustomer: number;
  };
  lastMessage: {
    at: Date;
    direction: 'inbound' | 'outbound';
    /** Its number in the conversation. */
    sequence: number;
    /** At most 200 characters. */
    preview: string;
  } | null;
  firstResponseAt: Date | null;
  /** Since when the customer waits for an answer. */
  waitingSince: Date | null;
  /** Out of sight until this time. */
  snoozedUntil: Date | null;
  /** Out of sight until the customer replies. */
  snoozedUntilReply: boolean;
  resolvedAt: Date | null;
  /** At most 2000 characters. */
  resolutionSummary: string | null;
  reopenCount: number;
  /** Since when lists leave it out. */
  archivedAt: Date | null;
  /** The resolved conversation that this one continues. */
  followUpOf: `conv_${string}` | null;
  /** The conversation that its first messages were moved out of. */
  splitFrom: `conv_${string}` | null;
  /** The conversation that took its messages over. It changes no more itself. */
  mergedInto: `conv_${string}` | null;
  redactionCount: number;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  assignment: Assignment;
}

/** The shape `Assignment` of the API. */
export interface Assignment {
  from: Holder;
  to: Holder;
  /**
   * How the team chooses: `explicit` names the team and nobody of it, the others name a member. The policy of
   * the team, when left out.
   */
  strategy: 'explicit' | 'round_robin' | 'least_loaded';
  /** At most 200. */
  candidatesConsidered: number;
  /** Members of the team who could not be given it, and why. At most 200 entries. */
  skipped: ({
    /** Id of a member. */
    memberId: `mem_${string}`;
    reason: 'offline' | 'away' | 'at_capacity' | 'outside_business_hours';
  })[];
}

/** The shape `AssignmentPolicy` of the API. */
export interface AssignmentPolicy {
  /**
   * Who gets a conversation of the team: nobody until somebody assigns it, each in turn, or who has the fewest
   * open.
   */
  strategy: 'manual' | 'round_robin' | 'least_loaded';
  /** A member with this many open conversations gets no more; null for no bound. 1 to 10 000. */
  maxOpenPerMember: number | null;
  /** Pass over members who are away or offline. */
  onlyOnline: boolean;
  /** Assign to nobody outside of the business hours of the workspace. */
  respectBusinessHours: boolean;
}

/** A member, or a team that chooses one by its policy. */
export type AssignmentTarget = {
  /** Id of a member. */
  memberId: `mem_${string}`;
} | {
  /** Id of a team. */
  teamId: `team_${string}`;
  /**
   * How the team chooses: `explicit` names the team and nobody of it, the others name a member. The policy of
   * the team, when left out.
   */
  strategy?: 'explicit' | 'round_robin' | 'least_loaded' | undefined;
};

/** The shape `Attachment` of the API. */
export interface Attachment {
  /** Id of a attachment. */
  id: `att_${string}`;
  /** At most 255 characters. */
  filename: string;
  /** What the content says it is, once it is here; what was announced before. At most 100 characters. */
  contentType: string;
  /** Bytes. 1 to 26 214 400. */
  size: number;
  /** At most 64 characters. */
  sha256: string | null;
  /** `pending` until the content has been uploaded, `rejected` when it may not be kept. */
  state: 'pending' | 'ready' | 'rejected';
  rejectedFor: 'type_not_allowed' | 'type_mismatch' | 'hash_mismatch' | null;
  /** Id of a message. */
  messageId: `msg_${string}` | null;
  /**
   * Where to PUT the content, while it is pending. It needs no credential and ends soon. At most 2048
   * characters.
   */
  uploadUrl: string | null;
  /** Where to GET the content, once it is ready. It needs no credential and ends soon. At most 2048 characters. */
  downloadUrl: string | null;
  urlExpiresAt: Date | null;
  createdAt: Date;
}

/** The shape `AuditEntry` of the API. */
export interface AuditEntry {
  /** Id of a audit entry. */
  id: `aud_${string}`;
  actor: Actor;
  /** Resource and verb. At most 100 characters. */
  action: string;
  resource: {
    /** At most 50 characters. */
    type: string;
    /** At most 64 characters. */
    id: string;
  };
  /** What changed; secrets are masked. */
  changes: Record<string, Json>;
  /** At most 64 characters. */
  requestId: string;
  /** The credential that was presented. */
  credentialId: `key_${string}` | null;
  /** Keyed hash of the address: equal for equal addresses, and nothing more. At most 64 characters. */
  ipHash: string | null;
  createdAt: Date;
}

/** Says which of audit log are meant: a leaf, or leaves joined by `and`, `or` and `not`. */
export type AuditLogFilter = FilterTree<
  | ({ field: 'actor.type' } & TextFilter)
  | ({ field: 'actor.id' } & TextFilter)
  | ({ field: 'actor.name' } & TextFilter)
  | ({ field: 'action' } & TextFilter)
  | ({ field: 'resource.type' } & TextFilter)
  | ({ field: 'requestId' } & TextFilter)
  | ({ field: 'credentialId' } & EqualityFilter<`key_${string}`>)
  | ({ field: 'ipHash' } & TextFilter)
  | ({ field: 'createdAt' } & TimeFilter)
  | ({ field: `changes.${string}` } & AnyFilter)
>;

/** What `authentication.conversationSecrets.issue` takes. */
export interface AuthenticationConversationSecretsIssueInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /**
   * `resume` opens the history and lets the visitor go on. `transcript` and `rating` are for the pages of
   * these names and open no history.
   */
  purpose: 'resume' | 'transcript' | 'rating';
  /** The customer of the conversation. */
  customerId: `cus_${string}`;
  /** Life in seconds, 90 days at most. 60 to 7 776 000. */
  ttlSeconds: number;
  /** Without an end, when left out. 1 to 10 000. */
  maxUses?: number | undefined;
}

/** What `authentication.conversationSecrets.list` takes. */
export interface AuthenticationConversationSecretsListInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
}

/** What `authentication.conversationSecrets.list` answers. */
export interface AuthenticationConversationSecretsListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: ConversationSecret[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `authentication.conversationSecrets.revoke` takes. */
export interface AuthenticationConversationSecretsRevokeInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** Id of a conversation secret. */
  secretId: `csec_${string}`;
}

/** What `authentication.credentials.create` takes. */
export interface AuthenticationCredentialsCreateInput {
  /** 1 to 200 characters. */
  name: string;
  /** 1 to 25 entries. */
  scopes: ScopeName[];
  /** When the key stops working. Never, when left out. */
  expiresAt?: Date | undefined;
  /**
   * Addresses that may use the key. Any, when empty. At most 64 entries. Each 2 to 49 characters. Default:
   * `[]`.
   */
  ipAllowlist?: string[] | undefined;
  /**
   * The member in whose name it acts: it may do what its scopes and the role of the member both allow, and
   * works as long as the member is active. A credential of a member makes credentials of that member only.
   */
  ownerMemberId?: `mem_${string}` | undefined;
  /**
   * Date of the contract that it speaks when a request does not say. The newest, when left out. At most 10
   * characters.
   */
  apiVersion?: string | undefined;
}

/** What `authentication.credentials.get` takes. */
export interface AuthenticationCredentialsGetInput {
  /** Id of a credential. */
  id: `key_${string}`;
  /** At most 1 entries. */
  include?: 'usage'[] | undefined;
}

/** What `authentication.credentials.list` takes. */
export interface AuthenticationCredentialsListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  status?: 'active' | 'rotating' | 'expired' | 'revoked' | undefined;
  /**
   * Filter tree: `{and: []}`, `{or: []}`, `{not: {}}` or `{field, op, value}`, at most 5 levels and 50 leaves.
   * In a query it is JSON text. `GET /schema/filters/{resource}` lists fields and operators. A field without a
   * value equals nothing.
   */
  filter?: CredentialFilter | undefined;
}

/** What `authentication.credentials.list` answers. */
export interface AuthenticationCredentialsListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Credential[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `authentication.credentials.revoke` takes. */
export interface AuthenticationCredentialsRevokeInput {
  /** Id of a credential. */
  id: `key_${string}`;
  /** Kept in the audit log. At most 500 characters. */
  reason?: string | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `authentication.credentials.rotate` takes. */
export interface AuthenticationCredentialsRotateInput {
  /** Id of a credential. */
  id: `key_${string}`;
  /** How long the secret before works on; 0 ends it at once. At most 604 800. Default: `86400`. */
  graceSeconds?: number | undefined;
  /** Kept in the audit log. At most 500 characters. */
  reason?: string | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `authentication.credentials.update` takes. */
export interface AuthenticationCredentialsUpdateInput {
  /** Id of a credential. */
  id: `key_${string}`;
  /** 1 to 200 characters. */
  name?: string | undefined;
  /** 1 to 25 entries. */
  scopes?: ScopeName[] | undefined;
  /** Null for no end. */
  expiresAt?: Date | null | undefined;
  /** At most 64 entries. Each 2 to 49 characters. */
  ipAllowlist?: string[] | undefined;
  /** Date of the contract that it speaks when a request does not say. At most 10 characters. */
  apiVersion?: string | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `authentication.identitySecrets.create` takes. */
export interface AuthenticationIdentitySecretsCreateInput {
  algorithm: 'HS256' | 'ES256' | 'EdDSA';
  /** Counts for widget keys of this channel only. All, when left out. */
  channelId?: `chn_${string}` | undefined;
  /** PEM (SPKI) or JWK as JSON text. Required for ES256 and EdDSA, refused for HS256. 1 to 4000 characters. */
  publicKey?: string | undefined;
}

/** What `authentication.identitySecrets.list` takes. */
export interface AuthenticationIdentitySecretsListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Those bound to this channel. */
  channelId?: `chn_${string}` | undefined;
}

/** What `authentication.identitySecrets.list` answers. */
export interface AuthenticationIdentitySecretsListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: IdentitySecret[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `authentication.identitySecrets.retire` takes. */
export interface AuthenticationIdentitySecretsRetireInput {
  /** Id of a identity secret. */
  id: `isec_${string}`;
  /** How long it still verifies; 0 ends it at once. At most 604 800. Default: `86400`. */
  graceSeconds?: number | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `authentication.identityTokens.inspect` takes. */
export interface AuthenticationIdentityTokensInspectInput {
  /** 1 to 8192 characters. */
  token: string;
  /** Checks as of this time. Now, when left out. */
  at?: Date | undefined;
}

/** What `authentication.scopes.list` answers. */
export interface AuthenticationScopesListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Scope[];
}

/** What `authentication.widgetKeys.create` takes. */
export interface AuthenticationWidgetKeysCreateInput {
  /** Id of a channel. */
  channelId: `chn_${string}`;
  /** 1 to 200 characters. */
  name: string;
  /** 1 to 50 entries. Each 8 to 255 characters. */
  allowedOrigins: string[];
  /** At most 8 entries. Default: `["conversations"]`. */
  capabilities?: ('conversations' | 'attachments' | 'ratings' | 'handoff')[] | undefined;
  /** Default: `"off"`. */
  identityMode?: 'off' | 'report' | 'enforce' | undefined;
}

/** What `authentication.widgetKeys.list` takes. */
export interface AuthenticationWidgetKeysListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Id of a channel. */
  channelId?: `chn_${string}` | undefined;
}

/** What `authentication.widgetKeys.list` answers. */
export interface AuthenticationWidgetKeysListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: WidgetKey[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `authentication.widgetKeys.revoke` takes. */
export interface AuthenticationWidgetKeysRevokeInput {
  /** Id of a widget key. */
  id: `wk_${string}`;
  /** Default: `true`. */
  endSessions?: boolean | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `authentication.widgetKeys.rotate` takes. */
export interface AuthenticationWidgetKeysRotateInput {
  /** Id of a widget key. */
  id: `wk_${string}`;
  /** How long the value before works on; 0 ends it at once. At most 604 800. Default: `86400`. */
  graceSeconds?: number | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `authentication.widgetKeys.update` takes. */
export interface AuthenticationWidgetKeysUpdateInput {
  /** Id of a widget key. */
  id: `wk_${string}`;
  /** 1 to 200 characters. */
  name?: string | undefined;
  /** 1 to 50 entries. Each 8 to 255 characters. */
  allowedOrigins?: string[] | undefined;
  /** At most 8 entries. */
  capabilities?: ('conversations' | 'attachments' | 'ratings' | 'handoff')[] | undefined;
  identityMode?: 'off' | 'report' | 'enforce' | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What may be asked of a field that is true or false. */
export type BooleanFilter = { op: 'eq' | 'ne' | 'is_set'; value: boolean };

/** The shape `BusinessHours` of the API. */
export interface BusinessHours {
  /** When the workspace is open in each week; none is never. At most 50 entries. */
  intervals: BusinessInterval[];
  /** Days on which it is closed all day. At most 366 entries. Default: `[]`. */
  holidays: Holiday[];
}

/** The shape `BusinessHours` of the API. */
export interface BusinessHoursInput {
  /** When the workspace is open in each week; none is never. At most 50 entries. */
  intervals: BusinessInterval[];
  /** Days on which it is closed all day. At most 366 entries. Default: `[]`. */
  holidays?: HolidayInput[] | undefined;
}

/** The shape `BusinessInterval` of the API. */
export interface BusinessInterval {
  day: 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';
  /** When it begins, in the time zone of the workspace. At most 5 characters. */
  from: string;
  /** When it ends; `24:00` is the end of the day. At most 5 characters. */
  to: string;
}

/** What an event tells of a field before and after. */
export type ChangeFilter =
  | { op: 'changed' }
  | { op: 'changed_from' | 'changed_to'; value: string | number | boolean };

/** The shape `Channel` of the API. */
export interface Channel {
  /** Id of a channel. */
  id: `chn_${string}`;
  type: 'live_chat' | 'discord' | 'email' | 'api';
  /** 1 to 200 characters. */
  name: string;
  status: 'setup' | 'active' | 'degraded' | 'disabled';
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** What `channels.create` takes. */
export interface ChannelsCreateInput {
  type: 'live_chat' | 'api';
  /** 1 to 200 characters. */
  name: string;
}

/** What `channels.get` takes. */
export interface ChannelsGetInput {
  /** Id of a channel. */
  id: `chn_${string}`;
}

/** What `channels.list` takes. */
export interface ChannelsListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  type?: 'live_chat' | 'discord' | 'email' | 'api' | undefined;
}

/** What `channels.list` answers. */
export interface ChannelsListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Channel[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** The shape `ContextFact` of the API. */
export interface ContextFact {
  /** 1 to 64 characters. */
  key: string;
  /** 1 to 200 characters. */
  label: string;
  type: 'text' | 'number' | 'boolean' | 'date' | 'url';
  /** Null when it is not known, or not to be shown. */
  value: string | number | boolean | null;
  /** Key of the provider. 1 to 64 characters. */
  source: string;
  fetchedAt: Date | null;
  expiresAt: Date | null;
  /** Past its time, and the provider could not be asked again. */
  stale: boolean;
  /** What was masked in the value. At most 20 entries. Each at most 100 characters. */
  redactions: string[];
  /** Why the provider could not be asked, or its value not be used. */
  error: {
    code: 'url_not_allowed' | 'address_not_allowed' | 'name_not_found' | 'connection_failed' | 'tls_failed' | 'timeout' | 'too_many_redirects' | 'invalid_response' | 'refused' | 'invalid_value';
    /** At most 300 characters. */
    detail: string;
  } | null;
}

/** The shape `ContextFactDefinition` of the API. */
export interface ContextFactDefinition {
  /** 1 to 64 characters. */
  key: string;
  /** 1 to 200 characters. */
  label: string;
  type: 'text' | 'number' | 'boolean' | 'date' | 'url';
  /** Shown to credentials with the scope `redactions:reveal` only. Default: `false`. */
  sensitive: boolean;
}

/** The shape `ContextFactDefinition` of the API. */
export interface ContextFactDefinitionInput {
  /** 1 to 64 characters. */
  key: string;
  /** 1 to 200 characters. */
  label: string;
  type: 'text' | 'number' | 'boolean' | 'date' | 'url';
  /** Shown to credentials with the scope `redactions:reveal` only. Default: `false`. */
  sensitive?: boolean | undefined;
}

/** The shape `ContextProvider` of the API. */
export interface ContextProvider {
  /** Id of a context provider. */
  id: `ctx_${string}`;
  /** Name of the system that the id belongs to. 1 to 64 characters. */
  key: string;
  /** At most 2048 characters. */
  url: string;
  /** Last four characters of the signing secret. At most 4 characters. */
  hint: string;
  /** 100 to 10 000. */
  timeoutMs: number;
  /** At most 604 800. */
  ttlSeconds: number;
  /** At most 50 entries. */
  facts: ContextFactDefinition[];
  enabled: boolean;
  health: 'unknown' | 'healthy' | 'failing';
  lastSuccessAt: Date | null;
  lastError: 'url_not_allowed' | 'address_not_allowed' | 'name_not_found' | 'connection_failed' | 'tls_failed' | 'timeout' | 'too_many_redirects' | 'invalid_response' | 'refused' | 'invalid_value' | null;
  lastErrorAt: Date | null;
  /** Of the last 50 answers. At most 60 000. */
  p95Ms: number | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The shape `Conversation` of the API. */
export interface Conversation {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** Number of the conversation in its workspace, for people. At least 1. */
  ref: number;
  /** At most 255 characters. */
  externalId: string | null;
  /** At most 500 characters. */
  subject: string | null;
  state: 'new' | 'open' | 'waiting_on_customer' | 'waiting_on_team' | 'resolved';
  priority: 'low' | 'normal' | 'high' | 'urgent';
  channel: {
    /** Id of a channel. */
    id: `chn_${string}`;
    type: 'live_chat' | 'discord' | 'email' | 'api';
  };
  customer: {
    /** Id of a customer. */
    id: `cus_${string}`;
    /** At most 255 characters. */
    externalId: string | null;
    /** At most 200 characters. */
    name: string | null;
    /** At most 320 characters. */
    email: string | null;
  };
  /** Who of the team works on it. */
  assignee: {
    type: 'member';
    /** Id of a member. */
    id: `mem_${string}`;
  } | null;
  /** The team that it is given to. */
  teamId: `team_${string}` | null;
  /** At most 64 entries. */
  participants: Participant[];
  /** At most 64 entries. Each 1 to 64 characters. */
  tags: string[];
  /** Values of custom fields by their keys. */
  customFields: Record<string, string | number | boolean | string[]>;
  apiContext: ApiContext | null;
  agent: {
    /** `paused` while a person has taken the conversation over. */
    state: 'idle' | 'running' | 'waiting_approval' | 'handed_off' | 'paused';
  };
  counts: {
    messages: number;
    unreadMember: number;
    unreadCustomer: number;
  };
  lastMessage: {
    at: Date;
    direction: 'inbound' | 'outbound';
    /** Its number in the conversation. */
    sequence: number;
    /** At most 200 characters. */
    preview: string;
  } | null;
  firstResponseAt: Date | null;
  /** Since when the customer waits for an answer. */
  waitingSince: Date | null;
  /** Out of sight until this time. */
  snoozedUntil: Date | null;
  /** Out of sight until the customer replies. */
  snoozedUntilReply: boolean;
  resolvedAt: Date | null;
  /** At most 2000 characters. */
  resolutionSummary: string | null;
  reopenCount: number;
  /** Since when lists leave it out. */
  archivedAt: Date | null;
  /** The resolved conversation that this one continues. */
  followUpOf: `conv_${string}` | null;
  /** The conversation that its first messages were moved out of. */
  splitFrom: `conv_${string}` | null;
  /** The conversation that took its messages over. It changes no more itself. */
  mergedInto: `conv_${string}` | null;
  redactionCount: number;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The shape `ConversationApiContext` of the API. */
export interface ConversationApiContext {
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  apiContext: ApiContext | null;
  origins: ApiContextOrigins;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
}

/** Says which of conversations are meant: a leaf, or leaves joined by `and`, `or` and `not`. */
export type ConversationFilter = FilterTree<
  | ({ field: 'id' } & EqualityFilter<`conv_${string}`>)
  | ({ field: 'ref' } & NumberFilter)
  | ({ field: 'externalId' } & TextFilter)
  | ({ field: 'subject' } & TextFilter)
  | ({ field: 'state' } & EqualityFilter<'new' | 'open' | 'waiting_on_customer' | 'waiting_on_team' | 'resolved'>)
  | ({ field: 'priority' } & EqualityFilter<'low' | 'normal' | 'high' | 'urgent'>)
  | ({ field: 'channel.id' } & EqualityFilter<`chn_${string}`>)
  | ({ field: 'channel.type' } & EqualityFilter<'live_chat' | 'discord' | 'email' | 'api'>)
  | ({ field: 'customer.id' } & EqualityFilter<`cus_${string}`>)
  | ({ field: 'customer.externalId' } & TextFilter)
  | ({ field: 'customer.name' } & TextFilter)
  | ({ field: 'customer.email' } & TextFilter)
  | ({ field: 'assignee.id' } & EqualityFilter<`mem_${string}`>)
  | ({ field: 'teamId' } & EqualityFilter<`team_${string}`>)
  | ({ field: 'tags' } & ListFilter<string>)
  | ({ field: `customFields.${string}` } & AnyFilter)
  | ({ field: 'apiContext.method' } & TextFilter)
  | ({ field: 'apiContext.path' } & TextFilter)
  | ({ field: 'apiContext.statusCode' } & NumberFilter)
  | ({ field: 'apiContext.errorCode' } & TextFilter)
  | ({ field: 'apiContext.environment' } & TextFilter)
  | ({ field: 'counts.messages' } & NumberFilter)
  | ({ field: 'counts.unreadMember' } & NumberFilter)
  | ({ field: 'counts.unreadCustomer' } & NumberFilter)
  | ({ field: 'lastMessage.at' } & TimeFilter)
  | ({ field: 'lastMessage.direction' } & EqualityFilter<'inbound' | 'outbound'>)
  | ({ field: 'firstResponseAt' } & TimeFilter)
  | ({ field: 'waitingSince' } & TimeFilter)
  | ({ field: 'agent.state' } & EqualityFilter<'idle' | 'running' | 'waiting_approval' | 'handed_off' | 'paused'>)
  | ({ field: 'snoozedUntil' } & TimeFilter)
  | ({ field: 'snoozedUntilReply' } & BooleanFilter)
  | ({ field: 'resolvedAt' } & TimeFilter)
  | ({ field: 'reopenCount' } & NumberFilter)
  | ({ field: 'archivedAt' } & TimeFilter)
  | ({ field: 'followUpOf' } & EqualityFilter<`conv_${string}`>)
  | ({ field: 'splitFrom' } & EqualityFilter<`conv_${string}`>)
  | ({ field: 'mergedInto' } & EqualityFilter<`conv_${string}`>)
  | ({ field: 'version' } & NumberFilter)
  | ({ field: 'createdAt' } & TimeFilter)
  | ({ field: 'updatedAt' } & TimeFilter)
>;

/** The shape `ConversationSecret` of the API. */
export interface ConversationSecret {
  /** Id of a conversation secret. */
  id: `csec_${string}`;
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  /**
   * `resume` opens the history and lets the visitor go on. `transcript` and `rating` are for the pages of
   * these names and open no history.
   */
  purpose: 'resume' | 'transcript' | 'rating';
  /** For whom it was issued; null for one that a widget session got. */
  customerId: `cus_${string}` | null;
  /** At most 4 characters. */
  hint: string;
  /** 1 to 10 000. */
  maxUses: number | null;
  /** Counted where there is a maximum: each call of a widget route, each start of a stream. */
  useCount: number;
  expiresAt: Date | null;
  /** Accurate to about an hour. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  createdAt: Date;
}

/** What `conversations.archive` takes. */
export interface ConversationsArchiveInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.assign` takes. */
export interface ConversationsAssignInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  to: AssignmentTarget | null;
  /** A note to leave with it. 1 to 32 000 characters. */
  note?: string | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.attachments.create` takes. */
export interface ConversationsAttachmentsCreateInput {
  /** 1 to 255 characters. */
  filename: string;
  /** 3 to 100 characters. */
  contentType: string;
  /** Bytes. 1 to 26 214 400. */
  size: number;
  /** Refuse content with another SHA-256. */
  sha256?: string | undefined;
}

/** What `conversations.attachments.get` takes. */
export interface ConversationsAttachmentsGetInput {
  /** Id of a attachment. */
  id: `att_${string}`;
}

/** What `conversations.bulkUpdate` takes. */
export interface ConversationsBulkUpdateInput {
  /** 1 to 1000 entries. */
  ids?: `conv_${string}`[] | undefined;
  /**
   * Filter tree: `{and: []}`, `{or: []}`, `{not: {}}` or `{field, op, value}`, at most 5 levels and 50 leaves.
   * In a query it is JSON text. `GET /schema/filters/{resource}` lists fields and operators. A field without a
   * value equals nothing.
   */
  filter?: ConversationFilter | undefined;
  operation: 'update' | 'tag' | 'assign' | 'resolve' | 'reopen' | 'snooze' | 'unsnooze' | 'archive' | 'unarchive';
  /** Default: `{}`. */
  args?: {
    /** At most 500 characters. */
    subject?: string | null | undefined;
    priority?: 'low' | 'normal' | 'high' | 'urgent' | undefined;
    state?: 'new' | 'open' | 'waiting_on_customer' | 'waiting_on_team' | 'resolved' | undefined;
    tags?: {
      /** At most 64 entries. Each 1 to 64 characters. */
      add?: string[] | undefined;
      /** At most 64 entries. Each 1 to 64 characters. */
      remove?: string[] | undefined;
    } | undefined;
    /** Merged into what is there: null clears a value, what is left out stays. */
    customFields?: Record<string, string | number | boolean | string[] | null> | undefined;
    apiContext?: ApiContext | null | undefined;
    to?: AssignmentTarget | null | undefined;
    /** A note to leave with it. 1 to 32 000 characters. */
    note?: string | undefined;
    /** 1 to 2000 characters. */
    resolutionSummary?: string | undefined;
    /** A time to come, at most two years away. */
    until?: Date | undefined;
    untilReply?: boolean | undefined;
    /** 1 to 500 characters. */
    reason?: string | undefined;
  } | undefined;
  /** Default: `false`. */
  dryRun?: boolean | undefined;
  /** What becomes of an item whose state does not allow it: `skipped`, or `failed`. Default: `"fail"`. */
  onConflict?: 'skip' | 'fail' | undefined;
}

/** What `conversations.create` takes. */
export interface ConversationsCreateInput {
  /** A customer by id, or by your own id: then it is created when there is none. */
  customer: {
    /** Id of a customer. */
    id: `cus_${string}`;
  } | {
    /** The record's id in your own system. 1 to 255 characters. */
    externalId: string;
    /** 1 to 200 characters. */
    name?: string | undefined;
    /** At most 320 characters. */
    email?: string | undefined;
  };
  /** Id of a channel. */
  channelId: `chn_${string}`;
  /** At most 500 characters. */
  subject?: string | undefined;
  firstMessage?: {
    /** Default: `"text"`. */
    format?: 'text' | 'markdown' | undefined;
    /** 1 to 32 000 characters. */
    text: string;
    /** Default: `"inbound"`. */
    direction?: 'inbound' | 'outbound' | undefined;
  } | undefined;
  /** Default: `"normal"`. */
  priority?: 'low' | 'normal' | 'high' | 'urgent' | undefined;
  /** At most 64 entries. Each 1 to 64 characters. Default: `[]`. */
  tags?: string[] | undefined;
  /** Merged into what is there: null clears a value, what is left out stays. */
  customFields?: Record<string, string | number | boolean | string[] | null> | undefined;
  /** The record's id in your own system. 1 to 255 characters. */
  externalId?: string | undefined;
  apiContext?: ApiContext | undefined;
  /** Whom to give it to. Nobody, when left out. */
  assign?: AssignmentTarget | undefined;
}

/** What `conversations.delete` takes. */
export interface ConversationsDeleteInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** Default: `"soft"`. */
  mode?: 'soft' | 'erase' | undefined;
  /** Default: `false`. */
  dryRun?: boolean | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.exportTranscript` takes. */
export interface ConversationsExportTranscriptInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** Default: `"markdown"`. */
  format?: 'json' | 'markdown' | 'text' | undefined;
  /** Default: `false`. */
  includeNotes?: boolean | undefined;
  /** Default: `false`. */
  includeChanges?: boolean | undefined;
  /** Only items after this place of the timeline. */
  afterSequence?: number | undefined;
}

/** What `conversations.get` takes. */
export interface ConversationsGetInput {
  /** Id of the conversation, `ref:1042` by its number, or `ext:` and your own id. */
  id: `conv_${string}` | string;
}

/** What `conversations.giveBack` takes. */
export interface ConversationsGiveBackInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** 1 to 500 characters. */
  reason?: string | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.import` takes. */
export interface ConversationsImportInput {
  /** The channel that the conversations are to belong to. */
  channelId: `chn_${string}`;
  /** 1 to 1000 entries. */
  items: ImportedConversationInput[];
  /** Default: `false`. */
  dryRun?: boolean | undefined;
}

/** What `conversations.issueLinks.create` takes. */
export interface ConversationsIssueLinksCreateInput {
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  /** An issue by id, or a record of an external tracker. */
  issue: {
    /** Id of a issue. */
    id: `iss_${string}`;
  } | {
    provider: 'github' | 'linear' | 'jira' | 'custom';
    /** 1 to 255 characters. */
    externalId: string;
    /** At most 1000 characters. */
    url?: string | undefined;
  } | {
    provider: 'github' | 'linear' | 'jira' | 'custom';
    /** At most 1000 characters. */
    url: string;
  };
  /** The reference itself when left out. 1 to 500 characters. */
  title?: string | undefined;
  state?: 'open' | 'in_progress' | 'resolved' | 'closed' | undefined;
  /**
   * What the conversation is to the issue: `caused_by` it, `tracks` its progress, or asks for a `duplicate` of
   * it. Default: `"tracks"`.
   */
  relation?: 'caused_by' | 'tracks' | 'duplicate' | undefined;
}

/** What `conversations.issueLinks.delete` takes. */
export interface ConversationsIssueLinksDeleteInput {
  /** Id of a issue link. */
  id: `lnk_${string}`;
}

/** What `conversations.issueLinks.list` takes. */
export interface ConversationsIssueLinksListInput {
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
}

/** What `conversations.issueLinks.list` answers. */
export interface ConversationsIssueLinksListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: IssueLink[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `conversations.issues.conversations.list` takes. */
export interface ConversationsIssuesConversationsListInput {
  /** Id of a issue. */
  id: `iss_${string}`;
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
}

/** What `conversations.issues.conversations.list` answers. */
export interface ConversationsIssuesConversationsListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: IssueLink[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `conversations.issues.create` takes. */
export interface ConversationsIssuesCreateInput {
  /** 1 to 500 characters. */
  title: string;
  /** At most 32 000 characters. */
  description?: string | undefined;
  /** Default: `"open"`. */
  state?: 'open' | 'in_progress' | 'resolved' | 'closed' | undefined;
  /** Default: `"normal"`. */
  priority?: 'low' | 'normal' | 'high' | 'urgent' | undefined;
  /** At most 64 entries. Each 1 to 64 characters. Default: `[]`. */
  tags?: string[] | undefined;
  /** Merged into what is there: null clears a value, what is left out stays. */
  customFields?: Record<string, string | number | boolean | string[] | null> | undefined;
  /** Conversations to link. Their notes are copied. At most 100 entries. Default: `[]`. */
  conversationIds?: `conv_${string}`[] | undefined;
  /**
   * What the conversation is to the issue: `caused_by` it, `tracks` its progress, or asks for a `duplicate` of
   * it. Default: `"caused_by"`.
   */
  relation?: 'caused_by' | 'tracks' | 'duplicate' | undefined;
  /** Id of a customer. */
  customerId?: `cus_${string}` | undefined;
  assignee?: IssueAssignee | undefined;
  /**
   * The issue in an external tracker. Without `externalId` it is read from the address: `acme/api#512` from
   * GitHub's, `ENG-42` from Linear's, `API-7` from Jira's, else the address itself. One issue of the workspace
   * has it.
   */
  external?: {
    provider: 'github' | 'linear' | 'jira' | 'custom';
    /** 1 to 255 characters. */
    externalId: string;
    /** At most 1000 characters. */
    url?: string | undefined;
  } | {
    provider: 'github' | 'linear' | 'jira' | 'custom';
    /** At most 1000 characters. */
    url: string;
  } | undefined;
}

/** What `conversations.issues.get` takes. */
export interface ConversationsIssuesGetInput {
  /** Id of the issue, or `ref:87` by its number. */
  id: `iss_${string}` | string;
  /** 1 to 2 entries. */
  include?: ('conversations' | 'notes')[] | undefined;
}

/** What `conversations.issues.link` takes. */
export interface ConversationsIssuesLinkInput {
  /** Id of a issue. */
  id: `iss_${string}`;
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  /**
   * What the conversation is to the issue: `caused_by` it, `tracks` its progress, or asks for a `duplicate` of
   * it. Default: `"caused_by"`.
   */
  relation?: 'caused_by' | 'tracks' | 'duplicate' | undefined;
}

/** What `conversations.issues.list` takes. */
export interface ConversationsIssuesListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Order of the list; `-` is newest first. Default: `"-created_at"`. */
  sort?: 'created_at' | '-created_at' | undefined;
  /** 1 to 4 entries. */
  state?: ('open' | 'in_progress' | 'resolved' | 'closed')[] | undefined;
  /** 1 to 4 entries. */
  priority?: ('low' | 'normal' | 'high' | 'urgent')[] | undefined;
  /** Slug of a tag. 1 to 64 characters. */
  tag?: string | undefined;
  /** Id of a conversation. */
  conversationId?: `conv_${string}` | undefined;
  /** Id of a customer. */
  customerId?: `cus_${string}` | undefined;
  /** Only those of this member or team. */
  assigneeId?: `mem_${string}` | `team_${string}` | undefined;
  /** Only those of nobody, or only those of somebody. */
  unassigned?: boolean | undefined;
  /** Provider, a colon, and the id or the address in its tracker. At most 1100 characters. */
  external?: string | undefined;
  updatedSince?: Date | undefined;
  /**
   * Filter tree: `{and: []}`, `{or: []}`, `{not: {}}` or `{field, op, value}`, at most 5 levels and 50 leaves.
   * In a query it is JSON text. `GET /schema/filters/{resource}` lists fields and operators. A field without a
   * value equals nothing.
   */
  filter?: IssueFilter | undefined;
}

/** What `conversations.issues.list` answers. */
export interface ConversationsIssuesListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Issue[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `conversations.issues.notes.list` takes. */
export interface ConversationsIssuesNotesListInput {
  /** Id of a issue. */
  id: `iss_${string}`;
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
}

/** What `conversations.issues.notes.list` answers. */
export interface ConversationsIssuesNotesListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: IssueNote[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `conversations.issues.unlink` takes. */
export interface ConversationsIssuesUnlinkInput {
  /** Id of a issue. */
  id: `iss_${string}`;
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
}

/** What `conversations.issues.update` takes. */
export interface ConversationsIssuesUpdateInput {
  /** Id of a issue. */
  id: `iss_${string}`;
  /** 1 to 500 characters. */
  title?: string | undefined;
  /** At most 32 000 characters. */
  description?: string | null | undefined;
  state?: 'open' | 'in_progress' | 'resolved' | 'closed' | undefined;
  priority?: 'low' | 'normal' | 'high' | 'urgent' | undefined;
  tags?: {
    /** At most 64 entries. Each 1 to 64 characters. */
    add?: string[] | undefined;
    /** At most 64 entries. Each 1 to 64 characters. */
    remove?: string[] | undefined;
  } | undefined;
  /** Merged into what is there: null clears a value, what is left out stays. */
  customFields?: Record<string, string | number | boolean | string[] | null> | undefined;
  /** Id of a customer. */
  customerId?: `cus_${string}` | null | undefined;
  assignee?: IssueAssignee | null | undefined;
  /**
   * The issue in an external tracker. Without `externalId` it is read from the address: `acme/api#512` from
   * GitHub's, `ENG-42` from Linear's, `API-7` from Jira's, else the address itself. One issue of the workspace
   * has it.
   */
  external?: {
    provider: 'github' | 'linear' | 'jira' | 'custom';
    /** 1 to 255 characters. */
    externalId: string;
    /** At most 1000 characters. */
    url?: string | undefined;
  } | {
    provider: 'github' | 'linear' | 'jira' | 'custom';
    /** At most 1000 characters. */
    url: string;
  } | null | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.list` takes. */
export interface ConversationsListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Order of the list; `-` is newest first. Default: `"-created_at"`. */
  sort?: 'created_at' | '-created_at' | undefined;
  /** 1 to 5 entries. */
  state?: ('new' | 'open' | 'waiting_on_customer' | 'waiting_on_team' | 'resolved')[] | undefined;
  /** Id of a customer. */
  customerId?: `cus_${string}` | undefined;
  /** Id of a channel. */
  channelId?: `chn_${string}` | undefined;
  /** Id of a member. */
  assigneeId?: `mem_${string}` | undefined;
  /** Id of a team. */
  teamId?: `team_${string}` | undefined;
  /** Only those that no member has, or only others. */
  unassigned?: boolean | undefined;
  /** Slug of a tag. 1 to 64 characters. */
  tag?: string | undefined;
  updatedSince?: Date | undefined;
  /** True for archived ones only. Left out, those are left out. */
  archived?: boolean | undefined;
  /** Only those that are snoozed, or only those awake. */
  snoozed?: boolean | undefined;
  /**
   * Filter tree: `{and: []}`, `{or: []}`, `{not: {}}` or `{field, op, value}`, at most 5 levels and 50 leaves.
   * In a query it is JSON text. `GET /schema/filters/{resource}` lists fields and operators. A field without a
   * value equals nothing.
   */
  filter?: ConversationFilter | undefined;
}

/** What `conversations.list` answers. */
export interface ConversationsListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Conversation[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `conversations.markRead` takes. */
export interface ConversationsMarkReadInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** Number of the last message that was read. */
  upToSequence: number;
  /** Whose side has read: the team or the customer. Default: `"member"`. */
  as?: 'member' | 'customer' | undefined;
  /** Id of a member. */
  memberId?: `mem_${string}` | undefined;
}

/** What `conversations.merge` takes. */
export interface ConversationsMergeInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** 1 to 10 entries. */
  sourceIds: `conv_${string}`[];
  /** Merge although the sources are of other customers, who then take part. Default: `false`. */
  acrossCustomers?: boolean | undefined;
  /** Default: `false`. */
  dryRun?: boolean | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.messages.delete` takes. */
export interface ConversationsMessagesDeleteInput {
  /** Id of a message. */
  id: `msg_${string}`;
  /** Default: `"everywhere"`. */
  reach?: 'local' | 'everywhere' | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.messages.edit` takes. */
export interface ConversationsMessagesEditInput {
  /** Id of a message. */
  id: `msg_${string}`;
  body: {
    /** Default: `"text"`. */
    format?: 'text' | 'markdown' | undefined;
    /** 1 to 32 000 characters. */
    text: string;
  };
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.messages.get` takes. */
export interface ConversationsMessagesGetInput {
  /** Id of a message. */
  id: `msg_${string}`;
}

/** What `conversations.messages.list` takes. */
export interface ConversationsMessagesListInput {
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  direction?: 'inbound' | 'outbound' | undefined;
  /** Only messages after this one. */
  afterSequence?: number | undefined;
  /** Default: `"sequence"`. */
  sort?: 'sequence' | '-sequence' | undefined;
}

/** What `conversations.messages.list` answers. */
export interface ConversationsMessagesListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Message[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `conversations.messages.redact` takes. */
export interface ConversationsMessagesRedactInput {
  /** Id of a message. */
  id: `msg_${string}`;
  /** Places in UTF-16 code units, the end not included. 1 to 100 entries. */
  spans?: ({
    /** At most 32 000. */
    start: number;
    /** 1 to 32 000. */
    end: number;
  })[] | undefined;
  /**
   * Kinds of the redactor such as `email`; `secrets` and `personal` name all of theirs. 1 to 100 entries. Each
   * 1 to 64 characters.
   */
  kinds?: string[] | undefined;
  /** 1 to 500 characters. */
  reason?: string | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.messages.reportDelivery` takes. */
export interface ConversationsMessagesReportDeliveryInput {
  /** Id of a message. */
  id: `msg_${string}`;
  state: 'sent' | 'delivered' | 'read' | 'failed';
  /** 1 to 100 characters. */
  errorCode?: string | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.messages.retry` takes. */
export interface ConversationsMessagesRetryInput {
  /** Id of a message. */
  id: `msg_${string}`;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.messages.send` takes. */
export interface ConversationsMessagesSendInput {
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  body: {
    /** Default: `"text"`. */
    format?: 'text' | 'markdown' | undefined;
    /** 1 to 32 000 characters. */
    text: string;
  };
  /** Default: `"outbound"`. */
  direction?: 'inbound' | 'outbound' | undefined;
  /** Your own id of the message, unique in its conversation. 1 to 100 characters. */
  clientMessageId?: string | undefined;
  /** Files that were uploaded before, each for this message only. At most 10 entries. Default: `[]`. */
  attachmentIds?: `att_${string}`[] | undefined;
  /** Id of a message. */
  inReplyTo?: `msg_${string}` | undefined;
  /** When it was sent, for messages from elsewhere. Now, when left out. */
  sentAt?: Date | undefined;
  /** Refuse with `state_conflict` when the conversation has a message after this one. */
  ifNoNewerThanSequence?: number | undefined;
  /** Where the message leaves the conversation, in place of the usual state. */
  setState?: 'open' | 'waiting_on_customer' | 'waiting_on_team' | 'resolved' | undefined;
}

/** What `conversations.notes.create` takes. */
export interface ConversationsNotesCreateInput {
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  /** 1 to 32 000 characters. */
  body: string;
  /** Members to call to this note; each is told by `member.mentioned`. At most 50 entries. Default: `[]`. */
  mentions?: `mem_${string}`[] | undefined;
  /** Default: `false`. */
  pinned?: boolean | undefined;
}

/** What `conversations.notes.delete` takes. */
export interface ConversationsNotesDeleteInput {
  /** Id of a note. */
  id: `note_${string}`;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.notes.update` takes. */
export interface ConversationsNotesUpdateInput {
  /** Id of a note. */
  id: `note_${string}`;
  /** 1 to 32 000 characters. */
  body?: string | undefined;
  /** At most 50 entries. */
  mentions?: `mem_${string}`[] | undefined;
  pinned?: boolean | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.reopen` takes. */
export interface ConversationsReopenInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** 1 to 500 characters. */
  reason?: string | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.resolve` takes. */
export interface ConversationsResolveInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** 1 to 2000 characters. */
  resolutionSummary?: string | undefined;
  /** Fields that are required for resolving may come with it. */
  customFields?: Record<string, string | number | boolean | string[] | null> | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.restore` takes. */
export interface ConversationsRestoreInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.search` takes. */
export interface ConversationsSearchInput {
  /** At most 500 characters. */
  query?: string | undefined;
  /** Where to look; everywhere when left out. 1 to 4 entries. */
  in?: ('subject' | 'customer' | 'messages' | 'notes')[] | undefined;
  /**
   * Filter tree: `{and: []}`, `{or: []}`, `{not: {}}` or `{field, op, value}`, at most 5 levels and 50 leaves.
   * In a query it is JSON text. `GET /schema/filters/{resource}` lists fields and operators. A field without a
   * value equals nothing.
   */
  filter?: ConversationFilter | undefined;
  /** Best first, or by creation. Default: `"relevance"`. */
  sort?: 'relevance' | '-created_at' | 'created_at' | undefined;
  /** Default: `true`. */
  highlight?: boolean | undefined;
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
}

/** What `conversations.setApiContext` takes. */
export interface ConversationsSetApiContextInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS' | null | undefined;
  /** At most 2048 characters. */
  path?: string | null | undefined;
  /** 100 to 599. */
  statusCode?: number | null | undefined;
  /** At most 200 characters. */
  errorCode?: string | null | undefined;
  /** At most 200 characters. */
  requestId?: string | null | undefined;
  sdk?: {
    /** 1 to 100 characters. */
    name: string;
    /** At most 50 characters. */
    version?: string | undefined;
  } | null | undefined;
  /** At most 50 characters. */
  environment?: string | null | undefined;
  occurredAt?: Date | null | undefined;
  /** Said by the team, read out of a message, or told by the page of the visitor. Default: `"manual"`. */
  source?: 'manual' | 'parsed' | 'widget' | undefined;
  /** At most 1. Default: `1`. */
  confidence?: number | undefined;
  /** Id of a message. */
  parsedFrom?: `msg_${string}` | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.setParticipants` takes. */
export interface ConversationsSetParticipantsInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** At most 64 entries. Default: `[]`. */
  add?: ({
    type: 'customer';
    /** Id of a customer. */
    id: `cus_${string}`;
    /** Default: `"cc"`. */
    role?: 'requester' | 'cc' | 'bcc' | 'follower' | undefined;
  } | {
    type: 'member';
    /** Id of a member. */
    id: `mem_${string}`;
    /** Default: `"follower"`. */
    role?: 'requester' | 'cc' | 'bcc' | 'follower' | undefined;
  } | {
    type: 'email';
    /** At most 320 characters. */
    id: string;
    /** Default: `"cc"`. */
    role?: 'requester' | 'cc' | 'bcc' | 'follower' | undefined;
  })[] | undefined;
  /** At most 64 entries. Default: `[]`. */
  remove?: ({
    type: 'customer';
    /** Id of a customer. */
    id: `cus_${string}`;
    /** Default: `"cc"`. */
    role?: 'requester' | 'cc' | 'bcc' | 'follower' | undefined;
  } | {
    type: 'member';
    /** Id of a member. */
    id: `mem_${string}`;
    /** Default: `"follower"`. */
    role?: 'requester' | 'cc' | 'bcc' | 'follower' | undefined;
  } | {
    type: 'email';
    /** At most 320 characters. */
    id: string;
    /** Default: `"cc"`. */
    role?: 'requester' | 'cc' | 'bcc' | 'follower' | undefined;
  })[] | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.setTyping` takes. */
export interface ConversationsSetTypingInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** Default: `"started"`. */
  state?: 'started' | 'stopped' | undefined;
  /** Id of a member. */
  memberId?: `mem_${string}` | undefined;
  /** 1 to 15. Default: `6`. */
  ttlSeconds?: number | undefined;
}

/** What `conversations.snooze` takes. */
export interface ConversationsSnoozeInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** A time to come, at most two years away. */
  until?: Date | undefined;
  /** Default: `false`. */
  untilReply?: boolean | undefined;
  /** 1 to 500 characters. */
  reason?: string | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.split` takes. */
export interface ConversationsSplitInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** 1 to 1000 entries. */
  messageIds: `msg_${string}`[];
  /** At most 500 characters. */
  subject?: string | undefined;
  /** Id of a customer. */
  customerId?: `cus_${string}` | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.takeover` takes. */
export interface ConversationsTakeoverInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** 1 to 500 characters. */
  reason?: string | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.timeline` takes. */
export interface ConversationsTimelineInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** 1 to 3 entries. */
  kinds?: ('message' | 'note' | 'change')[] | undefined;
  /** Only items after this one. */
  afterSequence?: number | undefined;
}

/** What `conversations.timeline` answers. */
export interface ConversationsTimelineOutput {
  object: 'list';
  /** At most 100 entries. */
  data: TimelineItem[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `conversations.unarchive` takes. */
export interface ConversationsUnarchiveInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.unsnooze` takes. */
export interface ConversationsUnsnoozeInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `conversations.update` takes. */
export interface ConversationsUpdateInput {
  /** Id of a conversation. */
  id: `conv_${string}`;
  /** At most 500 characters. */
  subject?: string | null | undefined;
  priority?: 'low' | 'normal' | 'high' | 'urgent' | undefined;
  state?: 'new' | 'open' | 'waiting_on_customer' | 'waiting_on_team' | 'resolved' | undefined;
  tags?: {
    /** At most 64 entries. Each 1 to 64 characters. */
    add?: string[] | undefined;
    /** At most 64 entries. Each 1 to 64 characters. */
    remove?: string[] | undefined;
  } | undefined;
  /** Merged into what is there: null clears a value, what is left out stays. */
  customFields?: Record<string, string | number | boolean | string[] | null> | undefined;
  /** The record's id in your own system. 1 to 255 characters. */
  externalId?: string | null | undefined;
  apiContext?: ApiContext | null | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** The shape `CreatedCredential` of the API. */
export interface CreatedCredential {
  /** Id of a credential. */
  id: `key_${string}`;
  /** 1 to 200 characters. */
  name: string;
  /** At most 64 entries. */
  scopes: ScopeName[];
  /** Last four characters of the secret. At most 4 characters. */
  hint: string;
  status: 'active' | 'rotating' | 'expired' | 'revoked';
  expiresAt: Date | null;
  /** Until when the secret before the current one works, after a rotation. */
  previousExpiresAt: Date | null;
  /** At most 64 entries. Each 2 to 49 characters. */
  ipAllowlist: string[];
  /** At most 10 characters. */
  apiVersion: string;
  /** The member in whose name it acts, and whose role bounds what it may do. */
  ownerMemberId: `mem_${string}` | null;
  createdBy: Actor;
  /** Accurate to about a minute. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** With `include=usage`. */
  usage?: CredentialUsage | undefined;
  /** The key itself. It is shown here and never again. At most 80 characters. */
  secret: string;
}

/** The shape `CreatedIdentitySecret` of the API. */
export interface CreatedIdentitySecret {
  /** Id of a identity secret. */
  id: `isec_${string}`;
  /** Goes into the header of each token as `kid`. At most 64 characters. */
  kid: string;
  /** Fixed: a token that names another is refused. */
  algorithm: 'HS256' | 'ES256' | 'EdDSA';
  /** The one channel it counts for; null for all. */
  channelId: `chn_${string}` | null;
  /** Last four characters of a symmetric secret. At most 4 characters. */
  hint: string | null;
  status: 'active' | 'retiring' | 'retired';
  /** From when on it verifies nothing. */
  retiresAt: Date | null;
  lastUsedAt: Date | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /**
   * Sign with its characters as bytes. Shown here and never again; null with a public key. At most 80
   * characters.
   */
  secret: string | null;
}

/** The shape `Credential` of the API. */
export interface Credential {
  /** Id of a credential. */
  id: `key_${string}`;
  /** 1 to 200 characters. */
  name: string;
  /** At most 64 entries. */
  scopes: ScopeName[];
  /** Last four characters of the secret. At most 4 characters. */
  hint: string;
  status: 'active' | 'rotating' | 'expired' | 'revoked';
  expiresAt: Date | null;
  /** Until when the secret before the current one works, after a rotation. */
  previousExpiresAt: Date | null;
  /** At most 64 entries. Each 2 to 49 characters. */
  ipAllowlist: string[];
  /** At most 10 characters. */
  apiVersion: string;
  /** The member in whose name it acts, and whose role bounds what it may do. */
  ownerMemberId: `mem_${string}` | null;
  createdBy: Actor;
  /** Accurate to about a minute. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** With `include=usage`. */
  usage?: CredentialUsage | undefined;
}

/** Says which of credentials are meant: a leaf, or leaves joined by `and`, `or` and `not`. */
export type CredentialFilter = FilterTree<
  | ({ field: 'id' } & EqualityFilter<`key_${string}`>)
  | ({ field: 'name' } & TextFilter)
  | ({ field: 'scopes' } & ListFilter<string>)
  | ({ field: 'hint' } & TextFilter)
  | ({ field: 'ipAllowlist' } & ListFilter<string>)
  | ({ field: 'apiVersion' } & TextFilter)
  | ({ field: 'ownerMemberId' } & EqualityFilter<`mem_${string}`>)
  | ({ field: 'createdBy.type' } & TextFilter)
  | ({ field: 'createdBy.id' } & TextFilter)
  | ({ field: 'expiresAt' } & TimeFilter)
  | ({ field: 'lastUsedAt' } & TimeFilter)
  | ({ field: 'revokedAt' } & TimeFilter)
  | ({ field: 'version' } & NumberFilter)
  | ({ field: 'createdAt' } & TimeFilter)
  | ({ field: 'updatedAt' } & TimeFilter)
>;

/** The shape `CredentialUsage` of the API. */
export interface CredentialUsage {
  lastUsedAt: Date | null;
  /** Keyed hash of the address of the last use: equal for equal addresses. At most 64 characters. */
  lastIpHash: string | null;
  /** At most 64 entries. */
  scopesUsed: ScopeName[];
  /** At most 64 entries. */
  scopesUnused: ScopeName[];
  /** Scopes with which it would have done as well so far. At most 64 entries. */
  suggestedScopes: ScopeName[];
}

/** The shape `CustomField` of the API. */
export interface CustomField {
  /** Id of a custom field. */
  id: `fld_${string}`;
  /** The kind of record that has the field. */
  target: 'conversation' | 'customer' | 'account' | 'issue';
  /** Name of a custom field, or of an option of one. 1 to 64 characters. */
  key: string;
  /** 1 to 200 characters. */
  label: string;
  /** What the field is for. At most 1000 characters. */
  description: string | null;
  type: 'text' | 'number' | 'decimal' | 'select' | 'multi_select' | 'boolean' | 'date' | 'url';
  /** Of select and multi_select. At most 200 entries. */
  options: CustomFieldOption[];
  /** When a record must have a value: at its creation, or before it is resolved. At most 2 entries. */
  requiredOn: ('create' | 'resolve')[];
  /** What a record gets at its creation when it is given no value. */
  default: string | number | boolean | string[] | null;
  /** At most 500 characters. */
  pattern: string | null;
  visibleToWidget: boolean;
  /** Whether values are personal or confidential. */
  sensitive: boolean;
  /** Records keep their values; no new ones are taken. */
  archived: boolean;
  /** Fields are shown by ascending position, equal ones by age. At most 9999. */
  position: number;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The shape `CustomFieldOption` of the API. */
export interface CustomFieldOption {
  /** Name of a custom field, or of an option of one. 1 to 64 characters. */
  key: string;
  /** 1 to 200 characters. */
  label: string;
  /** Records that hold it keep it; nothing new may take it. */
  archived: boolean;
}

/** The shape `Customer` of the API. */
export interface Customer {
  /** Id of a customer. */
  id: `cus_${string}`;
  /** The record's id in your own system. 1 to 255 characters. */
  externalId: string | null;
  /** Further ids, by their system. At most 50 entries. */
  externalIds: ExternalId[];
  /** At most 320 characters. */
  email: string | null;
  /** At most 200 characters. */
  name: string | null;
  /** At most 32 characters. */
  phone: string | null;
  /** Whether one of the identities is verified. */
  verified: boolean;
  /** Support-relevant attributes, kept as given. */
  traits: Record<string, Json>;
  /** Values of custom fields by their keys. */
  customFields: Record<string, string | number | boolean | string[]>;
  /** At most 64 entries. Each 1 to 64 characters. */
  tags: string[];
  /** At most 100 entries. */
  accounts: CustomerAccount[];
  /** At most 50 entries. */
  identities: CustomerIdentity[];
  blocked: boolean;
  archivedAt: Date | null;
  /** When the data of the person was erased. */
  erasedAt: Date | null;
  /** The customer that this one turned out to be. */
  mergedInto: `cus_${string}` | null;
  /** With `include=stats`. */
  stats?: CustomerStats | undefined;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The shape `CustomerAccount` of the API. */
export interface CustomerAccount {
  /** Id of a account. */
  id: `acc_${string}`;
  /** The record's id in your own system. 1 to 255 characters. */
  externalId: string;
  /** 1 to 200 characters. */
  name: string;
  /** At most 100 characters. */
  plan: string | null;
  /** At most 100 characters. */
  tier: string | null;
  /** 1 to 64 characters. */
  role: string;
}

/** Says which of customers are meant: a leaf, or leaves joined by `and`, `or` and `not`. */
export type CustomerFilter = FilterTree<
  | ({ field: 'id' } & EqualityFilter<`cus_${string}`>)
  | ({ field: 'externalId' } & TextFilter)
  | ({ field: 'email' } & TextFilter)
  | ({ field: 'name' } & TextFilter)
  | ({ field: 'phone' } & TextFilter)
  | ({ field: 'tags' } & ListFilter<string>)
  | ({ field: 'blocked' } & BooleanFilter)
  | ({ field: 'version' } & NumberFilter)
  | ({ field: 'createdAt' } & TimeFilter)
  | ({ field: 'updatedAt' } & TimeFilter)
  | ({ field: `traits.${string}` } & AnyFilter)
  | ({ field: `customFields.${string}` } & AnyFilter)
  | ({ field: 'verified' } & BooleanFilter)
  | ({ field: 'archivedAt' } & TimeFilter)
  | ({ field: 'accounts.id' } & ListFilter<`acc_${string}`>)
  | ({ field: 'accounts.externalId' } & ListFilter<string>)
  | ({ field: 'accounts.name' } & ListFilter<string>)
  | ({ field: 'accounts.plan' } & ListFilter<string>)
  | ({ field: 'accounts.tier' } & ListFilter<string>)
  | ({ field: 'accounts.role' } & ListFilter<string>)
  | ({ field: 'identities.type' } & ListFilter<string>)
  | ({ field: 'identities.value' } & ListFilter<string>)
  | ({ field: 'externalIds.id' } & ListFilter<string>)
>;

/** The shape `CustomerIdentity` of the API. */
export interface CustomerIdentity {
  /** Id of a customer identity. */
  id: `idn_${string}`;
  type: 'email' | 'phone' | 'discord' | 'widget' | 'external';
  /** For an external id, the system it belongs to. 1 to 64 characters. */
  system: string | null;
  /** 1 to 320 characters. */
  value: string;
  /** Whether the person has proven that it is his or hers. */
  verified: boolean;
  /** Id of a channel. */
  channelId: `chn_${string}` | null;
  createdAt: Date;
}

/** The shape `CustomerStats` of the API. */
export interface CustomerStats {
  /** Conversations that are not resolved. */
  open: number;
  total: number;
  /** The last message of the person or event that was tracked. */
  lastSeenAt: Date | null;
}

/** The shape `CustomerTimelineConversation` of the API. */
export interface CustomerTimelineConversation {
  kind: 'conversation';
  at: Date;
  conversation: {
    /** Id of a conversation. */
    id: `conv_${string}`;
    /** At least 1. */
    ref: number;
    /** At most 300 characters. */
    subject: string | null;
    state: 'new' | 'open' | 'waiting_on_customer' | 'waiting_on_team' | 'resolved';
    /** At most 20 characters. */
    channelType: string;
  };
}

/** The shape `CustomerTimelineEvent` of the API. */
export interface CustomerTimelineEvent {
  kind: 'event';
  at: Date;
  event: TrackedEvent;
}

/** The shape `CustomerTimelineIdentity` of the API. */
export interface CustomerTimelineIdentity {
  kind: 'identity';
  at: Date;
  change: {
    /** Id of a customer history entry. */
    id: `chs_${string}`;
    type: 'identity_linked' | 'identity_unlinked';
    actor: Actor;
    identity: {
      type: 'email' | 'phone' | 'discord' | 'widget' | 'external';
      /** Name of the system that the id belongs to. 1 to 64 characters. */
      system: string | null;
      /** At most 320 characters. */
      value: string;
      verified: boolean;
    };
  };
}

/** The shape `CustomerTimelineItem` of the API. */
export type CustomerTimelineItem = CustomerTimelineConversation | CustomerTimelineEvent | CustomerTimelineIdentity | CustomerTimelineMerge;

/** The shape `CustomerTimelineMerge` of the API. */
export interface CustomerTimelineMerge {
  kind: 'merge';
  at: Date;
  change: {
    /** Id of a customer history entry. */
    id: `chs_${string}`;
    type: 'merged' | 'unmerged';
    actor: Actor;
    /** The customer that came, or went again. */
    customerId: `cus_${string}`;
  };
}

/** What `customers.accounts.delete` takes. */
export interface CustomersAccountsDeleteInput {
  /** Id of a account. */
  id: `acc_${string}`;
  /** Default: `false`. */
  detachCustomers?: boolean | undefined;
  /** Default: `false`. */
  dryRun?: boolean | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `customers.accounts.delete` answers. */
export interface CustomersAccountsDeleteOutput {
  /** Id of a account. */
  id: `acc_${string}`;
  dryRun: boolean;
  effects: {
    /** Customers who are no longer members. */
    customers: number;
  };
}

/** What `customers.accounts.get` takes. */
export interface CustomersAccountsGetInput {
  /** Id of the account, or `ext:` and your own id. */
  id: `acc_${string}` | string;
  /** What is told only when asked for. At most 1 entries. */
  include?: 'stats'[] | undefined;
}

/** What `customers.accounts.list` takes. */
export interface CustomersAccountsListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Order of the list; `-` is newest first. Default: `"-created_at"`. */
  sort?: 'created_at' | '-created_at' | undefined;
  /** 1 to 200 characters. */
  query?: string | undefined;
  /** At most 100 characters. */
  plan?: string | undefined;
}

/** What `customers.accounts.list` answers. */
export interface CustomersAccountsListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Account[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `customers.accounts.upsert` takes. */
export interface CustomersAccountsUpsertInput {
  /** The record's id in your own system. 1 to 255 characters. */
  externalId: string;
  /** The external id when a new account has none. 1 to 200 characters. */
  name?: string | undefined;
  /** At most 50 entries. Each 3 to 253 characters. */
  domains?: string[] | undefined;
  /** 1 to 100 characters. */
  plan?: string | null | undefined;
  /** 1 to 100 characters. */
  tier?: string | null | undefined;
  /** At most 20 entries. Each 1 to 50 characters. */
  apiEnvironments?: string[] | undefined;
  /** Merged into what is there: null removes a trait, what is left out stays. */
  traits?: Record<string, Json> | undefined;
  /** Merged into what is there: null clears a value, what is left out stays. */
  customFields?: Record<string, string | number | boolean | string[] | null> | undefined;
  /** Id of a member. */
  ownerMemberId?: `mem_${string}` | null | undefined;
  members?: {
    /** At most 100 entries. */
    add?: ({
      /** Id of a customer. */
      customerId: `cus_${string}`;
      /** 1 to 64 characters. Default: `"member"`. */
      role?: string | undefined;
    })[] | undefined;
    /** At most 100 entries. */
    remove?: `cus_${string}`[] | undefined;
  } | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `customers.bulkUpsert` takes. */
export interface CustomersBulkUpsertInput {
  /** 1 to 1000 entries. */
  items: ({
    /** The record's id in your own system. 1 to 255 characters. */
    externalId: string;
    /** At most 320 characters. */
    email?: string | null | undefined;
    /** 1 to 200 characters. */
    name?: string | null | undefined;
    /** 3 to 32 characters. */
    phone?: string | null | undefined;
    /** Merged into what is there: null removes a trait, what is left out stays. */
    traits?: Record<string, Json> | undefined;
    /** Merged into what is there: null clears a value, what is left out stays. */
    customFields?: Record<string, string | number | boolean | string[] | null> | undefined;
    /** At most 20 entries. */
    externalIds?: ExternalId[] | undefined;
    /** At most 20 entries. */
    identities?: ({
      type: 'email' | 'phone' | 'discord' | 'widget' | 'external';
      /** Address, number, or id in the channel or system. 1 to 320 characters. */
      value: string;
      /** For external ids; `default` when left out. 1 to 64 characters. */
      system?: string | undefined;
      /** Only what the person has proven is verified: people are merged by nothing else. Default: `false`. */
      verified?: boolean | undefined;
      /** Id of a channel. */
      channelId?: `chn_${string}` | undefined;
    })[] | undefined;
    /** Accounts that the person becomes a member of. At most 20 entries. */
    accountIds?: `acc_${string}`[] | undefined;
    /**
     * What to do when another customer has one of `identities` or `externalIds`. `error` answers
     * `already_exists`. `attach` gives your id to that customer when you name none that exists and it has no id
     * of yours; `merge` also merges it into the customer that you name. Both only go by identities that are
     * verified there and here. Default: `"error"`.
     */
    onIdentityConflict?: 'error' | 'attach' | 'merge' | undefined;
    /**
     * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
     * `If-Match`. At least 1.
     */
    expectedVersion?: number | undefined;
  })[];
  /** Default: `false`. */
  dryRun?: boolean | undefined;
}

/** What `customers.context.get` takes. */
export interface CustomersContextGetInput {
  /** Id of a customer. */
  id: `cus_${string}`;
  /** Only these facts; all when left out. At most 50 entries. Each 1 to 64 characters. */
  keys?: string[] | undefined;
  /** Facts that are older are fetched anew, fresh or not. At most 604 800. */
  maxAgeSeconds?: number | undefined;
  /** The conversation that they are wanted for, told to the endpoints. */
  conversationId?: `conv_${string}` | undefined;
}

/** What `customers.context.get` answers. */
export interface CustomersContextGetOutput {
  /** Id of a customer. */
  customerId: `cus_${string}`;
  /** At most 1000 entries. */
  facts: ContextFact[];
}

/** What `customers.contextProviders.list` takes. */
export interface CustomersContextProvidersListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
}

/** What `customers.contextProviders.list` answers. */
export interface CustomersContextProvidersListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: ContextProvider[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `customers.contextProviders.upsert` takes. */
export interface CustomersContextProvidersUpsertInput {
  /** Name of the system that the id belongs to. 1 to 64 characters. */
  key: string;
  /** An https URL. Needed for a new provider. 1 to 2048 characters. */
  url?: string | undefined;
  /** 2000 when left out. 100 to 10 000. */
  timeoutMs?: number | undefined;
  /** How long facts are fresh; 300 when left out. At most 604 800. */
  ttlSeconds?: number | undefined;
  /** What the endpoint knows, each key once. Needed for a new provider. 1 to 50 entries. */
  facts?: ContextFactDefinitionInput[] | undefined;
  enabled?: boolean | undefined;
  /** Default: `false`. */
  rotateSecret?: boolean | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `customers.create` takes. */
export interface CustomersCreateInput {
  /** The record's id in your own system. 1 to 255 characters. */
  externalId?: string | undefined;
  /** At most 320 characters. */
  email?: string | null | undefined;
  /** 1 to 200 characters. */
  name?: string | null | undefined;
  /** 3 to 32 characters. */
  phone?: string | null | undefined;
  /** Merged into what is there: null removes a trait, what is left out stays. */
  traits?: Record<string, Json> | undefined;
  /** Merged into what is there: null clears a value, what is left out stays. */
  customFields?: Record<string, string | number | boolean | string[] | null> | undefined;
  /** At most 64 entries. Each 1 to 64 characters. */
  tags?: string[] | undefined;
  /** At most 20 entries. */
  externalIds?: ExternalId[] | undefined;
  /** At most 20 entries. */
  identities?: ({
    type: 'email' | 'phone' | 'discord' | 'widget' | 'external';
    /** Address, number, or id in the channel or system. 1 to 320 characters. */
    value: string;
    /** For external ids; `default` when left out. 1 to 64 characters. */
    system?: string | undefined;
    /** Only what the person has proven is verified: people are merged by nothing else. Default: `false`. */
    verified?: boolean | undefined;
    /** Id of a channel. */
    channelId?: `chn_${string}` | undefined;
  })[] | undefined;
  /** Accounts that the person becomes a member of. At most 20 entries. */
  accountIds?: `acc_${string}`[] | undefined;
}

/** What `customers.delete` takes. */
export interface CustomersDeleteInput {
  /** Id of a customer. */
  id: `cus_${string}`;
  /** Default: `"archive"`. */
  mode?: 'archive' | 'erase' | undefined;
  /** Default: `false`. */
  dryRun?: boolean | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `customers.delete` answers. */
export interface CustomersDeleteOutput {
  /** Id of a customer. */
  id: `cus_${string}`;
  mode: 'archive' | 'erase';
  dryRun: boolean;
  /** Of an erasure; null when it archives. */
  effects: ErasureCounts | null;
  /** Of an erasure that was done. */
  receipt: ErasureReceipt | null;
}

/** What `customers.get` takes. */
export interface CustomersGetInput {
  /** Id of the customer, `ext:` and your own id, or `email:` and an address. */
  id: `cus_${string}` | string;
  /** What is told only when asked for. At most 1 entries. */
  include?: 'stats'[] | undefined;
}

/** What `customers.identities.add` takes. */
export interface CustomersIdentitiesAddInput {
  /** Id of a customer. */
  id: `cus_${string}`;
  type: 'email' | 'phone' | 'discord' | 'widget' | 'external';
  /** Address, number, or id in the channel or system. 1 to 320 characters. */
  value: string;
  /** For external ids; `default` when left out. 1 to 64 characters. */
  system?: string | undefined;
  /** Only what the person has proven is verified: people are merged by nothing else. Default: `false`. */
  verified?: boolean | undefined;
  /** Id of a channel. */
  channelId?: `chn_${string}` | undefined;
}

/** What `customers.identities.list` takes. */
export interface CustomersIdentitiesListInput {
  /** Id of a customer. */
  id: `cus_${string}`;
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
}

/** What `customers.identities.list` answers. */
export interface CustomersIdentitiesListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: CustomerIdentity[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `customers.identities.remove` takes. */
export interface CustomersIdentitiesRemoveInput {
  /** Id of a customer. */
  id: `cus_${string}`;
  /** Id of a customer identity. */
  identityId: `idn_${string}`;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `customers.list` takes. */
export interface CustomersListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Order of the list; `-` is newest first. Default: `"-created_at"`. */
  sort?: 'created_at' | '-created_at' | undefined;
  /** Only customers with exactly this address, in any case. At most 320 characters. */
  email?: string | undefined;
  /** Id of a account. */
  accountId?: `acc_${string}` | undefined;
  /** The archived customers in place of the others. Default: `false`. */
  archived?: boolean | undefined;
  updatedSince?: Date | undefined;
  /**
   * Filter tree: `{and: []}`, `{or: []}`, `{not: {}}` or `{field, op, value}`, at most 5 levels and 50 leaves.
   * In a query it is JSON text. `GET /schema/filters/{resource}` lists fields and operators. A field without a
   * value equals nothing.
   */
  filter?: CustomerFilter | undefined;
}

/** What `customers.list` answers. */
export interface CustomersListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Customer[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `customers.merge` takes. */
export interface CustomersMergeInput {
  /** The customer that stays. */
  id: `cus_${string}`;
  /** The customer that goes. */
  sourceId: `cus_${string}`;
  /**
   * Which value stays where both have one: the one of the target when left out, of the source, or of whichever
   * changed last. Where only one has a value, that stays. Of maps each key is decided alone, and a custom
   * field that was set by hand stays before one that was suggested.
   */
  fieldStrategy?: {
    externalId?: 'keep_target' | 'take_source' | 'latest' | undefined;
    email?: 'keep_target' | 'take_source' | 'latest' | undefined;
    name?: 'keep_target' | 'take_source' | 'latest' | undefined;
    phone?: 'keep_target' | 'take_source' | 'latest' | undefined;
    traits?: 'keep_target' | 'take_source' | 'latest' | undefined;
    customFields?: 'keep_target' | 'take_source' | 'latest' | undefined;
  } | undefined;
  /** Default: `false`. */
  dryRun?: boolean | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `customers.search` takes. */
export interface CustomersSearchInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Order of the list; `-` is newest first. Default: `"-created_at"`. */
  sort?: 'created_at' | '-created_at' | undefined;
  /** 1 to 200 characters. */
  query?: string | undefined;
  /**
   * Filter tree: `{and: []}`, `{or: []}`, `{not: {}}` or `{field, op, value}`, at most 5 levels and 50 leaves.
   * In a query it is JSON text. `GET /schema/filters/{resource}` lists fields and operators. A field without a
   * value equals nothing.
   */
  filter?: CustomerFilter | undefined;
  /** The archived customers in place of the others. Default: `false`. */
  archived?: boolean | undefined;
}

/** What `customers.search` answers. */
export interface CustomersSearchOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Customer[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `customers.timeline` takes. */
export interface CustomersTimelineInput {
  /** Id of a customer. */
  id: `cus_${string}`;
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Only these kinds; all when left out. 1 to 4 entries. */
  types?: ('conversation' | 'event' | 'identity' | 'merge')[] | undefined;
  from?: Date | undefined;
  /** Not included. */
  to?: Date | undefined;
}

/** What `customers.timeline` answers. */
export interface CustomersTimelineOutput {
  object: 'list';
  /** At most 100 entries. */
  data: CustomerTimelineItem[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `customers.trackEvent` takes. */
export interface CustomersTrackEventInput {
  /** Id of a customer. */
  id: `cus_${string}`;
  /** 1 to 100 characters. */
  name: string;
  /** Now when left out; at most a day in the future. */
  occurredAt?: Date | undefined;
  properties?: Record<string, Json> | undefined;
  api?: TrackedApiCall | undefined;
  /** 1 to 255 characters. */
  dedupeKey?: string | undefined;
}

/** What `customers.unmerge` takes. */
export interface CustomersUnmergeInput {
  /** The customer that was merged into another. */
  id: `cus_${string}`;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `customers.update` takes. */
export interface CustomersUpdateInput {
  /** Id of a customer. */
  id: `cus_${string}`;
  /** The record's id in your own system. 1 to 255 characters. */
  externalId?: string | null | undefined;
  /** At most 320 characters. */
  email?: string | null | undefined;
  /** 1 to 200 characters. */
  name?: string | null | undefined;
  /** 3 to 32 characters. */
  phone?: string | null | undefined;
  /** Merged into what is there: null removes a trait, what is left out stays. */
  traits?: Record<string, Json> | undefined;
  /** Merged into what is there: null clears a value, what is left out stays. */
  customFields?: Record<string, string | number | boolean | string[] | null> | undefined;
  tags?: {
    /** At most 64 entries. Each 1 to 64 characters. */
    add?: string[] | undefined;
    /** At most 64 entries. Each 1 to 64 characters. */
    remove?: string[] | undefined;
  } | undefined;
  /** A blocked customer cannot write through the widget. */
  blocked?: boolean | undefined;
  /** An archived customer is left out of lists. */
  archived?: boolean | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `customers.upsert` takes. */
export interface CustomersUpsertInput {
  /** The record's id in your own system. 1 to 255 characters. */
  externalId: string;
  /** At most 320 characters. */
  email?: string | null | undefined;
  /** 1 to 200 characters. */
  name?: string | null | undefined;
  /** 3 to 32 characters. */
  phone?: string | null | undefined;
  /** Merged into what is there: null removes a trait, what is left out stays. */
  traits?: Record<string, Json> | undefined;
  /** Merged into what is there: null clears a value, what is left out stays. */
  customFields?: Record<string, string | number | boolean | string[] | null> | undefined;
  /** At most 20 entries. */
  externalIds?: ExternalId[] | undefined;
  /** At most 20 entries. */
  identities?: ({
    type: 'email' | 'phone' | 'discord' | 'widget' | 'external';
    /** Address, number, or id in the channel or system. 1 to 320 characters. */
    value: string;
    /** For external ids; `default` when left out. 1 to 64 characters. */
    system?: string | undefined;
    /** Only what the person has proven is verified: people are merged by nothing else. Default: `false`. */
    verified?: boolean | undefined;
    /** Id of a channel. */
    channelId?: `chn_${string}` | undefined;
  })[] | undefined;
  /** Accounts that the person becomes a member of. At most 20 entries. */
  accountIds?: `acc_${string}`[] | undefined;
  /**
   * What to do when another customer has one of `identities` or `externalIds`. `error` answers
   * `already_exists`. `attach` gives your id to that customer when you name none that exists and it has no id
   * of yours; `merge` also merges it into the customer that you name. Both only go by identities that are
   * verified there and here. Default: `"error"`.
   */
  onIdentityConflict?: 'error' | 'attach' | 'merge' | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** The shape `DeletedConversation` of the API. */
export interface DeletedConversation {
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  mode: 'soft' | 'erase';
  dryRun: boolean;
  effects: {
    messages: number;
    notes: number;
    timelineEntries: number;
    secrets: number;
    issueLinks: number;
    issueNotes: number;
    events: number;
    storedAnswers: number;
  };
  /** Null when it was erased. */
  restorableUntil: Date | null;
}

/** The shape `DeletedRole` of the API. */
export interface DeletedRole {
  /** Id of a role. */
  id: `rol_${string}`;
  deleted: boolean;
  effects: {
    /** Members that get another role. */
    members: number;
  };
}

/** The shape `DeletedTag` of the API. */
export interface DeletedTag {
  /** Id of a tag. */
  id: `tag_${string}`;
  deleted: boolean;
  effects: TagEffects;
}

/** The shape `DeletedTeam` of the API. */
export interface DeletedTeam {
  /** Id of a team. */
  id: `team_${string}`;
  deleted: boolean;
  effects: WorkEffects;
}

/** The shape `EditedMessage` of the API. */
export interface EditedMessage {
  /** Id of a message. */
  id: `msg_${string}`;
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  /** Number of the message in its conversation, from 1 without gaps. */
  sequence: number;
  /** Number of the message among all timeline items of its conversation. */
  timelineSequence: number;
  /** At most 100 characters. */
  clientMessageId: string | null;
  /** `inbound` is from the customer. */
  direction: 'inbound' | 'outbound';
  author: Actor;
  body: {
    format: 'text' | 'markdown';
    /** At most 32 000 characters. */
    text: string;
  };
  /** At most 10 entries. */
  attachments: MessageAttachment[];
  /** Id of a message. */
  inReplyTo: `msg_${string}` | null;
  delivery: {
    state: 'queued' | 'sent' | 'delivered' | 'read' | 'failed';
    /** How often it was handed to the channel. At most 1000. */
    attempts: number;
    /** Why it failed, in the words of the channel. At most 100 characters. */
    errorCode: string | null;
    /** When the state was reported. */
    at: Date | null;
  };
  /** What was masked in the text, by kind. The masked text is kept nowhere. At most 100 entries. */
  redactions: ({
    /** At most 64 characters. */
    kind: string;
    /** 1 to 32 000. */
    count: number;
  })[];
  /** The conversation that it came to this one from. */
  movedFrom: `conv_${string}` | null;
  /** When the author sent it, as the channel says. */
  sentAt: Date;
  editedAt: Date | null;
  /** A deleted message keeps its number, not its text. */
  deletedAt: Date | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  /** When it was stored. */
  createdAt: Date;
  /** Whether the customer sees the new text in place of the old one. */
  editSupportedByChannel: boolean;
}

/** A field without a value equals nothing. */
export type EqualityFilter<Value> =
  | { op: 'eq' | 'ne'; value: Value }
  | { op: 'in' | 'nin'; value: Value[] }
  | { op: 'is_set'; value: boolean };

/** The shape `ErasureCounts` of the API. */
export interface ErasureCounts {
  /** The customer, and those that were merged into it. */
  customers: number;
  /** Identities that are gone. */
  identities: number;
  /** Memberships of accounts that are gone. */
  accounts: number;
  /** Tracked events that are gone. */
  trackedEvents: number;
  /** Entries of the timeline that are gone. */
  history: number;
  /** Memories of merges that are gone. */
  merges: number;
  /** Widget sessions that have ended. */
  sessions: number;
  /** Conversations from which the person was taken. */
  conversations: number;
  /** Messages whose text is gone or masked. */
  messages: number;
  /** Notes in which the person was masked. */
  notes: number;
  /** Entries of conversations in which the person was masked. */
  timelineEntries: number;
  /** Issues in which the person was masked. */
  issues: number;
  /** Files of the person that are gone. */
  attachments: number;
  /** Items of jobs from which the person was taken. */
  jobItems: number;
  /** Events of the log that were blanked or masked. */
  events: number;
  /** Entries of the audit log that were blanked or masked. */
  auditEntries: number;
  /** Answers kept for replays that are gone. */
  storedAnswers: number;
}

/** That a person was erased, and how much of it. */
export interface ErasureReceipt {
  /** Id of a erasure. */
  id: `ers_${string}`;
  /** Id of a customer. */
  customerId: `cus_${string}`;
  erasedAt: Date;
  counts: ErasureCounts;
}

/** The shape `ErrorDescription` of the API. */
export interface ErrorDescription {
  code: ErrorCode;
  /** 400 to 599. */
  status: number;
  /** At most 50 characters. */
  category: string;
  /** At most 200 characters. */
  title: string;
  retry: 'no' | 'same_request' | 'new_key' | 'after';
  /** At most 500 characters. */
  meaning: string;
  /** At most 500 characters. */
  fix: string;
  /** Operations that can answer with this code. At most 1000 entries. Each at most 100 characters. */
  operations: string[];
}

/** The shape `Event` of the API. */
export interface Event {
  /** Id of a event. */
  id: `evt_${string}`;
  /** What has happened: resource and verb in the past tense. At most 100 characters. */
  type: string;
  /** Number in the log of the workspace, without gaps. */
  sequence: number;
  /** At most 10 characters. */
  apiVersion: string;
  /** Id of a workspace. */
  workspaceId: `ws_${string}`;
  occurredAt: Date;
  actor: Actor;
  /** Id of a credential. */
  credentialId: `key_${string}` | null;
  resource: {
    /** At most 50 characters. */
    type: string;
    /** At most 64 characters. */
    id: string;
    /** At least 1. */
    version: number | null;
  };
  /** The conversation the event belongs to. */
  conversationId: `conv_${string}` | null;
  /** The resource as it was after the event. Times are RFC 3339 text here. */
  data: Record<string, Json>;
  /** Fields that changed. */
  changes: Record<string, {
    from: Json;
    to: Json;
  }>;
  /** Id of the request that caused the event. At most 64 characters. */
  correlationId: string;
  /** The event that caused this one. */
  causationId: `evt_${string}` | null;
  /** At most 100 entries. Each at most 100 characters. */
  redactions: string[];
}

/** Says which of events are meant: a leaf, or leaves joined by `and`, `or` and `not`. */
export type EventFilter = FilterTree<
  | ({ field: 'type' } & TextFilter)
  | ({ field: 'occurredAt' } & TimeFilter)
  | ({ field: 'conversationId' } & EqualityFilter<`conv_${string}`>)
  | ({ field: 'resource.type' } & TextFilter)
  | ({ field: 'resource.id' } & TextFilter)
  | ({ field: 'actor.type' } & TextFilter)
  | ({ field: 'actor.id' } & TextFilter)
  | ({ field: 'credentialId' } & TextFilter)
  | ({ field: 'correlationId' } & TextFilter)
  | ({ field: `changes.${string}` } & ChangeFilter)
>;

/** The shape `ExternalId` of the API. */
export interface ExternalId {
  /** Name of the system that the id belongs to. 1 to 64 characters. */
  system: string;
  /** The record's id in your own system. 1 to 255 characters. */
  id: string;
}

/** The shape `FilterField` of the API. */
export interface FilterField {
  /** At most 100 characters. */
  name: string;
  type: 'text' | 'enum' | 'id' | 'number' | 'boolean' | 'time' | 'list' | 'any' | 'change';
  /** At most 20 entries. */
  ops: ('eq' | 'ne' | 'in' | 'nin' | 'lt' | 'lte' | 'gt' | 'gte' | 'contains' | 'starts_with' | 'is_set' | 'between' | 'before' | 'after' | 'within_last' | 'changed' | 'changed_from' | 'changed_to')[];
  /** At most 100 entries. Each at most 100 characters. */
  enum: string[] | null;
  sortable: boolean;
  custom: boolean;
}

/** At most 5 levels deep, with at most 50 leaves. */
export type FilterTree<Leaf> =
  | Leaf
  | { and: FilterTree<Leaf>[] }
  | { or: FilterTree<Leaf>[] }
  | { not: FilterTree<Leaf> };

/** The shape `Holder` of the API. */
export interface Holder {
  /** Id of a member. */
  memberId: `mem_${string}` | null;
  /** Id of a team. */
  teamId: `team_${string}` | null;
}

/** The shape `Holiday` of the API. */
export interface Holiday {
  /** At most 10 characters. */
  date: string;
  /** At most 200 characters. Default: `null`. */
  name: string | null;
}

/** The shape `Holiday` of the API. */
export interface HolidayInput {
  /** At most 10 characters. */
  date: string;
  /** At most 200 characters. Default: `null`. */
  name?: string | null | undefined;
}

/** The shape `IdentitySecret` of the API. */
export interface IdentitySecret {
  /** Id of a identity secret. */
  id: `isec_${string}`;
  /** Goes into the header of each token as `kid`. At most 64 characters. */
  kid: string;
  /** Fixed: a token that names another is refused. */
  algorithm: 'HS256' | 'ES256' | 'EdDSA';
  /** The one channel it counts for; null for all. */
  channelId: `chn_${string}` | null;
  /** Last four characters of a symmetric secret. At most 4 characters. */
  hint: string | null;
  status: 'active' | 'retiring' | 'retired';
  /** From when on it verifies nothing. */
  retiresAt: Date | null;
  lastUsedAt: Date | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The shape `IdentityTokenInspection` of the API. */
export interface IdentityTokenInspection {
  valid: boolean;
  /** At most 255 characters. */
  kid: string | null;
  /** Claims as text. Those that are not registered names are masked; nothing when unreadable. */
  claims: Record<string, string>;
  /** At most 10 entries. */
  failures: ({
    code: 'malformed' | 'unknown_kid' | 'alg_not_allowed' | 'bad_signature' | 'missing_exp' | 'expired' | 'not_yet_valid' | 'aud_mismatch' | 'missing_sub' | 'replayed_jti';
    /** At most 300 characters. */
    detail: string;
  })[];
}

/** The shape `ImportedConversation` of the API. */
export interface ImportedConversationInput {
  /** The record's id in your own system. 1 to 255 characters. */
  externalId: string;
  customer: {
    /** The record's id in your own system. 1 to 255 characters. */
    externalId: string;
    /** 1 to 200 characters. */
    name?: string | undefined;
    /** At most 320 characters. */
    email?: string | undefined;
  };
  /** At most 500 characters. */
  subject?: string | undefined;
  /** Default: `"normal"`. */
  priority?: 'low' | 'normal' | 'high' | 'urgent' | undefined;
  /** At most 64 entries. Each 1 to 64 characters. Default: `[]`. */
  tags?: string[] | undefined;
  /** Merged into what is there: null clears a value, what is left out stays. */
  customFields?: Record<string, string | number | boolean | string[] | null> | undefined;
  /** Where it was left. When left out, the side that did not write last has the turn. */
  state?: 'open' | 'waiting_on_customer' | 'waiting_on_team' | 'resolved' | undefined;
  /** When it began; with its first message when left out. */
  createdAt?: Date | undefined;
  /** 1 to 200 entries. */
  messages: ImportedMessageInput[];
}

/** The shape `ImportedMessage` of the API. */
export interface ImportedMessageInput {
  /** Id of the message where it comes from: it becomes its `clientMessageId`. 1 to 100 characters. */
  externalId: string;
  direction: 'inbound' | 'outbound';
  body: {
    /** Default: `"text"`. */
    format?: 'text' | 'markdown' | undefined;
    /** 1 to 32 000 characters. */
    text: string;
  };
  sentAt: Date;
  /** Who wrote it, of messages to the customer. 1 to 200 characters. */
  authorName?: string | undefined;
}

/** The shape `InvitedMember` of the API. */
export interface InvitedMember {
  /** Id of a member. */
  id: `mem_${string}`;
  /** At most 320 characters. */
  email: string;
  /** At most 200 characters. */
  name: string | null;
  role: RoleSummary;
  /** At most 500 entries. */
  teams: TeamSummary[];
  status: 'invited' | 'active' | 'suspended' | 'removed';
  /** Whether the member takes new conversations, as the member says. */
  availability: 'online' | 'away' | 'offline';
  /** Open conversations that the member can work on; null for no bound. At most 10 000. */
  capacity: number | null;
  /** Open conversations that are assigned to the member. */
  openCount: number;
  /** Until when an invitation can be accepted. */
  inviteExpiresAt: Date | null;
  joinedAt: Date | null;
  removedAt: Date | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** Accepts the invitation. It is shown here and never again. At most 80 characters. */
  invitationToken: string;
}

/** The shape `Issue` of the API. */
export interface Issue {
  /** Id of a issue. */
  id: `iss_${string}`;
  /** Number of the issue in its workspace, for people. At least 1. */
  ref: number;
  /** `linked` while at least one conversation is linked. */
  type: 'linked' | 'standalone';
  /** At most 500 characters. */
  title: string;
  /** At most 32 000 characters. */
  description: string | null;
  state: 'open' | 'in_progress' | 'resolved' | 'closed';
  priority: 'low' | 'normal' | 'high' | 'urgent';
  /** At most 64 entries. Each 1 to 64 characters. */
  tags: string[];
  /** Values of custom fields by their keys. */
  customFields: Record<string, string | number | boolean | string[]>;
  customer: {
    /** Id of a customer. */
    id: `cus_${string}`;
    /** At most 255 characters. */
    externalId: string | null;
    /** At most 200 characters. */
    name: string | null;
    /** At most 320 characters. */
    email: string | null;
  } | null;
  assignee: IssueAssignee | null;
  external: {
    provider: 'github' | 'linear' | 'jira' | 'custom';
    /** At most 1100 characters. */
    externalId: string;
    /** At most 1100 characters. */
    url: string | null;
  } | null;
  counts: {
    conversations: number;
    notes: number;
  };
  createdBy: Actor;
  resolvedAt: Date | null;
  closedAt: Date | null;
  reopenCount: number;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The member or the team that works on it. */
export type IssueAssignee = {
  type: 'member';
  /** Id of a member. */
  id: `mem_${string}`;
} | {
  type: 'team';
  /** Id of a team. */
  id: `team_${string}`;
};

/** Says which of issues are meant: a leaf, or leaves joined by `and`, `or` and `not`. */
export type IssueFilter = FilterTree<
  | ({ field: 'id' } & EqualityFilter<`iss_${string}`>)
  | ({ field: 'ref' } & NumberFilter)
  | ({ field: 'title' } & TextFilter)
  | ({ field: 'description' } & TextFilter)
  | ({ field: 'state' } & EqualityFilter<'open' | 'in_progress' | 'resolved' | 'closed'>)
  | ({ field: 'priority' } & EqualityFilter<'low' | 'normal' | 'high' | 'urgent'>)
  | ({ field: 'tags' } & ListFilter<string>)
  | ({ field: `customFields.${string}` } & AnyFilter)
  | ({ field: 'customer.id' } & EqualityFilter<`cus_${string}`>)
  | ({ field: 'customer.externalId' } & TextFilter)
  | ({ field: 'customer.name' } & TextFilter)
  | ({ field: 'customer.email' } & TextFilter)
  | ({ field: 'assignee.type' } & EqualityFilter<'member' | 'team'>)
  | ({ field: 'external.provider' } & EqualityFilter<'github' | 'linear' | 'jira' | 'custom'>)
  | ({ field: 'external.externalId' } & TextFilter)
  | ({ field: 'external.url' } & TextFilter)
  | ({ field: 'resolvedAt' } & TimeFilter)
  | ({ field: 'closedAt' } & TimeFilter)
  | ({ field: 'reopenCount' } & NumberFilter)
  | ({ field: 'version' } & NumberFilter)
  | ({ field: 'createdAt' } & TimeFilter)
  | ({ field: 'updatedAt' } & TimeFilter)
>;

/** The shape `IssueLink` of the API. */
export interface IssueLink {
  /** Id of a issue link. */
  id: `lnk_${string}`;
  /**
   * What the conversation is to the issue: `caused_by` it, `tracks` its progress, or asks for a `duplicate` of
   * it.
   */
  relation: 'caused_by' | 'tracks' | 'duplicate';
  issue: {
    /** Id of a issue. */
    id: `iss_${string}`;
    /** Number of the issue in its workspace, for people. At least 1. */
    ref: number;
    /** At most 500 characters. */
    title: string;
    state: 'open' | 'in_progress' | 'resolved' | 'closed';
    external: {
      provider: 'github' | 'linear' | 'jira' | 'custom';
      /** At most 1100 characters. */
      externalId: string;
      /** At most 1100 characters. */
      url: string | null;
    } | null;
  };
  conversation: {
    /** Id of a conversation. */
    id: `conv_${string}`;
    /** Number of the conversation in its workspace, for people. At least 1. */
    ref: number;
    /** At most 500 characters. */
    subject: string | null;
    state: 'new' | 'open' | 'waiting_on_customer' | 'waiting_on_team' | 'resolved';
  };
  createdBy: Actor;
  createdAt: Date;
}

/** The shape `IssueNote` of the API. */
export interface IssueNote {
  /** The note that was copied. */
  id: `note_${string}`;
  /** The conversation it was written in. */
  conversationId: `conv_${string}`;
  author: Actor;
  /** At most 32 000 characters. */
  body: string;
  writtenAt: Date;
  copiedAt: Date;
}

/** The shape `IssueWithDetails` of the API. */
export interface IssueWithDetails {
  /** Id of a issue. */
  id: `iss_${string}`;
  /** Number of the issue in its workspace, for people. At least 1. */
  ref: number;
  /** `linked` while at least one conversation is linked. */
  type: 'linked' | 'standalone';
  /** At most 500 characters. */
  title: string;
  /** At most 32 000 characters. */
  description: string | null;
  state: 'open' | 'in_progress' | 'resolved' | 'closed';
  priority: 'low' | 'normal' | 'high' | 'urgent';
  /** At most 64 entries. Each 1 to 64 characters. */
  tags: string[];
  /** Values of custom fields by their keys. */
  customFields: Record<string, string | number | boolean | string[]>;
  customer: {
    /** Id of a customer. */
    id: `cus_${string}`;
    /** At most 255 characters. */
    externalId: string | null;
    /** At most 200 characters. */
    name: string | null;
    /** At most 320 characters. */
    email: string | null;
  } | null;
  assignee: IssueAssignee | null;
  external: {
    provider: 'github' | 'linear' | 'jira' | 'custom';
    /** At most 1100 characters. */
    externalId: string;
    /** At most 1100 characters. */
    url: string | null;
  } | null;
  counts: {
    conversations: number;
    notes: number;
  };
  createdBy: Actor;
  resolvedAt: Date | null;
  closedAt: Date | null;
  reopenCount: number;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** With `include=conversations`, newest link first. At most 100 entries. */
  conversations?: IssueLink[] | undefined;
  /** With `include=notes`, newest note first. At most 100 entries. */
  notes?: IssueNote[] | undefined;
}

/** The shape `IssuedConversationSecret` of the API. */
export interface IssuedConversationSecret {
  /** Id of a conversation secret. */
  id: `csec_${string}`;
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  /**
   * `resume` opens the history and lets the visitor go on. `transcript` and `rating` are for the pages of
   * these names and open no history.
   */
  purpose: 'resume' | 'transcript' | 'rating';
  /** For whom it was issued; null for one that a widget session got. */
  customerId: `cus_${string}` | null;
  /** At most 4 characters. */
  hint: string;
  /** 1 to 10 000. */
  maxUses: number | null;
  /** Counted where there is a maximum: each call of a widget route, each start of a stream. */
  useCount: number;
  expiresAt: Date | null;
  /** Accurate to about an hour. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  createdAt: Date;
  /** Shown here and never again. At most 80 characters. */
  secret: string;
}

/** The shape `Job` of the API. */
export interface Job {
  /** Id of a job. */
  id: `job_${string}`;
  /** The operation that made it. At most 100 characters. */
  kind: string;
  state: 'queued' | 'running' | 'succeeded' | 'partial' | 'failed' | 'cancelled';
  /** Nothing is changed: the results say what would be. */
  dryRun: boolean;
  progress: JobProgress;
  createdBy: Actor;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** When the job and its results are forgotten. */
  expiresAt: Date;
}

/** The shape `JobFieldProblem` of the API. */
export interface JobFieldProblem {
  /** JSON Pointer into the request that made the job. At most 1000 characters. */
  pointer: string;
  /** At most 100 characters. */
  code: string;
  /** At most 500 characters. */
  detail: string;
}

/** The shape `JobProblem` of the API. */
export interface JobProblem {
  code: ErrorCode;
  /** 400 to 599. */
  status: number;
  /** At most 200 characters. */
  title: string;
  /** At most 2000 characters. */
  detail: string;
  /** Values that `detail` speaks of, for programs. */
  metadata: Record<string, Json>;
  /** At most 50 entries. */
  errors: JobFieldProblem[];
}

/** The shape `JobProgress` of the API. */
export interface JobProgress {
  /** Items that are through, however they ended. */
  done: number;
  /** Items of them that were refused. */
  failed: number;
  /** All items. */
  total: number;
}

/** The shape `JobResult` of the API. */
export interface JobResult {
  /** Place of the item in the request, from 0. */
  position: number;
  /** What the request calls the item: its id or your own. At most 260 characters. */
  ref: string | null;
  /** `skipped` when its record had changed meanwhile and the job was told to go on. */
  status: 'waiting' | 'succeeded' | 'failed' | 'skipped' | 'cancelled';
  /** What was done, `created` for example. At most 50 characters. */
  result: string | null;
  /** The record that came of it. */
  resource: {
    /** At most 50 characters. */
    type: string;
    /** At most 64 characters. */
    id: string;
  } | null;
  error: JobProblem | null;
}

/** The shape `JobWithResults` of the API. */
export interface JobWithResults {
  /** Id of a job. */
  id: `job_${string}`;
  /** The operation that made it. At most 100 characters. */
  kind: string;
  state: 'queued' | 'running' | 'succeeded' | 'partial' | 'failed' | 'cancelled';
  /** Nothing is changed: the results say what would be. */
  dryRun: boolean;
  progress: JobProgress;
  createdBy: Actor;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** When the job and its results are forgotten. */
  expiresAt: Date;
  /** At most 1000 entries. */
  results?: JobResult[] | undefined;
}

/** Any value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The shape `KeyFormat` of the API. */
export interface KeyFormat {
  /** Names it where a key was masked. At most 40 characters. */
  type: string;
  /** What keys begin with. 3 to 64 characters. */
  prefix: string;
  /** Characters after the prefix, at least. 4 to 1024. */
  minLength: number;
  /** Characters after the prefix, at most. 4 to 1024. */
  maxLength: number;
  alphabet: 'hex' | 'base62' | 'base64' | 'base64url';
}

/** The shape `LimitBucket` of the API. */
export interface LimitBucket {
  /** Name of the policy, as in the `RateLimit` header. At most 50 characters. */
  class: string;
  /** Units in each window. */
  limit: number;
  /** Length of the window. */
  windowSeconds: number;
  /** Units left. */
  remaining: number;
  /** When the quota is whole again if nothing is taken. */
  resetAt: Date;
}

/** The shape `LimitQuota` of the API. */
export interface LimitQuota {
  /** At most 50 characters. */
  name: string;
  /** Under way now, this call included, in all processes that share their limits. */
  used: number;
  /** As many at a time, in each process. */
  max: number;
}

/** The shape `LimitSizes` of the API. */
export interface LimitSizes {
  /** Bytes of a request body. */
  bodyBytes: number;
  /** Levels of nesting. */
  jsonDepth: number;
  /** Calls of a tRPC batch. */
  batchCalls: number;
  /** Items of a page. */
  pageItems: number;
  /** Characters of a message. */
  messageCharacters: number;
  /** Bytes of an attachment. */
  attachmentBytes: number;
  /** Items of a bulk operation. */
  bulkItems: number;
}

/** The shape `Limits` of the API. */
export interface Limits {
  /** At most 20 entries. */
  buckets: LimitBucket[];
  /** At most 20 entries. */
  quotas: LimitQuota[];
  sizes: LimitSizes;
}

/** What `limits.errors.list` takes. */
export interface LimitsErrorsListInput {
  category?: 'request' | 'authentication' | 'permission' | 'state' | 'limit' | 'server' | 'domain' | undefined;
  code?: ErrorCode | undefined;
}

/** What `limits.errors.list` answers. */
export interface LimitsErrorsListOutput {
  object: 'list';
  /** At most 200 entries. */
  data: ErrorDescription[];
}

/** What `limits.jobs.cancel` takes. */
export interface LimitsJobsCancelInput {
  /** Id of a job. */
  id: `job_${string}`;
}

/** What `limits.jobs.get` takes. */
export interface LimitsJobsGetInput {
  /** Id of a job. */
  id: `job_${string}`;
  /** At most 1 entries. */
  include?: 'results'[] | undefined;
}

/** What `limits.jobs.list` takes. */
export interface LimitsJobsListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Order of the list; `-` is newest first. Default: `"-created_at"`. */
  sort?: 'created_at' | '-created_at' | undefined;
  /** Only jobs of this operation. At most 100 characters. */
  kind?: string | undefined;
  /** At most 6 entries. */
  state?: ('queued' | 'running' | 'succeeded' | 'partial' | 'failed' | 'cancelled')[] | undefined;
}

/** What `limits.jobs.list` answers. */
export interface LimitsJobsListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Job[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `limits.jobs.results.list` takes. */
export interface LimitsJobsResultsListInput {
  /** Id of a job. */
  id: `job_${string}`;
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  status?: 'waiting' | 'succeeded' | 'failed' | 'skipped' | 'cancelled' | undefined;
}

/** What `limits.jobs.results.list` answers. */
export interface LimitsJobsResultsListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: JobResult[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `limits.versions.list` answers. */
export interface LimitsVersionsListOutput {
  object: 'list';
  /** At most 200 entries. */
  data: ApiVersion[];
}

/** The shape `LinkedIssue` of the API. */
export interface LinkedIssue {
  /** Id of a issue link. */
  id: `lnk_${string}`;
  /**
   * What the conversation is to the issue: `caused_by` it, `tracks` its progress, or asks for a `duplicate` of
   * it.
   */
  relation: 'caused_by' | 'tracks' | 'duplicate';
  issue: {
    /** Id of a issue. */
    id: `iss_${string}`;
    /** Number of the issue in its workspace, for people. At least 1. */
    ref: number;
    /** At most 500 characters. */
    title: string;
    state: 'open' | 'in_progress' | 'resolved' | 'closed';
    external: {
      provider: 'github' | 'linear' | 'jira' | 'custom';
      /** At most 1100 characters. */
      externalId: string;
      /** At most 1100 characters. */
      url: string | null;
    } | null;
  };
  conversation: {
    /** Id of a conversation. */
    id: `conv_${string}`;
    /** Number of the conversation in its workspace, for people. At least 1. */
    ref: number;
    /** At most 500 characters. */
    subject: string | null;
    state: 'new' | 'open' | 'waiting_on_customer' | 'waiting_on_team' | 'resolved';
  };
  createdBy: Actor;
  createdAt: Date;
  /** `updated` when only the relation was another one before; `noop` emits nothing. */
  result: 'created' | 'updated' | 'noop';
}

/** A list holds one, or one of several. */
export type ListFilter<Value> =
  | { op: 'contains'; value: Value }
  | { op: 'in' | 'nin'; value: Value[] }
  | { op: 'is_set'; value: boolean };

/** The shape `Me` of the API. */
export interface Me {
  credential: Credential;
  workspace: Workspace;
  /** In whose name the credential acts. */
  member: Member | null;
  /** What it may do: of its scopes those that the role of its member allows. At most 64 entries. */
  scopes: ScopeName[];
  /** At most 10 characters. */
  apiVersion: string;
}

/** The shape `Member` of the API. */
export interface Member {
  /** Id of a member. */
  id: `mem_${string}`;
  /** At most 320 characters. */
  email: string;
  /** At most 200 characters. */
  name: string | null;
  role: RoleSummary;
  /** At most 500 entries. */
  teams: TeamSummary[];
  status: 'invited' | 'active' | 'suspended' | 'removed';
  /** Whether the member takes new conversations, as the member says. */
  availability: 'online' | 'away' | 'offline';
  /** Open conversations that the member can work on; null for no bound. At most 10 000. */
  capacity: number | null;
  /** Open conversations that are assigned to the member. */
  openCount: number;
  /** Until when an invitation can be accepted. */
  inviteExpiresAt: Date | null;
  joinedAt: Date | null;
  removedAt: Date | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The shape `MergeConflict` of the API. */
export interface MergeConflict {
  /** At most 80 characters. */
  field: string;
  target: Json;
  source: Json;
  kept: 'target' | 'source';
}

/** The shape `MergeEffects` of the API. */
export interface MergeEffects {
  /** Conversations that move. */
  conversations: number;
  /** Issues about the customer that move. */
  issues: number;
  /** Identities that move. */
  identities: number;
  /** Accounts that the customer becomes a member of. */
  accounts: number;
  /** Tracked events that move. */
  events: number;
  /** Fields in which the two differ. At most 140 entries. */
  conflicts: MergeConflict[];
}

/** The shape `MergedConversations` of the API. */
export interface MergedConversations {
  conversation: Conversation;
  moved: Moved;
  dryRun: boolean;
}

/** The shape `MergedCustomer` of the API. */
export interface MergedCustomer {
  /** Id of a customer. */
  id: `cus_${string}`;
  /** The record's id in your own system. 1 to 255 characters. */
  externalId: string | null;
  /** Further ids, by their system. At most 50 entries. */
  externalIds: ExternalId[];
  /** At most 320 characters. */
  email: string | null;
  /** At most 200 characters. */
  name: string | null;
  /** At most 32 characters. */
  phone: string | null;
  /** Whether one of the identities is verified. */
  verified: boolean;
  /** Support-relevant attributes, kept as given. */
  traits: Record<string, Json>;
  /** Values of custom fields by their keys. */
  customFields: Record<string, string | number | boolean | string[]>;
  /** At most 64 entries. Each 1 to 64 characters. */
  tags: string[];
  /** At most 100 entries. */
  accounts: CustomerAccount[];
  /** At most 50 entries. */
  identities: CustomerIdentity[];
  blocked: boolean;
  archivedAt: Date | null;
  /** When the data of the person was erased. */
  erasedAt: Date | null;
  /** The customer that this one turned out to be. */
  mergedInto: `cus_${string}` | null;
  /** With `include=stats`. */
  stats?: CustomerStats | undefined;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  dryRun: boolean;
  effects: MergeEffects;
  /** Null when nothing was done. */
  unmergeUntil: Date | null;
}

/** The shape `Message` of the API. */
export interface Message {
  /** Id of a message. */
  id: `msg_${string}`;
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  /** Number of the message in its conversation, from 1 without gaps. */
  sequence: number;
  /** Number of the message among all timeline items of its conversation. */
  timelineSequence: number;
  /** At most 100 characters. */
  clientMessageId: string | null;
  /** `inbound` is from the customer. */
  direction: 'inbound' | 'outbound';
  author: Actor;
  body: {
    format: 'text' | 'markdown';
    /** At most 32 000 characters. */
    text: string;
  };
  /** At most 10 entries. */
  attachments: MessageAttachment[];
  /** Id of a message. */
  inReplyTo: `msg_${string}` | null;
  delivery: {
    state: 'queued' | 'sent' | 'delivered' | 'read' | 'failed';
    /** How often it was handed to the channel. At most 1000. */
    attempts: number;
    /** Why it failed, in the words of the channel. At most 100 characters. */
    errorCode: string | null;
    /** When the state was reported. */
    at: Date | null;
  };
  /** What was masked in the text, by kind. The masked text is kept nowhere. At most 100 entries. */
  redactions: ({
    /** At most 64 characters. */
    kind: string;
    /** 1 to 32 000. */
    count: number;
  })[];
  /** The conversation that it came to this one from. */
  movedFrom: `conv_${string}` | null;
  /** When the author sent it, as the channel says. */
  sentAt: Date;
  editedAt: Date | null;
  /** A deleted message keeps its number, not its text. */
  deletedAt: Date | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  /** When it was stored. */
  createdAt: Date;
}

/** The shape `MessageAttachment` of the API. */
export interface MessageAttachment {
  /** Id of a attachment. */
  id: `att_${string}`;
  /** At most 255 characters. */
  filename: string;
  /** At most 100 characters. */
  contentType: string;
  /** 1 to 26 214 400. */
  size: number;
}

/** The shape `Moved` of the API. */
export interface Moved {
  messages: number;
  notes: number;
  issueLinks: number;
  participants: number;
  tags: number;
}

/** The shape `NewCustomFieldOption` of the API. */
export interface NewCustomFieldOption {
  /** What records hold. It never changes. 1 to 64 characters. */
  key: string;
  /** What people read. 1 to 200 characters. */
  label: string;
}

/** The shape `Note` of the API. */
export interface Note {
  /** Id of a note. */
  id: `note_${string}`;
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  /** Number of the note among all timeline items of its conversation. */
  timelineSequence: number;
  author: Actor;
  /** At most 32 000 characters. */
  body: string;
  /** At most 50 entries. */
  mentions: `mem_${string}`[];
  pinned: boolean;
  /** The note of another record that it is a copy of. */
  copiedFrom: `note_${string}` | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** What may be asked of a number. */
export type NumberFilter = EqualityFilter<number> | OrderFilter<number>;

/** `between` holds for both of its ends. */
export type OrderFilter<Value> =
  | { op: 'lt' | 'lte' | 'gt' | 'gte'; value: Value }
  | { op: 'between'; value: [Value, Value] };

/** The case of ASCII letters does not count. */
export type PartFilter = { op: 'contains' | 'starts_with'; value: string };

/** The shape `Participant` of the API. */
export interface Participant {
  type: 'customer' | 'member' | 'email';
  /** Id of the customer or member, or the email address. 1 to 320 characters. */
  id: string;
  role: 'requester' | 'cc' | 'bcc' | 'follower';
}

/** The most of each kind that the workspace may have. */
export interface PlanLimits {
  /** People, invited and suspended ones included. */
  members: number;
  /** Roles, built-in ones included. */
  roles: number;
  /** Teams. */
  teams: number;
  /** Defined tags. */
  tags: number;
  /** Custom fields in use of one kind of record. */
  customFieldsPerTarget: number;
}

/** The shape `ReadState` of the API. */
export interface ReadState {
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  /** Whose side has read: the team or the customer. */
  as: 'member' | 'customer';
  /** Number of the last message that this side has read. */
  upToSequence: number;
  unreadCount: number;
}

/** The shape `RedactionPolicy` of the API. */
export interface RedactionPolicy {
  /** Kinds of personal data that are masked beside secrets, which always are. At most 6 entries. */
  personalData: ('email' | 'phone' | 'card' | 'iban' | 'ssn' | 'ip')[];
  /** How keys of your own API look, so that one in a message is found. At most 20 entries. */
  keyFormats: KeyFormat[];
}

/** The shape `RemovedMember` of the API. */
export interface RemovedMember {
  /** Id of a member. */
  id: `mem_${string}`;
  /** At most 320 characters. */
  email: string;
  /** At most 200 characters. */
  name: string | null;
  role: RoleSummary;
  /** At most 500 entries. */
  teams: TeamSummary[];
  status: 'invited' | 'active' | 'suspended' | 'removed';
  /** Whether the member takes new conversations, as the member says. */
  availability: 'online' | 'away' | 'offline';
  /** Open conversations that the member can work on; null for no bound. At most 10 000. */
  capacity: number | null;
  /** Open conversations that are assigned to the member. */
  openCount: number;
  /** Until when an invitation can be accepted. */
  inviteExpiresAt: Date | null;
  joinedAt: Date | null;
  removedAt: Date | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  effects: WorkEffects;
}

/** The shape `Retention` of the API. */
export interface Retention {
  /** Days for which the event log is kept. 7 to 3650. */
  eventDays: number;
  /** Days for which the audit log is kept; null for ever. 30 to 3650. */
  auditDays: number | null;
}

/** The shape `RevokedWidgetKey` of the API. */
export interface RevokedWidgetKey {
  /** Id of a widget key. */
  id: `wk_${string}`;
  /** Public. It names the workspace to a browser and unlocks nothing. At most 80 characters. */
  key: string;
  /** Id of a channel. */
  channelId: `chn_${string}`;
  /** 1 to 200 characters. */
  name: string;
  /** At most 50 entries. Each 8 to 255 characters. */
  allowedOrigins: string[];
  /** At most 8 entries. */
  capabilities: ('conversations' | 'attachments' | 'ratings' | 'handoff')[];
  identityMode: 'off' | 'report' | 'enforce';
  status: 'active' | 'revoked';
  /** Until when the key before the current one works, after a rotation. */
  previousExpiresAt: Date | null;
  revokedAt: Date | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  sessionsEnded: number;
}

/** The shape `Role` of the API. */
export interface Role {
  /** Id of a role. */
  id: `rol_${string}`;
  /** Short name, unique among its kind in the workspace. 1 to 64 characters. */
  key: string;
  /** 1 to 200 characters. */
  name: string;
  /** A built-in role, which never changes. */
  system: boolean;
  /** Names of scopes. What a member can do is what role and credential both hold. At most 64 entries. */
  permissions: ScopeName[];
  /** Members with the role, invited and suspended ones included. */
  memberCount: number;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The shape `RoleSummary` of the API. */
export interface RoleSummary {
  /** Id of a role. */
  id: `rol_${string}`;
  /** Short name, unique among its kind in the workspace. 1 to 64 characters. */
  key: string;
  /** At most 200 characters. */
  name: string;
}

/** The shape `RotatedCredential` of the API. */
export interface RotatedCredential {
  /** Id of a credential. */
  id: `key_${string}`;
  /** 1 to 200 characters. */
  name: string;
  /** At most 64 entries. */
  scopes: ScopeName[];
  /** Last four characters of the secret. At most 4 characters. */
  hint: string;
  status: 'active' | 'rotating' | 'expired' | 'revoked';
  expiresAt: Date | null;
  /** Until when the secret before the current one works, after a rotation. */
  previousExpiresAt: Date | null;
  /** At most 64 entries. Each 2 to 49 characters. */
  ipAllowlist: string[];
  /** At most 10 characters. */
  apiVersion: string;
  /** The member in whose name it acts, and whose role bounds what it may do. */
  ownerMemberId: `mem_${string}` | null;
  createdBy: Actor;
  /** Accurate to about a minute. */
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** With `include=usage`. */
  usage?: CredentialUsage | undefined;
  /** The key itself. It is shown here and never again. At most 80 characters. */
  secret: string;
}

/** The shape `Scope` of the API. */
export interface Scope {
  name: ScopeName;
  /** At most 50 characters. */
  category: string;
  /** At most 200 characters. */
  description: string;
  /** Whether holding it allows to extend access. */
  sensitive: boolean;
  /** At most 500 entries. Each at most 100 characters. */
  operations: string[];
}

/** What a credential may be allowed to do. */
export type ScopeName =
  | 'workspace:read'
  | 'workspace:write'
  | 'credentials:read'
  | 'credentials:write'
  | 'conversations:read'
  | 'conversations:write'
  | 'messages:read'
  | 'messages:write'
  | 'customers:read'
  | 'customers:write'
  | 'sources:read'
  | 'sources:write'
  | 'agent:read'
  | 'agent:write'
  | 'channels:read'
  | 'channels:write'
  | 'webhooks:read'
  | 'webhooks:write'
  | 'audit:read'
  | 'customers:erase'
  | 'conversations:delete'
  | 'members:write'
  | 'owners:write'
  | 'privacy:write'
  | 'redactions:reveal';

/** The shape `SearchHighlight` of the API. */
export interface SearchHighlight {
  field: 'subject' | 'customer.name' | 'customer.email' | 'customer.externalId' | 'account.name' | 'message' | 'note';
  /** The message or note that it stands in. */
  id: `msg_${string}` | `note_${string}` | null;
  /**
   * The text around what was found, in parts, as it is stored. Nothing in it is markup: escape it where you
   * show it. At most 100 entries.
   */
  parts: ({
    /** At most 1000 characters. */
    text: string;
    match: boolean;
  })[];
}

/** The shape `SearchHit` of the API. */
export interface SearchHit {
  conversation: Conversation;
  /** How well it fits: more for words in the subject or the name than in messages and notes. At most 1000. */
  score: number;
  /** At most 10 entries. */
  highlights: SearchHighlight[];
}

/** The shape `SearchResult` of the API. */
export interface SearchResult {
  object: 'list';
  /** At most 100 entries. */
  data: SearchHit[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
  /** Conversations with these words, to a few; null without words, for phrases and with a filter. */
  total: number | null;
  /** So much was written lately that not all of it has been looked at. */
  incomplete: boolean;
}

/** The shape `SplitConversation` of the API. */
export interface SplitConversation {
  original: Conversation;
  created: Conversation;
}

/** The shape `Tag` of the API. */
export interface Tag {
  /** Id of a tag. */
  id: `tag_${string}`;
  /** What records hold. It never changes. 1 to 64 characters. */
  slug: string;
  /** 1 to 200 characters. */
  name: string;
  /** At most 7 characters. */
  color: string | null;
  /** What the tag is for. At most 1000 characters. */
  description: string | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** With `include=usage`. */
  usage?: TagUsage | undefined;
}

/** The shape `TagEffects` of the API. */
export interface TagEffects {
  /** Conversations that hold the tag. */
  conversations: number;
  /** Customers that hold the tag. */
  customers: number;
  /** Issues that hold the tag. */
  issues: number;
  /** Automations that name the tag. */
  automations: number;
  /** Macros that name the tag. */
  macros: number;
}

/** The shape `TagUsage` of the API. */
export interface TagUsage {
  /** Conversations that hold the tag. */
  conversations: number;
  /** Customers that hold the tag. */
  customers: number;
  /** Issues that hold the tag. */
  issues: number;
  /** All records that hold the tag. */
  total: number;
}

/** The shape `Team` of the API. */
export interface Team {
  /** Id of a team. */
  id: `team_${string}`;
  /** Short name, unique among its kind in the workspace. 1 to 64 characters. */
  key: string;
  /** 1 to 200 characters. */
  name: string;
  /** At most 200 entries. */
  members: TeamMember[];
  assignmentPolicy: AssignmentPolicy;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The shape `TeamMember` of the API. */
export interface TeamMember {
  /** Id of a member. */
  id: `mem_${string}`;
  /** At most 200 characters. */
  name: string | null;
  status: 'invited' | 'active' | 'suspended';
  availability: 'online' | 'away' | 'offline';
  /** At most 10 000. */
  capacity: number | null;
}

/** The shape `TeamSummary` of the API. */
export interface TeamSummary {
  /** Id of a team. */
  id: `team_${string}`;
  /** Short name, unique among its kind in the workspace. 1 to 64 characters. */
  key: string;
  /** At most 200 characters. */
  name: string;
}

/** Texts are in the order of their code points. */
export type TextFilter = EqualityFilter<string> | OrderFilter<string> | PartFilter;

/** Times are RFC 3339; `within_last` takes a duration such as `P7D` or `PT15M`. */
export type TimeFilter =
  | { op: 'eq' | 'ne' | 'before' | 'after' | 'within_last'; value: string }
  | OrderFilter<string>
  | { op: 'is_set'; value: boolean };

/** The shape `TimelineItem` of the API. */
export type TimelineItem = {
  kind: 'message';
  /** Order in the timeline. */
  sequence: number;
  at: Date;
  message: Message;
} | {
  kind: 'note';
  /** Order in the timeline. */
  sequence: number;
  at: Date;
  note: Note;
} | {
  kind: 'change';
  /** Order in the timeline. */
  sequence: number;
  at: Date;
  change: {
    /** Id of a timeline entry. */
    id: `tml_${string}`;
    type: 'state_changed' | 'priority_changed' | 'tags_changed' | 'updated' | 'api_context_changed' | 'reopened' | 'resolved' | 'snoozed' | 'unsnoozed' | 'archived' | 'unarchived' | 'taken_over' | 'given_back' | 'participant_added' | 'participant_removed' | 'custom_fields_changed' | 'assigned' | 'unassigned' | 'merged' | 'split' | 'deleted' | 'restored' | 'issue_linked' | 'issue_unlinked' | 'issue_state_changed';
    actor: Actor;
    changes: Record<string, {
      from: Json;
      to: Json;
    }>;
    /** At most 2000 characters. */
    reason: string | null;
  };
};

/** The API call that the event is about. */
export interface TrackedApiCall {
  /** 1 to 10 characters. */
  method?: string | undefined;
  /** At most 2048 characters. */
  path?: string | undefined;
  /** 100 to 599. */
  statusCode?: number | undefined;
  /** At most 200 characters. */
  errorCode?: string | undefined;
  /** At most 200 characters. */
  requestId?: string | undefined;
}

/** The shape `TrackedEvent` of the API. */
export interface TrackedEvent {
  /** Id of a tracked event. */
  id: `cevt_${string}`;
  /** Id of a customer. */
  customerId: `cus_${string}`;
  /** 1 to 100 characters. */
  name: string;
  occurredAt: Date;
  properties: Record<string, Json>;
  api: TrackedApiCall | null;
  /** At most 255 characters. */
  dedupeKey: string | null;
  createdAt: Date;
}

/** The shape `TrackedEventResult` of the API. */
export interface TrackedEventResult {
  /** Id of a tracked event. */
  id: `cevt_${string}`;
  /** Id of a customer. */
  customerId: `cus_${string}`;
  /** 1 to 100 characters. */
  name: string;
  occurredAt: Date;
  properties: Record<string, Json>;
  api: TrackedApiCall | null;
  /** At most 255 characters. */
  dedupeKey: string | null;
  createdAt: Date;
  result: 'created' | 'noop';
}

/** The shape `Transcript` of the API. */
export interface Transcript {
  /** Id of a conversation. */
  conversationId: `conv_${string}`;
  format: 'json' | 'markdown' | 'text';
  /** At most 100 characters. */
  contentType: string;
  /** At most 100 characters. */
  filename: string;
  /** The document itself. At most 165 000 000 characters. */
  content: string;
  /** At most 5000. */
  items: number;
  /** Where the next part begins; null at the end. */
  nextAfterSequence: number | null;
}

/** The shape `UnmergeEffects` of the API. */
export interface UnmergeEffects {
  /** Conversations that move. */
  conversations: number;
  /** Issues about the customer that move. */
  issues: number;
  /** Identities that move. */
  identities: number;
  /** Accounts that the customer becomes a member of. */
  accounts: number;
  /** Tracked events that move. */
  events: number;
}

/** The shape `UnmergedCustomer` of the API. */
export interface UnmergedCustomer {
  /** Id of a customer. */
  id: `cus_${string}`;
  /** The record's id in your own system. 1 to 255 characters. */
  externalId: string | null;
  /** Further ids, by their system. At most 50 entries. */
  externalIds: ExternalId[];
  /** At most 320 characters. */
  email: string | null;
  /** At most 200 characters. */
  name: string | null;
  /** At most 32 characters. */
  phone: string | null;
  /** Whether one of the identities is verified. */
  verified: boolean;
  /** Support-relevant attributes, kept as given. */
  traits: Record<string, Json>;
  /** Values of custom fields by their keys. */
  customFields: Record<string, string | number | boolean | string[]>;
  /** At most 64 entries. Each 1 to 64 characters. */
  tags: string[];
  /** At most 100 entries. */
  accounts: CustomerAccount[];
  /** At most 50 entries. */
  identities: CustomerIdentity[];
  blocked: boolean;
  archivedAt: Date | null;
  /** When the data of the person was erased. */
  erasedAt: Date | null;
  /** The customer that this one turned out to be. */
  mergedInto: `cus_${string}` | null;
  /** With `include=stats`. */
  stats?: CustomerStats | undefined;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** The customer that it had been merged into. */
  targetId: `cus_${string}`;
  effects: UnmergeEffects;
}

/** The shape `UpdatedTag` of the API. */
export interface UpdatedTag {
  /** Id of a tag. */
  id: `tag_${string}`;
  /** What records hold. It never changes. 1 to 64 characters. */
  slug: string;
  /** 1 to 200 characters. */
  name: string;
  /** At most 7 characters. */
  color: string | null;
  /** What the tag is for. At most 1000 characters. */
  description: string | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** With `include=usage`. */
  usage?: TagUsage | undefined;
  effects: TagEffects;
}

/** The shape `UpsertedAccount` of the API. */
export interface UpsertedAccount {
  /** Id of a account. */
  id: `acc_${string}`;
  /** The record's id in your own system. 1 to 255 characters. */
  externalId: string;
  /** 1 to 200 characters. */
  name: string;
  /** At most 50 entries. Each 3 to 253 characters. */
  domains: string[];
  /** At most 100 characters. */
  plan: string | null;
  /** At most 100 characters. */
  tier: string | null;
  /** Environments of your API that the account uses. At most 20 entries. Each 1 to 50 characters. */
  apiEnvironments: string[];
  traits: Record<string, Json>;
  /** Values of custom fields by their keys. */
  customFields: Record<string, string | number | boolean | string[]>;
  /** The member who looks after the account. */
  ownerMemberId: `mem_${string}` | null;
  /** With `include=stats`. */
  stats?: AccountStats | undefined;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  result: 'created' | 'updated' | 'noop';
}

/** The shape `UpsertedContextProvider` of the API. */
export interface UpsertedContextProvider {
  /** Id of a context provider. */
  id: `ctx_${string}`;
  /** Name of the system that the id belongs to. 1 to 64 characters. */
  key: string;
  /** At most 2048 characters. */
  url: string;
  /** Last four characters of the signing secret. At most 4 characters. */
  hint: string;
  /** 100 to 10 000. */
  timeoutMs: number;
  /** At most 604 800. */
  ttlSeconds: number;
  /** At most 50 entries. */
  facts: ContextFactDefinition[];
  enabled: boolean;
  health: 'unknown' | 'healthy' | 'failing';
  lastSuccessAt: Date | null;
  lastError: 'url_not_allowed' | 'address_not_allowed' | 'name_not_found' | 'connection_failed' | 'tls_failed' | 'timeout' | 'too_many_redirects' | 'invalid_response' | 'refused' | 'invalid_value' | null;
  lastErrorAt: Date | null;
  /** Of the last 50 answers. At most 60 000. */
  p95Ms: number | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** Shown once; null when it is not new. At most 100 characters. */
  secret: string | null;
  result: 'created' | 'updated' | 'noop';
}

/** The shape `UpsertedCustomer` of the API. */
export interface UpsertedCustomer {
  /** Id of a customer. */
  id: `cus_${string}`;
  /** The record's id in your own system. 1 to 255 characters. */
  externalId: string | null;
  /** Further ids, by their system. At most 50 entries. */
  externalIds: ExternalId[];
  /** At most 320 characters. */
  email: string | null;
  /** At most 200 characters. */
  name: string | null;
  /** At most 32 characters. */
  phone: string | null;
  /** Whether one of the identities is verified. */
  verified: boolean;
  /** Support-relevant attributes, kept as given. */
  traits: Record<string, Json>;
  /** Values of custom fields by their keys. */
  customFields: Record<string, string | number | boolean | string[]>;
  /** At most 64 entries. Each 1 to 64 characters. */
  tags: string[];
  /** At most 100 entries. */
  accounts: CustomerAccount[];
  /** At most 50 entries. */
  identities: CustomerIdentity[];
  blocked: boolean;
  archivedAt: Date | null;
  /** When the data of the person was erased. */
  erasedAt: Date | null;
  /** The customer that this one turned out to be. */
  mergedInto: `cus_${string}` | null;
  /** With `include=stats`. */
  stats?: CustomerStats | undefined;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  result: 'created' | 'updated' | 'noop';
}

/** The shape `UpsertedTeam` of the API. */
export interface UpsertedTeam {
  /** Id of a team. */
  id: `team_${string}`;
  /** Short name, unique among its kind in the workspace. 1 to 64 characters. */
  key: string;
  /** 1 to 200 characters. */
  name: string;
  /** At most 200 entries. */
  members: TeamMember[];
  assignmentPolicy: AssignmentPolicy;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  result: 'created' | 'updated' | 'noop';
}

/** What `webhooks.events.get` takes. */
export interface WebhooksEventsGetInput {
  /** Id of a event. */
  id: `evt_${string}`;
}

/** What `webhooks.events.list` takes. */
export interface WebhooksEventsListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** Only events after this one. Default: `0`. */
  afterSequence?: number | undefined;
  /** Only events of these types. 1 to 50 entries. Each 3 to 100 characters. */
  types?: string[] | undefined;
  /** Only events of this conversation. */
  conversationId?: `conv_${string}` | undefined;
  /**
   * Only events for which this filter holds. `changes.state` with `changed`, `changed_from` or `changed_to`
   * asks what of the resource has changed.
   */
  filter?: EventFilter | undefined;
}

/** What `webhooks.events.list` answers. */
export interface WebhooksEventsListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Event[];
  hasMore: boolean;
  /** What to give as `afterSequence` next. */
  nextSequence: number;
  /** The oldest event that is still kept; 0 for an empty log. */
  oldestAvailable: number;
}

/** What `webhooks.events.stream` takes. */
export interface WebhooksEventsStreamInput {
  /** Start after this event. */
  afterSequence?: number | undefined;
  /** Only events of these types. 1 to 50 entries. Each 3 to 100 characters. */
  types?: string[] | undefined;
  /** Id of a conversation. */
  conversationId?: `conv_${string}` | undefined;
  /**
   * Only events for which this filter holds. `changes.state` with `changed`, `changed_from` or `changed_to`
   * asks what of the resource has changed.
   */
  filter?: EventFilter | undefined;
}

/** The shape `WidgetKey` of the API. */
export interface WidgetKey {
  /** Id of a widget key. */
  id: `wk_${string}`;
  /** Public. It names the workspace to a browser and unlocks nothing. At most 80 characters. */
  key: string;
  /** Id of a channel. */
  channelId: `chn_${string}`;
  /** 1 to 200 characters. */
  name: string;
  /** At most 50 entries. Each 8 to 255 characters. */
  allowedOrigins: string[];
  /** At most 8 entries. */
  capabilities: ('conversations' | 'attachments' | 'ratings' | 'handoff')[];
  identityMode: 'off' | 'report' | 'enforce';
  status: 'active' | 'revoked';
  /** Until when the key before the current one works, after a rotation. */
  previousExpiresAt: Date | null;
  revokedAt: Date | null;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The shape `WorkEffects` of the API. */
export interface WorkEffects {
  /** Conversations that change. */
  conversations: number;
  /** Issues that change. */
  issues: number;
  /** Automations that name it. */
  automations: number;
  /** Macros that name it. */
  macros: number;
}

/** The shape `Workspace` of the API. */
export interface Workspace {
  /** Id of a workspace. */
  id: `ws_${string}`;
  /** 1 to 200 characters. */
  name: string;
  /** Short name, unique in the installation. 2 to 63 characters. */
  slug: string;
  /** IANA time zone. 1 to 64 characters. */
  timezone: string;
  /** BCP 47 language tag. At most 35 characters. */
  locale: string;
  /** Days in which a reply to a resolved conversation reopens it. Later it starts a new one. At most 365. */
  reopenWindowDays: number;
  /** Null is open at all times. */
  businessHours: BusinessHours | null;
  redactionPolicy: RedactionPolicy;
  retention: Retention;
  planLimits: PlanLimits;
  /** Contract version of new credentials. At most 10 characters. */
  defaultApiVersion: string;
  /** Goes up by one with each change. Send it back to refuse crossing writes. At least 1. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** What `workspaces.auditLog.list` takes. */
export interface WorkspacesAuditLogListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Order of the list; `-` is newest first. Default: `"-created_at"`. */
  sort?: 'created_at' | '-created_at' | undefined;
  /** Only what this actor did: the id of a credential. 1 to 64 characters. */
  actor?: string | undefined;
  /** What was done; `credential.*` names all of a resource. 3 to 100 characters. */
  action?: string | undefined;
  /** Only what was done to the object with this id. At most 64 characters. */
  resource?: string | undefined;
  /** Only entries from this time on. */
  from?: Date | undefined;
  /** Only entries before this time. */
  to?: Date | undefined;
  /**
   * Filter tree: `{and: []}`, `{or: []}`, `{not: {}}` or `{field, op, value}`, at most 5 levels and 50 leaves.
   * In a query it is JSON text. `GET /schema/filters/{resource}` lists fields and operators. A field without a
   * value equals nothing.
   */
  filter?: AuditLogFilter | undefined;
}

/** What `workspaces.auditLog.list` answers. */
export interface WorkspacesAuditLogListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: AuditEntry[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `workspaces.create` takes. */
export interface WorkspacesCreateInput {
  /** 1 to 200 characters. */
  name: string;
  /** Short name, unique in the installation. 2 to 63 characters. */
  slug: string;
  /** IANA time zone. 1 to 64 characters. Default: `"UTC"`. */
  timezone?: string | undefined;
  /** BCP 47 language tag. At most 35 characters. Default: `"en"`. */
  locale?: string | undefined;
}

/** What `workspaces.create` answers. */
export interface WorkspacesCreateOutput {
  workspace: Workspace;
  credential: {
    /** Id of a credential. */
    id: `key_${string}`;
    /** The key itself. It is shown here and never again. At most 80 characters. */
    secret: string;
  };
  /** The live chat channel that every workspace starts with. */
  channelId: `chn_${string}`;
}

/** What `workspaces.customFields.create` takes. */
export interface WorkspacesCustomFieldsCreateInput {
  /** The kind of record that has the field. */
  target: 'conversation' | 'customer' | 'account' | 'issue';
  /** Name of a custom field, or of an option of one. 1 to 64 characters. */
  key: string;
  /** 1 to 200 characters. */
  label: string;
  /** What the field is for. At most 1000 characters. */
  description?: string | null | undefined;
  type: 'text' | 'number' | 'decimal' | 'select' | 'multi_select' | 'boolean' | 'date' | 'url';
  /** What a select or multi_select may be. Other types have none. At most 200 entries. */
  options?: NewCustomFieldOption[] | undefined;
  /** When a record must have a value: at its creation, or before it is resolved. At most 2 entries. */
  requiredOn?: ('create' | 'resolve')[] | undefined;
  /**
   * Text for text, select, url, decimal (`19.90`) and date (`2026-11-22`); a number, true or false, or a list
   * of options.
   */
  default?: string | number | boolean | string[] | null | undefined;
  /**
   * Regular expression (RE2) that the whole of a text must match. RE2 knows no look-around and no
   * back-references. 1 to 500 characters.
   */
  pattern?: string | null | undefined;
  /** Default: `false`. */
  visibleToWidget?: boolean | undefined;
  /** Default: `false`. */
  sensitive?: boolean | undefined;
  /** Behind all others of its target, when left out. At most 9999. */
  position?: number | undefined;
}

/** What `workspaces.customFields.list` takes. */
export interface WorkspacesCustomFieldsListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Order of the list; `-` is newest first. Default: `"-created_at"`. */
  sort?: 'created_at' | '-created_at' | undefined;
  /** The kind of record that has the field. */
  target?: 'conversation' | 'customer' | 'account' | 'issue' | undefined;
  /** Only archived fields, or only those in use. Both, when left out. */
  archived?: boolean | undefined;
}

/** What `workspaces.customFields.list` answers. */
export interface WorkspacesCustomFieldsListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: CustomField[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `workspaces.customFields.update` takes. */
export interface WorkspacesCustomFieldsUpdateInput {
  /** Id of a custom field. */
  id: `fld_${string}`;
  /** 1 to 200 characters. */
  label?: string | undefined;
  /** What the field is for. At most 1000 characters. */
  description?: string | null | undefined;
  options?: {
    /** At most 200 entries. */
    add?: NewCustomFieldOption[] | undefined;
    /** At most 200 entries. */
    rename?: NewCustomFieldOption[] | undefined;
    /** At most 200 entries. Each 1 to 64 characters. */
    archive?: string[] | undefined;
    /** At most 200 entries. Each 1 to 64 characters. */
    restore?: string[] | undefined;
  } | undefined;
  /** When a record must have a value: at its creation, or before it is resolved. At most 2 entries. */
  requiredOn?: ('create' | 'resolve')[] | undefined;
  /**
   * Text for text, select, url, decimal (`19.90`) and date (`2026-11-22`); a number, true or false, or a list
   * of options.
   */
  default?: string | number | boolean | string[] | null | undefined;
  /**
   * Regular expression (RE2) that the whole of a text must match. RE2 knows no look-around and no
   * back-references. 1 to 500 characters.
   */
  pattern?: string | null | undefined;
  visibleToWidget?: boolean | undefined;
  sensitive?: boolean | undefined;
  archived?: boolean | undefined;
  /** Fields are shown by ascending position, equal ones by age. At most 9999. */
  position?: number | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `workspaces.members.accept` takes. */
export interface WorkspacesMembersAcceptInput {
  /** 1 to 80 characters. */
  invitationToken: string;
  /** How the member is called, in place of what was said before. 1 to 200 characters. */
  name?: string | undefined;
}

/** What `workspaces.members.get` takes. */
export interface WorkspacesMembersGetInput {
  /** Id of a member. */
  id: `mem_${string}`;
}

/** What `workspaces.members.invite` takes. */
export interface WorkspacesMembersInviteInput {
  /** At most 320 characters. */
  email: string;
  /** Id of a role. */
  roleId: `rol_${string}`;
  /** At most 50 entries. */
  teamIds?: `team_${string}`[] | undefined;
  /** 1 to 200 characters. */
  name?: string | undefined;
  /** How long the invitation can be accepted. 1 to 30. Default: `7`. */
  expiresInDays?: number | undefined;
}

/** What `workspaces.members.list` takes. */
export interface WorkspacesMembersListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Order of the list; `-` is newest first. Default: `"-created_at"`. */
  sort?: 'created_at' | '-created_at' | undefined;
  /** Id of a role. */
  roleId?: `rol_${string}` | undefined;
  /** Id of a team. */
  teamId?: `team_${string}` | undefined;
  status?: 'invited' | 'active' | 'suspended' | 'removed' | undefined;
  /** Whether the member takes new conversations, as the member says. */
  availability?: 'online' | 'away' | 'offline' | undefined;
  /** Only who has exactly this address, in any case. At most 320 characters. */
  email?: string | undefined;
}

/** What `workspaces.members.list` answers. */
export interface WorkspacesMembersListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Member[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `workspaces.members.reinstate` takes. */
export interface WorkspacesMembersReinstateInput {
  /** Id of a member. */
  id: `mem_${string}`;
  /** Kept in the audit log. At most 500 characters. */
  reason?: string | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `workspaces.members.remove` takes. */
export interface WorkspacesMembersRemoveInput {
  /** Id of a member. */
  id: `mem_${string}`;
  /** A member or a team of the workspace. */
  reassignTo?: `mem_${string}` | `team_${string}` | undefined;
  /** Only tell what would be done; nothing is changed. Default: `false`. */
  dryRun?: boolean | undefined;
  /** Kept in the audit log. At most 500 characters. */
  reason?: string | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `workspaces.members.suspend` takes. */
export interface WorkspacesMembersSuspendInput {
  /** Id of a member. */
  id: `mem_${string}`;
  /** Kept in the audit log. At most 500 characters. */
  reason?: string | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `workspaces.members.update` takes. */
export interface WorkspacesMembersUpdateInput {
  /** Id of a member. */
  id: `mem_${string}`;
  /** Id of a role. */
  roleId?: `rol_${string}` | undefined;
  /** At most 50 entries. */
  teamIds?: `team_${string}`[] | undefined;
  /** Whether the member takes new conversations, as the member says. */
  availability?: 'online' | 'away' | 'offline' | undefined;
  /** Open conversations that the member can work on; null for no bound. At most 10 000. */
  capacity?: number | null | undefined;
  /** 1 to 200 characters. */
  name?: string | null | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `workspaces.roles.create` takes. */
export interface WorkspacesRolesCreateInput {
  /** 1 to 200 characters. */
  name: string;
  /** Made of the name, when left out. It never changes. 1 to 64 characters. */
  key?: string | undefined;
  /** Names of scopes. What a member can do is what role and credential both hold. At most 64 entries. */
  permissions: ScopeName[];
}

/** What `workspaces.roles.delete` takes. */
export interface WorkspacesRolesDeleteInput {
  /** Id of a role. */
  id: `rol_${string}`;
  /** The role that its members get. */
  replaceWith?: `rol_${string}` | undefined;
  /** Only tell what would be done; nothing is changed. Default: `false`. */
  dryRun?: boolean | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `workspaces.roles.list` takes. */
export interface WorkspacesRolesListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Order of the list; `-` is newest first. Default: `"-created_at"`. */
  sort?: 'created_at' | '-created_at' | undefined;
}

/** What `workspaces.roles.list` answers. */
export interface WorkspacesRolesListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Role[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `workspaces.roles.update` takes. */
export interface WorkspacesRolesUpdateInput {
  /** Id of a role. */
  id: `rol_${string}`;
  /** 1 to 200 characters. */
  name?: string | undefined;
  permissions?: {
    /** Names of scopes. What a member can do is what role and credential both hold. At most 64 entries. */
    add?: ScopeName[] | undefined;
    /** Names of scopes. What a member can do is what role and credential both hold. At most 64 entries. */
    remove?: ScopeName[] | undefined;
  } | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `workspaces.schema.filters` takes. */
export interface WorkspacesSchemaFiltersInput {
  resource: 'conversations' | 'customers' | 'issues' | 'credentials' | 'audit_log' | 'events';
}

/** What `workspaces.schema.filters` answers. */
export interface WorkspacesSchemaFiltersOutput {
  /** At most 200 entries. */
  fields: FilterField[];
}

/** What `workspaces.tags.create` takes. */
export interface WorkspacesTagsCreateInput {
  /** 1 to 200 characters. */
  name: string;
  /** Made of the name, when left out. It never changes. 1 to 64 characters. */
  slug?: string | undefined;
  /** At most 7 characters. */
  color?: string | null | undefined;
  /** What the tag is for. At most 1000 characters. */
  description?: string | null | undefined;
}

/** What `workspaces.tags.delete` takes. */
export interface WorkspacesTagsDeleteInput {
  /** Id of a tag. */
  id: `tag_${string}`;
  /** Take the tag off all records. Default: `false`. */
  force?: boolean | undefined;
  /** Only tell what would be done; nothing is changed. Default: `false`. */
  dryRun?: boolean | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `workspaces.tags.list` takes. */
export interface WorkspacesTagsListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Order of the list; `-` is newest first. Default: `"-created_at"`. */
  sort?: 'created_at' | '-created_at' | undefined;
  /** Only tags with this in their name or slug, in any case of ASCII letters. 1 to 200 characters. */
  query?: string | undefined;
  /** `usage` counts the records that hold each tag. At most 1 entries. */
  include?: 'usage'[] | undefined;
}

/** What `workspaces.tags.list` answers. */
export interface WorkspacesTagsListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Tag[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `workspaces.tags.update` takes. */
export interface WorkspacesTagsUpdateInput {
  /** Id of a tag. */
  id: `tag_${string}`;
  /** 1 to 200 characters. */
  name?: string | undefined;
  /** At most 7 characters. */
  color?: string | null | undefined;
  /** What the tag is for. At most 1000 characters. */
  description?: string | null | undefined;
  /** The tag that records get in its place. Excludes the other changes. */
  mergeInto?: `tag_${string}` | undefined;
  /** Only tell what would be done; nothing is changed. Default: `false`. */
  dryRun?: boolean | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `workspaces.teams.delete` takes. */
export interface WorkspacesTeamsDeleteInput {
  /** Short name, unique among its kind in the workspace. 1 to 64 characters. */
  key: string;
  /** A member, or another team, of the workspace. */
  reassignTo?: `mem_${string}` | `team_${string}` | undefined;
  /** Only tell what would be done; nothing is changed. Default: `false`. */
  dryRun?: boolean | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `workspaces.teams.get` takes. */
export interface WorkspacesTeamsGetInput {
  /** Short name, unique among its kind in the workspace. 1 to 64 characters. */
  key: string;
}

/** What `workspaces.teams.list` takes. */
export interface WorkspacesTeamsListInput {
  /** Rows per page. 1 to 100. Default: `25`. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. Opaque; keep filter and order the same while paging. 1 to 512 characters. */
  cursor?: string | undefined;
  /** Order of the list; `-` is newest first. Default: `"-created_at"`. */
  sort?: 'created_at' | '-created_at' | undefined;
  /** Only teams that this member is in. */
  memberId?: `mem_${string}` | undefined;
}

/** What `workspaces.teams.list` answers. */
export interface WorkspacesTeamsListOutput {
  object: 'list';
  /** At most 100 entries. */
  data: Team[];
  hasMore: boolean;
  /** At most 512 characters. */
  nextCursor: string | null;
}

/** What `workspaces.teams.upsert` takes. */
export interface WorkspacesTeamsUpsertInput {
  /** Short name, unique among its kind in the workspace. 1 to 64 characters. */
  key: string;
  /** 1 to 200 characters. */
  name?: string | undefined;
  memberIds?: {
    /** At most 200 entries. */
    add?: `mem_${string}`[] | undefined;
    /** At most 200 entries. */
    remove?: `mem_${string}`[] | undefined;
  } | undefined;
  assignmentPolicy?: {
    /**
     * Who gets a conversation of the team: nobody until somebody assigns it, each in turn, or who has the fewest
     * open.
     */
    strategy?: 'manual' | 'round_robin' | 'least_loaded' | undefined;
    /** A member with this many open conversations gets no more; null for no bound. 1 to 10 000. */
    maxOpenPerMember?: number | null | undefined;
    /** Pass over members who are away or offline. */
    onlyOnline?: boolean | undefined;
    /** Assign to nobody outside of the business hours of the workspace. */
    respectBusinessHours?: boolean | undefined;
  } | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}

/** What `workspaces.update` takes. */
export interface WorkspacesUpdateInput {
  /** 1 to 200 characters. */
  name?: string | undefined;
  /** IANA time zone. 1 to 64 characters. */
  timezone?: string | undefined;
  /** BCP 47 language tag. At most 35 characters. */
  locale?: string | undefined;
  /** Days in which a reply to a resolved conversation reopens it. Later it starts a new one. At most 365. */
  reopenWindowDays?: number | undefined;
  businessHours?: BusinessHoursInput | null | undefined;
  redactionPolicy?: {
    /** Kinds of personal data that are masked beside secrets, which always are. At most 6 entries. */
    personalData?: ('email' | 'phone' | 'card' | 'iban' | 'ssn' | 'ip')[] | undefined;
    /** How keys of your own API look, so that one in a message is found. At most 20 entries. */
    keyFormats?: KeyFormat[] | undefined;
  } | undefined;
  retention?: {
    /** Days for which the event log is kept. 7 to 3650. */
    eventDays?: number | undefined;
    /** Days for which the audit log is kept; null for ever. 30 to 3650. */
    auditDays?: number | null | undefined;
  } | undefined;
  /**
   * Refuse the change (`version_conflict`) unless the record still has this version. REST also takes
   * `If-Match`. At least 1.
   */
  expectedVersion?: number | undefined;
}
