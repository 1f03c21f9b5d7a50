// Generated from the contract of the API. Change the contract and generate again.

import type { Caller, ReadOptions, StreamOptions, StreamSource, WriteOptions } from '../call.ts';
import type { ApiPromise } from '../api-promise.ts';
import type { EventStream } from '../event-stream.ts';
import type { ListPromise } from '../list-promise.ts';
import type {
  Account,
  AssignedConversation,
  Attachment,
  AuditEntry,
  AuthenticationConversationSecretsIssueInput,
  AuthenticationConversationSecretsListInput,
  AuthenticationConversationSecretsListOutput,
  AuthenticationConversationSecretsRevokeInput,
  AuthenticationCredentialsCreateInput,
  AuthenticationCredentialsGetInput,
  AuthenticationCredentialsListInput,
  AuthenticationCredentialsListOutput,
  AuthenticationCredentialsRevokeInput,
  AuthenticationCredentialsRotateInput,
  AuthenticationCredentialsUpdateInput,
  AuthenticationIdentitySecretsCreateInput,
  AuthenticationIdentitySecretsListInput,
  AuthenticationIdentitySecretsListOutput,
  AuthenticationIdentitySecretsRetireInput,
  AuthenticationIdentityTokensInspectInput,
  AuthenticationScopesListOutput,
  AuthenticationWidgetKeysCreateInput,
  AuthenticationWidgetKeysListInput,
  AuthenticationWidgetKeysListOutput,
  AuthenticationWidgetKeysRevokeInput,
  AuthenticationWidgetKeysRotateInput,
  AuthenticationWidgetKeysUpdateInput,
  Channel,
  ChannelsCreateInput,
  ChannelsGetInput,
  ChannelsListInput,
  ChannelsListOutput,
  ContextProvider,
  Conversation,
  ConversationApiContext,
  ConversationSecret,
  ConversationsArchiveInput,
  ConversationsAssignInput,
  ConversationsAttachmentsCreateInput,
  ConversationsAttachmentsGetInput,
  ConversationsBulkUpdateInput,
  ConversationsCreateInput,
  ConversationsDeleteInput,
  ConversationsExportTranscriptInput,
  ConversationsGetInput,
  ConversationsGiveBackInput,
  ConversationsImportInput,
  ConversationsIssueLinksCreateInput,
  ConversationsIssueLinksDeleteInput,
  ConversationsIssueLinksListInput,
  ConversationsIssueLinksListOutput,
  ConversationsIssuesConversationsListInput,
  ConversationsIssuesConversationsListOutput,
  ConversationsIssuesCreateInput,
  ConversationsIssuesGetInput,
  ConversationsIssuesLinkInput,
  ConversationsIssuesListInput,
  ConversationsIssuesListOutput,
  ConversationsIssuesNotesListInput,
  ConversationsIssuesNotesListOutput,
  ConversationsIssuesUnlinkInput,
  ConversationsIssuesUpdateInput,
  ConversationsListInput,
  ConversationsListOutput,
  ConversationsMarkReadInput,
  ConversationsMergeInput,
  ConversationsMessagesDeleteInput,
  ConversationsMessagesEditInput,
  ConversationsMessagesGetInput,
  ConversationsMessagesListInput,
  ConversationsMessagesListOutput,
  ConversationsMessagesRedactInput,
  ConversationsMessagesReportDeliveryInput,
  ConversationsMessagesRetryInput,
  ConversationsMessagesSendInput,
  ConversationsNotesCreateInput,
  ConversationsNotesDeleteInput,
  ConversationsNotesUpdateInput,
  ConversationsReopenInput,
  ConversationsResolveInput,
  ConversationsRestoreInput,
  ConversationsSearchInput,
  ConversationsSetApiContextInput,
  ConversationsSetParticipantsInput,
  ConversationsSetTypingInput,
  ConversationsSnoozeInput,
  ConversationsSplitInput,
  ConversationsTakeoverInput,
  ConversationsTimelineInput,
  ConversationsTimelineOutput,
  ConversationsUnarchiveInput,
  ConversationsUnsnoozeInput,
  ConversationsUpdateInput,
  CreatedCredential,
  CreatedIdentitySecret,
  Credential,
  CustomField,
  Customer,
  CustomerIdentity,
  CustomerTimelineItem,
  CustomersAccountsDeleteInput,
  CustomersAccountsDeleteOutput,
  CustomersAccountsGetInput,
  CustomersAccountsListInput,
  CustomersAccountsListOutput,
  CustomersAccountsUpsertInput,
  CustomersBulkUpsertInput,
  CustomersContextGetInput,
  CustomersContextGetOutput,
  CustomersContextProvidersListInput,
  CustomersContextProvidersListOutput,
  CustomersContextProvidersUpsertInput,
  CustomersCreateInput,
  CustomersDeleteInput,
  CustomersDeleteOutput,
  CustomersGetInput,
  CustomersIdentitiesAddInput,
  CustomersIdentitiesListInput,
  CustomersIdentitiesListOutput,
  CustomersIdentitiesRemoveInput,
  CustomersListInput,
  CustomersListOutput,
  CustomersMergeInput,
  CustomersSearchInput,
  CustomersSearchOutput,
  CustomersTimelineInput,
  CustomersTimelineOutput,
  CustomersTrackEventInput,
  CustomersUnmergeInput,
  CustomersUpdateInput,
  CustomersUpsertInput,
  DeletedConversation,
  DeletedRole,
  DeletedTag,
  DeletedTeam,
  EditedMessage,
  Event,
  IdentitySecret,
  IdentityTokenInspection,
  InvitedMember,
  Issue,
  IssueLink,
  IssueNote,
  IssueWithDetails,
  IssuedConversationSecret,
  Job,
  JobResult,
  JobWithResults,
  Limits,
  LimitsErrorsListInput,
  LimitsErrorsListOutput,
  LimitsJobsCancelInput,
  LimitsJobsGetInput,
  LimitsJobsListInput,
  LimitsJobsListOutput,
  LimitsJobsResultsListInput,
  LimitsJobsResultsListOutput,
  LimitsVersionsListOutput,
  LinkedIssue,
  Me,
  Member,
  MergedConversations,
  MergedCustomer,
  Message,
  Note,
  ReadState,
  RemovedMember,
  RevokedWidgetKey,
  Role,
  RotatedCredential,
  SearchHit,
  SearchResult,
  SplitConversation,
  Tag,
  Team,
  TimelineItem,
  TrackedEventResult,
  Transcript,
  UnmergedCustomer,
  UpdatedTag,
  UpsertedAccount,
  UpsertedContextProvider,
  UpsertedCustomer,
  UpsertedTeam,
  WebhooksEventsGetInput,
  WebhooksEventsListInput,
  WebhooksEventsListOutput,
  WebhooksEventsStreamInput,
  WidgetKey,
  Workspace,
  WorkspacesAuditLogListInput,
  WorkspacesAuditLogListOutput,
  WorkspacesCreateInput,
  WorkspacesCreateOutput,
  WorkspacesCustomFieldsCreateInput,
  WorkspacesCustomFieldsListInput,
  WorkspacesCustomFieldsListOutput,
  WorkspacesCustomFieldsUpdateInput,
  WorkspacesMembersAcceptInput,
  WorkspacesMembersGetInput,
  WorkspacesMembersInviteInput,
  WorkspacesMembersListInput,
  WorkspacesMembersListOutput,
  WorkspacesMembersReinstateInput,
  WorkspacesMembersRemoveInput,
  WorkspacesMembersSuspendInput,
  WorkspacesMembersUpdateInput,
  WorkspacesRolesCreateInput,
  WorkspacesRolesDeleteInput,
  WorkspacesRolesListInput,
  WorkspacesRolesListOutput,
  WorkspacesRolesUpdateInput,
  WorkspacesSchemaFiltersInput,
  WorkspacesSchemaFiltersOutput,
  WorkspacesTagsCreateInput,
  WorkspacesTagsDeleteInput,
  WorkspacesTagsListInput,
  WorkspacesTagsListOutput,
  WorkspacesTagsUpdateInput,
  WorkspacesTeamsDeleteInput,
  WorkspacesTeamsGetInput,
  WorkspacesTeamsListInput,
  WorkspacesTeamsListOutput,
  WorkspacesTeamsUpsertInput,
  WorkspacesUpdateInput,
} from './types.ts';

/** The operations `authentication.scopes.*`. */
export interface AuthenticationScopesResource {
  /**
   * List scopes.
   *
   * Every scope that a credential may hold, with the operations it opens.
   *
   * Needs a credential, of any scope.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `internal_error`, `invalid_credentials`, `invalid_json`, `ip_not_allowed`,
   * `key_type_not_allowed`, `missing_credentials`, `rate_limited`, `revoked_credentials`, `timeout`,
   * `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.authentication.scopes.list();
   */
  list(options?: ReadOptions): ApiPromise<AuthenticationScopesListOutput>;
}

/** The operations `authentication.credentials.*`. */
export interface AuthenticationCredentialsResource {
  /**
   * List credentials.
   *
   * All credentials of the workspace, revoked and expired ones included. Secrets are never listed.
   *
   * Needs the scope `credentials:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.authentication.credentials.list({ status: 'active' })) {
   *   console.log(each.id);
   * }
   */
  list(input?: AuthenticationCredentialsListInput, options?: ReadOptions): ListPromise<Credential, AuthenticationCredentialsListOutput>;

  /**
   * Create a credential.
   *
   * A credential can do no more than the one creating it: it holds only scopes of that one, ends no later,
   * and works from no other addresses. The secret is in this answer only; afterwards only a keyed hash of it
   * exists.
   *
   * Needs the scope `credentials:write`. Events: `credential.created`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `payload_too_large`,
   * `rate_limited`, `reference_not_usable`, `revoked_credentials`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.authentication.credentials.create({
   *   name: 'Billing sync',
   *   scopes: ['customers:read', 'customers:write'],
   * });
   */
  create(input: AuthenticationCredentialsCreateInput, options?: WriteOptions): ApiPromise<CreatedCredential>;

  /**
   * Get a credential.
   *
   * One credential, without its secret. With `include=usage` also how it has been used, to about a minute,
   * and which of its scopes were never needed.
   *
   * Needs the scope `credentials:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.authentication.credentials.get({
   *   id: 'key_01jd0000000000000000000001',
   *   include: ['usage'],
   * });
   */
  get(input: AuthenticationCredentialsGetInput, options?: ReadOptions): ApiPromise<Credential>;

  /**
   * Update a credential.
   *
   * Changes the fields that are given; lists are replaced as a whole. What is changed may not go beyond the
   * credential that asks: no other scopes, no later end, no other addresses. Takes effect at once in this
   * process and within 30 seconds in all others.
   *
   * Needs the scope `credentials:write`. Events: `credential.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.authentication.credentials.update({
   *   id: 'key_01jd0000000000000000000001',
   *   scopes: ['customers:read'],
   * });
   */
  update(input: AuthenticationCredentialsUpdateInput, options?: WriteOptions): ApiPromise<Credential>;

  /**
   * Rotate a credential.
   *
   * Gives the credential a new secret, which is in this answer only. The secret before works on for the
   * grace period; answers to it carry `Deprecation` and `Sunset`. Limits and idempotent replays belong to
   * the credential and go on. Rotating again ends a secret that is still on its way out. Only a credential
   * that reaches at least as far may ask.
   *
   * Needs the scope `credentials:write`. Events: `credential.rotated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.authentication.credentials.rotate({
   *   id: 'key_01jd0000000000000000000001',
   *   graceSeconds: 3600,
   * });
   */
  rotate(input: AuthenticationCredentialsRotateInput, options?: WriteOptions): ApiPromise<RotatedCredential>;

  /**
   * Revoke a credential.
   *
   * The key stops working at once in this process and within 30 seconds in all others. Revoking again
   * changes nothing.
   *
   * Needs the scope `credentials:write`. Events: `credential.revoked`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.authentication.credentials.revoke({
   *   id: 'key_01jd0000000000000000000001',
   * });
   */
  revoke(input: AuthenticationCredentialsRevokeInput, options?: WriteOptions): ApiPromise<Credential>;
}

/** The operations `authentication.widgetKeys.*`. */
export interface AuthenticationWidgetKeysResource {
  /**
   * List widget keys.
   *
   * All widget keys of the workspace. They are public and may be read again.
   *
   * Needs the scope `credentials:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.authentication.widgetKeys.list({})) {
   *   console.log(each.id);
   * }
   */
  list(input?: AuthenticationWidgetKeysListInput, options?: ReadOptions): ListPromise<WidgetKey, AuthenticationWidgetKeysListOutput>;

  /**
   * Create a widget key.
   *
   * A public identifier for one live chat channel, usable on widget routes from the allowed origins only.
   *
   * Needs the scope `credentials:write`. Events: `widget_key.created`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `payload_too_large`,
   * `rate_limited`, `reference_not_usable`, `revoked_credentials`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.authentication.widgetKeys.create({
   *   channelId: 'chn_01jd0000000000000000000001',
   *   name: 'Documentation site',
   *   allowedOrigins: ['https://docs.example.com'],
   * });
   */
  create(input: AuthenticationWidgetKeysCreateInput, options?: WriteOptions): ApiPromise<WidgetKey>;

  /**
   * Update a widget key.
   *
   * Changes the fields that are given. Origins and capabilities are replaced as a whole. Takes effect within
   * 30 seconds in all processes.
   *
   * Needs the scope `credentials:write`. Events: `widget_key.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.authentication.widgetKeys.update({
   *   id: 'wk_01jd0000000000000000000001',
   *   name: 'Docs',
   * });
   */
  update(input: AuthenticationWidgetKeysUpdateInput, options?: WriteOptions): ApiPromise<WidgetKey>;

  /**
   * Rotate a widget key.
   *
   * Gives the widget key a new public value. The value before works on for the grace period, so that pages
   * can be changed one by one; answers to it carry `Deprecation` and `Sunset`. Sessions go on. Rotating
   * again ends a value that is still on its way out.
   *
   * Needs the scope `credentials:write`. Events: `widget_key.rotated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.authentication.widgetKeys.rotate({
   *   id: 'wk_01jd0000000000000000000001',
   *   graceSeconds: 3600,
   * });
   */
  rotate(input: AuthenticationWidgetKeysRotateInput, options?: WriteOptions): ApiPromise<WidgetKey>;

  /**
   * Revoke a widget key.
   *
   * Pages with this key can start no more sessions. Sessions that it started end too when `endSessions` is
   * true.
   *
   * Needs the scope `credentials:write`. Events: `widget_key.revoked`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.authentication.widgetKeys.revoke({
   *   id: 'wk_01jd0000000000000000000001',
   * });
   */
  revoke(input: AuthenticationWidgetKeysRevokeInput, options?: WriteOptions): ApiPromise<RevokedWidgetKey>;
}

/** The operations `authentication.identitySecrets.*`. */
export interface AuthenticationIdentitySecretsResource {
  /**
   * List identity secrets.
   *
   * All identity secrets of the workspace, retired ones included, without what they hold.
   *
   * Needs the scope `credentials:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.authentication.identitySecrets.list({})) {
   *   console.log(each.id);
   * }
   */
  list(input?: AuthenticationIdentitySecretsListInput, options?: ReadOptions): ListPromise<IdentitySecret, AuthenticationIdentitySecretsListOutput>;

  /**
   * Create an identity secret.
   *
   * What the tokens of visitors are signed with. For HS256 the secret is made here and shown in this answer
   * only; for ES256 and EdDSA send the public key and keep the private one. Several may be live, up to 20,
   * so that one can follow the other without a gap.
   *
   * Needs the scope `credentials:write`. Events: `identity_secret.created`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `payload_too_large`,
   * `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`, `timeout`,
   * `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.authentication.identitySecrets.create({ algorithm: 'HS256' });
   */
  create(input: AuthenticationIdentitySecretsCreateInput, options?: WriteOptions): ApiPromise<CreatedIdentitySecret>;

  /**
   * Retire an identity secret.
   *
   * Tokens signed with it are refused once the grace period is over. Retiring again can only bring the end
   * nearer. Sessions that it has verified go on.
   *
   * Needs the scope `credentials:write`. Events: `identity_secret.retired`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.authentication.identitySecrets.retire({
   *   id: 'isec_01jd0000000000000000000001',
   *   graceSeconds: 3600,
   * });
   */
  retire(input: AuthenticationIdentitySecretsRetireInput, options?: WriteOptions): ApiPromise<IdentitySecret>;
}

/** The operations `authentication.identityTokens.*`. */
export interface AuthenticationIdentityTokensResource {
  /**
   * Inspect an identity token.
   *
   * Checks a token as the widget would and says everything that is wrong with it. Nothing is used up: a
   * token with a `jti` is still good afterwards. Clocks may differ by 30 seconds.
   *
   * Needs the scope `credentials:read`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `payload_too_large`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.authentication.identityTokens.inspect({
   *   token: '<header>.<claims>.<signature>',
   * });
   */
  inspect(input: AuthenticationIdentityTokensInspectInput, options?: WriteOptions): ApiPromise<IdentityTokenInspection>;
}

/** The operations `authentication.conversationSecrets.*`. */
export interface AuthenticationConversationSecretsResource {
  /**
   * List the secrets of a conversation.
   *
   * All secrets of a conversation, ended ones included, without the secrets themselves.
   *
   * Needs the scope `conversations:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `validation_failed`.
   *
   * @example
   * for await (const each of woes.authentication.conversationSecrets.list({
   *   id: 'conv_01jd0000000000000000000001',
   * })) {
   *   console.log(each.id);
   * }
   */
  list(input: AuthenticationConversationSecretsListInput, options?: ReadOptions): ListPromise<ConversationSecret, AuthenticationConversationSecretsListOutput>;

  /**
   * Issue a conversation secret.
   *
   * Makes a secret that lets a browser read this one conversation, for a link in a mail for example. It is
   * shown in this answer only. Who may not read and send messages cannot issue what opens them:
   * `messages:read` and `messages:write` are needed too.
   *
   * Needs the scope `conversations:write`. Events: `conversation_secret.issued`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `timeout`,
   * `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.authentication.conversationSecrets.issue({
   *   id: 'conv_01jd0000000000000000000001',
   *   purpose: 'resume',
   *   customerId: 'cus_01jd0000000000000000000001',
   *   ttlSeconds: 86400,
   * });
   */
  issue(input: AuthenticationConversationSecretsIssueInput, options?: WriteOptions): ApiPromise<IssuedConversationSecret>;

  /**
   * Revoke a conversation secret.
   *
   * The secret opens nothing any more. Revoking again changes nothing.
   *
   * Needs the scope `conversations:write`. Events: `conversation_secret.revoked`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.authentication.conversationSecrets.revoke({
   *   id: 'conv_01jd0000000000000000000001',
   *   secretId: 'csec_01jd0000000000000000000001',
   * });
   */
  revoke(input: AuthenticationConversationSecretsRevokeInput, options?: WriteOptions): ApiPromise<ConversationSecret>;
}

/** The operations `authentication.*`. */
export interface AuthenticationResource {
  /**
   * Who am I.
   *
   * The credential of this request, its workspace and its scopes. It needs no scope, so it answers whether a
   * key works.
   *
   * Needs a credential, of any scope.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `internal_error`, `invalid_credentials`, `invalid_json`, `ip_not_allowed`,
   * `key_type_not_allowed`, `missing_credentials`, `rate_limited`, `revoked_credentials`, `timeout`,
   * `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.authentication.me();
   */
  me(options?: ReadOptions): ApiPromise<Me>;

  readonly scopes: AuthenticationScopesResource;

  readonly credentials: AuthenticationCredentialsResource;

  readonly widgetKeys: AuthenticationWidgetKeysResource;

  readonly identitySecrets: AuthenticationIdentitySecretsResource;

  readonly identityTokens: AuthenticationIdentityTokensResource;

  readonly conversationSecrets: AuthenticationConversationSecretsResource;
}

/** The operations `workspaces.auditLog.*`. */
export interface WorkspacesAuditLogResource {
  /**
   * List the audit log.
   *
   * Who did what to the workspace: one entry per administrative change and per secret that was shown,
   * written in the transaction of the change.
   *
   * Needs the scope `audit:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.workspaces.auditLog.list({ action: 'credential.*', limit: 25 })) {
   *   console.log(each.id);
   * }
   */
  list(input?: WorkspacesAuditLogListInput, options?: ReadOptions): ListPromise<AuditEntry, WorkspacesAuditLogListOutput>;
}

/** The operations `workspaces.members.*`. */
export interface WorkspacesMembersResource {
  /**
   * List members.
   *
   * The people of the workspace, invited, suspended and removed ones included.
   *
   * Needs the scope `workspace:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.workspaces.members.list({ status: 'active' })) {
   *   console.log(each.id);
   * }
   */
  list(input?: WorkspacesMembersListInput, options?: ReadOptions): ListPromise<Member, WorkspacesMembersListOutput>;

  /**
   * Get a member.
   *
   * One person of the workspace.
   *
   * Needs the scope `workspace:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.workspaces.members.get({ id: 'mem_01jd0000000000000000000001' });
   */
  get(input: WorkspacesMembersGetInput, options?: ReadOptions): ApiPromise<Member>;

  /**
   * Invite a member.
   *
   * Invites a person to the workspace. The answer holds the token with which the invitation is accepted,
   * once; hand it to the person. An address that is invited already gets a new token, and the one before
   * stops working. Nobody gives a role that reaches further than the credential that asks.
   *
   * Needs the scope `members:write`. Events: `member.invited`, `team.updated`.
   *
   * @throws {WoesError} with one of the codes `already_exists`, `answer_erased`, `api_version_retired`,
   * `batch_too_large`, `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`,
   * `idempotency_key_reused`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `payload_too_large`, `rate_limited`, `reference_not_usable`,
   * `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.workspaces.members.invite({
   *   email: 'ada@example.com',
   *   roleId: 'rol_01jd0000000000000000000001',
   *   name: 'Ada',
   * });
   */
  invite(input: WorkspacesMembersInviteInput, options?: WriteOptions): ApiPromise<InvitedMember>;

  /**
   * Accept an invitation.
   *
   * Makes whoever holds the token of an invitation the member that was invited. A token works once; an
   * unknown, a used and a replaced one answer alike, and failed attempts are counted like those of keys.
   *
   * Needs no credential. Events: `member.joined`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`, `internal_error`,
   * `invalid_credentials`, `invalid_idempotency_key`, `invalid_json`, `payload_too_large`, `rate_limited`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.workspaces.members.accept({
   *   invitationToken: 'woesm_<32 characters and a checksum>',
   * });
   */
  accept(input: WorkspacesMembersAcceptInput, options?: WriteOptions): ApiPromise<Member>;

  /**
   * Update a member.
   *
   * Changes the fields that are given; null clears one, teams are replaced as a whole. Credentials of the
   * member follow a change of role at once. The last active owner stays one, and who may do more than the
   * credential that asks is not its to change.
   *
   * Needs the scope `members:write`. Events: `member.updated`, `team.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.workspaces.members.update({
   *   id: 'mem_01jd0000000000000000000001',
   *   availability: 'online',
   *   capacity: 20,
   * });
   */
  update(input: WorkspacesMembersUpdateInput, options?: WriteOptions): ApiPromise<Member>;

  /**
   * Suspend a member.
   *
   * The credentials of the member stop working until it is reinstated, and it is assigned nothing.
   * Suspending again changes nothing.
   *
   * Needs the scope `members:write`. Events: `member.suspended`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `illegal_transition`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `not_found`, `payload_too_large`, `rate_limited`, `revoked_credentials`,
   * `state_conflict`, `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`,
   * `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.workspaces.members.suspend({
   *   id: 'mem_01jd0000000000000000000001',
   *   reason: 'On leave.',
   * });
   */
  suspend(input: WorkspacesMembersSuspendInput, options?: WriteOptions): ApiPromise<Member>;

  /**
   * Reinstate a suspended member.
   *
   * The credentials of the member work again. An active member stays as it is.
   *
   * Needs the scope `members:write`. Events: `member.reinstated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `illegal_transition`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `not_found`, `payload_too_large`, `rate_limited`, `revoked_credentials`,
   * `state_conflict`, `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`,
   * `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.workspaces.members.reinstate({
   *   id: 'mem_01jd0000000000000000000001',
   * });
   */
  reinstate(input: WorkspacesMembersReinstateInput, options?: WriteOptions): ApiPromise<Member>;

  /**
   * Remove a member.
   *
   * Ends the membership or the invitation; credentials of the member are revoked, and what is assigned to it
   * goes to `reassignTo`, or to nobody. With `dryRun` nothing is changed and `effects` says what would be.
   * Removing again changes nothing.
   *
   * Needs the scope `members:write`. Events: `member.removed`, `credential.revoked`, `team.updated`,
   * `conversation.assigned`, `conversation.unassigned`, `issue.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.workspaces.members.remove({
   *   id: 'mem_01jd0000000000000000000009',
   * });
   */
  remove(input: WorkspacesMembersRemoveInput, options?: WriteOptions): ApiPromise<RemovedMember>;
}

/** The operations `workspaces.roles.*`. */
export interface WorkspacesRolesResource {
  /**
   * List roles.
   *
   * The built-in roles owner, admin, member and viewer, and those of the workspace, with what each may do.
   *
   * Needs the scope `workspace:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.workspaces.roles.list({ sort: 'created_at' })) {
   *   console.log(each.id);
   * }
   */
  list(input?: WorkspacesRolesListInput, options?: ReadOptions): ListPromise<Role, WorkspacesRolesListOutput>;

  /**
   * Create a role.
   *
   * A role of the workspace with the permissions that are named. Nobody gives a role more than the
   * credential that asks holds itself.
   *
   * Needs the scope `members:write`. Events: `role.created`.
   *
   * @throws {WoesError} with one of the codes `already_exists`, `answer_erased`, `api_version_retired`,
   * `batch_too_large`, `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`,
   * `idempotency_key_reused`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.workspaces.roles.create({
   *   name: 'Analyst',
   *   permissions: ['conversations:read', 'customers:read'],
   * });
   */
  create(input: WorkspacesRolesCreateInput, options?: WriteOptions): ApiPromise<Role>;

  /**
   * Update a role.
   *
   * Changes name and permissions; members and their credentials follow at once. Built-in roles never change,
   * and a role that reaches further than the credential that asks is not its to change.
   *
   * Needs the scope `members:write`. Events: `role.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.workspaces.roles.update({
   *   id: 'rol_01jd0000000000000000000001',
   *   permissions: { add: ['messages:read'] },
   * });
   */
  update(input: WorkspacesRolesUpdateInput, options?: WriteOptions): ApiPromise<Role>;

  /**
   * Delete a role.
   *
   * Members of the role get another one; without `replaceWith` a role that has members stays
   * (`state_conflict`). With `dryRun` nothing is changed and `effects` says what would be.
   *
   * Needs the scope `members:write`. Events: `role.deleted`, `member.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.workspaces.roles.delete({
   *   id: 'rol_01jd0000000000000000000009',
   * });
   */
  delete(input: WorkspacesRolesDeleteInput, options?: WriteOptions): ApiPromise<DeletedRole>;
}

/** The operations `workspaces.teams.*`. */
export interface WorkspacesTeamsResource {
  /**
   * List teams.
   *
   * The teams of the workspace with their members and how they assign.
   *
   * Needs the scope `workspace:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.workspaces.teams.list({ sort: 'created_at' })) {
   *   console.log(each.id);
   * }
   */
  list(input?: WorkspacesTeamsListInput, options?: ReadOptions): ListPromise<Team, WorkspacesTeamsListOutput>;

  /**
   * Get a team.
   *
   * One team, by its key.
   *
   * Needs the scope `workspace:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.workspaces.teams.get({ key: 'tier-two' });
   */
  get(input: WorkspacesTeamsGetInput, options?: ReadOptions): ApiPromise<Team>;

  /**
   * Create or update a team.
   *
   * Finds the team by its key, creates it when there is none, changes what differs otherwise. `result` says
   * which; `noop` emits nothing. What is left out stays; a new team is named by its key and assigns by hand.
   * With an expected version nothing is created: `not_found` when there is none.
   *
   * Needs the scope `workspace:write`. Events: `team.created`, `team.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.workspaces.teams.upsert({
   *   key: 'tier-two',
   *   name: 'Tier two',
   *   memberIds: { add: ['mem_01jd0000000000000000000001'] },
   *   assignmentPolicy: { strategy: 'least_loaded', maxOpenPerMember: 20, onlyOnline: true },
   * });
   */
  upsert(input: WorkspacesTeamsUpsertInput, options?: WriteOptions): ApiPromise<UpsertedTeam>;

  /**
   * Delete a team.
   *
   * What is assigned to the team goes to `reassignTo`, or to nobody. With `dryRun` nothing is changed and
   * `effects` says what would be.
   *
   * Needs the scope `workspace:write`. Events: `team.deleted`, `conversation.assigned`,
   * `conversation.unassigned`, `issue.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `timeout`,
   * `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.workspaces.teams.delete({ key: 'tier-two' });
   */
  delete(input: WorkspacesTeamsDeleteInput, options?: WriteOptions): ApiPromise<DeletedTeam>;
}

/** The operations `workspaces.tags.*`. */
export interface WorkspacesTagsResource {
  /**
   * List tags.
   *
   * The tags that the workspace has defined. Records may hold slugs that nobody has defined; they are not
   * listed here.
   *
   * Needs the scope `workspace:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.workspaces.tags.list({ include: ['usage'] })) {
   *   console.log(each.id);
   * }
   */
  list(input?: WorkspacesTagsListInput, options?: ReadOptions): ListPromise<Tag, WorkspacesTagsListOutput>;

  /**
   * Create a tag.
   *
   * Gives a slug a name, a colour and a description. Records that hold the slug already show them at once.
   *
   * Needs the scope `workspace:write`. Events: `tag.created`.
   *
   * @throws {WoesError} with one of the codes `already_exists`, `answer_erased`, `api_version_retired`,
   * `batch_too_large`, `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`,
   * `idempotency_key_reused`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.workspaces.tags.create({
   *   name: 'Rate limits',
   *   color: '#3b82f6',
   *   description: 'Questions about quotas and 429 answers.',
   * });
   */
  create(input: WorkspacesTagsCreateInput, options?: WriteOptions): ApiPromise<Tag>;

  /**
   * Update a tag, or merge it into another.
   *
   * Changes name, colour and description; null clears. With `mergeInto` records get the other tag in place
   * of this one, which goes; the answer is the other tag, and `effects` says how many records change, the
   * first of them at once and the rest right after. A merge also needs the scopes conversations:write and
   * customers:write. With `dryRun` nothing is changed.
   *
   * Needs the scope `workspace:write`. Events: `tag.updated`, `tag.merged`, `conversation.tags_changed`,
   * `customer.updated`, `issue.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `timeout`,
   * `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.workspaces.tags.update({
   *   id: 'tag_01jd0000000000000000000001',
   *   name: 'Quotas',
   * });
   */
  update(input: WorkspacesTagsUpdateInput, options?: WriteOptions): ApiPromise<UpdatedTag>;

  /**
   * Delete a tag.
   *
   * Takes the definition away. Records that hold the slug keep showing it, unless `force` takes it off them
   * too, which needs the scopes conversations:write and customers:write. `effects` counts those records;
   * with `dryRun` nothing is changed.
   *
   * Needs the scope `workspace:write`. Events: `tag.deleted`, `conversation.tags_changed`,
   * `customer.updated`, `issue.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.workspaces.tags.delete({ id: 'tag_01jd0000000000000000000009' });
   */
  delete(input: WorkspacesTagsDeleteInput, options?: WriteOptions): ApiPromise<DeletedTag>;
}

/** The operations `workspaces.customFields.*`. */
export interface WorkspacesCustomFieldsResource {
  /**
   * List custom fields.
   *
   * The fields that the workspace has defined for its records, in order of creation. Show them by
   * `position`.
   *
   * Needs the scope `workspace:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.workspaces.customFields.list({
   *   target: 'conversation',
   *   archived: false,
   * })) {
   *   console.log(each.id);
   * }
   */
  list(input?: WorkspacesCustomFieldsListInput, options?: ReadOptions): ListPromise<CustomField, WorkspacesCustomFieldsListOutput>;

  /**
   * Create a custom field.
   *
   * Defines a typed field of conversations, customers, accounts or issues. Key and type never change. A
   * target has at most 64 fields in use.
   *
   * Needs the scope `workspace:write`. Events: `custom_field.created`.
   *
   * @throws {WoesError} with one of the codes `already_exists`, `answer_erased`, `api_version_retired`,
   * `batch_too_large`, `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`,
   * `idempotency_key_reused`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.workspaces.customFields.create({
   *   target: 'conversation',
   *   key: 'product_area',
   *   label: 'Product area',
   *   type: 'select',
   *   options: [{ key: 'playback', label: 'Playback' }, { key: 'billing', label: 'Billing' }],
   * });
   */
  create(input: WorkspacesCustomFieldsCreateInput, options?: WriteOptions): ApiPromise<CustomField>;

  /**
   * Update a custom field.
   *
   * Changes the fields that are given; null clears one. Options are added, renamed, archived and restored,
   * never deleted: their keys stand in records. A call that changes nothing emits nothing.
   *
   * Needs the scope `workspace:write`. Events: `custom_field.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.workspaces.customFields.update({
   *   id: 'fld_01jd0000000000000000000001',
   *   label: 'Area',
   * });
   */
  update(input: WorkspacesCustomFieldsUpdateInput, options?: WriteOptions): ApiPromise<CustomField>;
}

/** The operations `workspaces.schema.*`. */
export interface WorkspacesSchemaResource {
  /**
   * List the fields to filter by.
   *
   * The fields of a resource, with the operators that each takes. `changed`, `changed_from` and `changed_to`
   * are for filters over events. Custom fields are named with a key in place of `*`.
   *
   * Needs a credential, of any scope.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `internal_error`, `invalid_credentials`, `invalid_json`, `ip_not_allowed`,
   * `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`, `revoked_credentials`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.workspaces.schema.filters({ resource: 'customers' });
   */
  filters(input: WorkspacesSchemaFiltersInput, options?: ReadOptions): ApiPromise<WorkspacesSchemaFiltersOutput>;
}

/** The operations `workspaces.*`. */
export interface WorkspacesResource {
  /**
   * Create a workspace.
   *
   * Creates a workspace with its first credential, which holds every scope, and a live chat channel. The
   * secret of the credential is in this answer only.
   *
   * Needs the root token of the installation. Events: `workspace.created`, `credential.created`,
   * `channel.created`.
   *
   * @throws {WoesError} with one of the codes `already_exists`, `answer_erased`, `api_version_retired`,
   * `batch_too_large`, `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`,
   * `idempotency_key_reused`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `payload_too_large`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.workspaces.create({
   *   name: 'Acme API',
   *   slug: 'acme',
   *   timezone: 'Europe/Berlin',
   * });
   */
  create(input: WorkspacesCreateInput, options?: WriteOptions): ApiPromise<WorkspacesCreateOutput>;

  /**
   * Get the workspace.
   *
   * The workspace that the credential belongs to.
   *
   * Needs the scope `workspace:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`, `revoked_credentials`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.workspaces.get();
   */
  get(options?: ReadOptions): ApiPromise<Workspace>;

  /**
   * Update the workspace.
   *
   * Changes the fields that are given; null clears, business hours are replaced as a whole, redaction policy
   * and retention by their fields. What really changes decides which scopes are needed beside that to read:
   * `privacy:write` for redaction policy and retention, `workspace:write` for the rest. A call that changes
   * nothing needs neither, keeps the version and emits nothing.
   *
   * Needs the scope `workspace:read`. Events: `workspace.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `payload_too_large`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.workspaces.update({ name: 'Acme Platform' });
   */
  update(input?: WorkspacesUpdateInput, options?: WriteOptions): ApiPromise<Workspace>;

  readonly auditLog: WorkspacesAuditLogResource;

  readonly members: WorkspacesMembersResource;

  readonly roles: WorkspacesRolesResource;

  readonly teams: WorkspacesTeamsResource;

  readonly tags: WorkspacesTagsResource;

  readonly customFields: WorkspacesCustomFieldsResource;

  readonly schema: WorkspacesSchemaResource;
}

/** The operations `conversations.messages.*`. */
export interface ConversationsMessagesResource {
  /**
   * List messages.
   *
   * Messages of a conversation by their sequence, oldest first unless `sort` is `-sequence`.
   *
   * Needs the scope `messages:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `validation_failed`.
   *
   * @example
   * for await (const each of woes.conversations.messages.list({
   *   conversationId: 'conv_01jd0000000000000000000001',
   * })) {
   *   console.log(each.id);
   * }
   */
  list(input: ConversationsMessagesListInput, options?: ReadOptions): ListPromise<Message, ConversationsMessagesListOutput>;

  /**
   * Send a message.
   *
   * Sends a message to the customer, or records one from the customer with `direction: inbound`. The
   * conversation waits for the other side afterwards. A `clientMessageId` that was used before returns the
   * message it made.
   *
   * Needs the scope `messages:write`. Events: `message.sent`, `message.received`,
   * `conversation.state_changed`, `conversation.reopened`, `conversation.resolved`,
   * `conversation.unsnoozed`, `conversation.unarchived`, `conversation.created`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `illegal_transition`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `not_found`, `payload_too_large`, `rate_limited`, `reference_not_usable`,
   * `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.messages.send({
   *   conversationId: 'conv_01jd0000000000000000000001',
   *   body: { text: 'You need playlist-modify-public.' },
   * });
   */
  send(input: ConversationsMessagesSendInput, options?: WriteOptions): ApiPromise<Message>;

  /**
   * Get a message.
   *
   * One message by id.
   *
   * Needs the scope `messages:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.messages.get({
   *   id: 'msg_01jd0000000000000000000001',
   * });
   */
  get(input: ConversationsMessagesGetInput, options?: ReadOptions): ApiPromise<Message>;

  /**
   * Edit a message.
   *
   * Replaces the text of a message of the team. What customers wrote is theirs: it can be redacted or
   * deleted, not edited. Only channels that show edits are corrected on the customer's side as well.
   *
   * Needs the scope `messages:write`. Events: `message.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.messages.edit({
   *   id: 'msg_01jd0000000000000000000002',
   *   body: { text: 'You need playlist-modify-private.' },
   * });
   */
  edit(input: ConversationsMessagesEditInput, options?: WriteOptions): ApiPromise<EditedMessage>;

  /**
   * Report a delivery.
   *
   * Tells what became of a message that you deliver yourself, as on an `api` channel: `sent`, `delivered`,
   * `read`, or `failed` with the code of your channel. It only moves forward; a repeated report changes
   * nothing.
   *
   * Needs the scope `messages:write`. Events: `message.sent`, `message.delivered`, `message.read`,
   * `message.failed`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `illegal_transition`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `not_found`, `payload_too_large`, `rate_limited`, `revoked_credentials`,
   * `state_conflict`, `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`,
   * `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.messages.reportDelivery({
   *   id: 'msg_01jd0000000000000000000002',
   *   state: 'failed',
   *   errorCode: 'mailbox_full',
   * });
   */
  reportDelivery(input: ConversationsMessagesReportDeliveryInput, options?: WriteOptions): ApiPromise<Message>;

  /**
   * Retry a failed message.
   *
   * Queues a message again whose delivery has failed.
   *
   * Needs the scope `messages:write`. Events: `message.queued`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `illegal_transition`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `not_found`, `payload_too_large`, `rate_limited`, `revoked_credentials`,
   * `state_conflict`, `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`,
   * `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.messages.retry({
   *   id: 'msg_01jd0000000000000000000002',
   * });
   */
  retry(input: ConversationsMessagesRetryInput, options?: WriteOptions): ApiPromise<Message>;

  /**
   * Redact a message.
   *
   * Masks parts of the text for good: by place, or everything of the given kinds that the redactor finds.
   * The masked text is removed from the message, from events, previews and stored answers too, and cannot be
   * had back.
   *
   * Needs the scope `messages:write`. Events: `message.redacted`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.messages.redact({
   *   id: 'msg_01jd0000000000000000000001',
   *   spans: [{ start: 0, end: 5 }],
   *   reason: 'A name.',
   * });
   */
  redact(input: ConversationsMessagesRedactInput, options?: WriteOptions): ApiPromise<Message>;

  /**
   * Delete a message.
   *
   * Removes the text of a message; its number stays, so that no other changes. `everywhere` asks channels
   * that can to remove it on the side of the customer as well. What events have said of it stays: redact it
   * first to take that out. Deleting a deleted one changes nothing.
   *
   * Needs the scope `messages:write`. Events: `message.deleted`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.messages.delete({
   *   id: 'msg_01jd0000000000000000000002',
   * });
   */
  delete(input: ConversationsMessagesDeleteInput, options?: WriteOptions): ApiPromise<Message>;
}

/** The operations `conversations.attachments.*`. */
export interface ConversationsAttachmentsResource {
  /**
   * Announce an attachment.
   *
   * Announces a file and gives the address to PUT its content to, with exactly the announced number of
   * bytes. What it is is told by its content: programs are refused. Name it in `attachmentIds` of a message
   * afterwards; what no message names is removed after a day.
   *
   * Needs the scope `messages:write`. Events: `attachment.created`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `payload_too_large`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.attachments.create({
   *   filename: 'request.har',
   *   contentType: 'application/json',
   *   size: 48213,
   * });
   */
  create(input: ConversationsAttachmentsCreateInput, options?: WriteOptions): ApiPromise<Attachment>;

  /**
   * Get an attachment.
   *
   * One attachment, with an address for its content that ends soon.
   *
   * Needs the scope `messages:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.attachments.get({
   *   id: 'att_01jd0000000000000000000001',
   * });
   */
  get(input: ConversationsAttachmentsGetInput, options?: ReadOptions): ApiPromise<Attachment>;
}

/** The operations `conversations.notes.*`. */
export interface ConversationsNotesResource {
  /**
   * Create a note.
   *
   * Adds an operator-only note. Customers never see notes, not even that there are any.
   *
   * Needs the scope `conversations:write`. Events: `note.created`, `member.mentioned`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.notes.create({
   *   conversationId: 'conv_01jd0000000000000000000001',
   *   body: 'Their app was registered without the scope.',
   * });
   */
  create(input: ConversationsNotesCreateInput, options?: WriteOptions): ApiPromise<Note>;

  /**
   * Update a note.
   *
   * Changes the text, the mentions or the pin of a note. Members who are named anew are told.
   *
   * Needs the scope `conversations:write`. Events: `note.updated`, `member.mentioned`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `timeout`,
   * `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.notes.update({
   *   id: 'note_01jd0000000000000000000001',
   *   pinned: true,
   * });
   */
  update(input: ConversationsNotesUpdateInput, options?: WriteOptions): ApiPromise<Note>;

  /**
   * Delete a note.
   *
   * Removes a note of a person. Notes that automation wrote say how something came about, and stay:
   * `state_conflict`.
   *
   * Needs the scope `conversations:write`. Events: `note.deleted`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.notes.delete({
   *   id: 'note_01jd0000000000000000000001',
   * });
   */
  delete(input: ConversationsNotesDeleteInput, options?: WriteOptions): ApiPromise<void>;
}

/** The operations `conversations.issues.conversations.*`. */
export interface ConversationsIssuesConversationsResource {
  /**
   * List the conversations of an issue.
   *
   * Links of an issue to conversations, newest first.
   *
   * Needs the scope `conversations:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `validation_failed`.
   *
   * @example
   * for await (const each of woes.conversations.issues.conversations.list({
   *   id: 'iss_01jd0000000000000000000001',
   * })) {
   *   console.log(each.id);
   * }
   */
  list(input: ConversationsIssuesConversationsListInput, options?: ReadOptions): ListPromise<IssueLink, ConversationsIssuesConversationsListOutput>;
}

/** The operations `conversations.issues.notes.*`. */
export interface ConversationsIssuesNotesResource {
  /**
   * List the notes of an issue.
   *
   * Notes that were copied from the conversations an issue was made from, newest first.
   *
   * Needs the scope `conversations:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `validation_failed`.
   *
   * @example
   * for await (const each of woes.conversations.issues.notes.list({
   *   id: 'iss_01jd0000000000000000000001',
   * })) {
   *   console.log(each.id);
   * }
   */
  list(input: ConversationsIssuesNotesListInput, options?: ReadOptions): ListPromise<IssueNote, ConversationsIssuesNotesListOutput>;
}

/** The operations `conversations.issues.*`. */
export interface ConversationsIssuesResource {
  /**
   * List issues.
   *
   * Issues of the workspace in order of creation. `external` finds the one that stands for a record of a
   * tracker.
   *
   * Needs the scope `conversations:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.conversations.issues.list({
   *   state: ['open', 'in_progress'],
   *   limit: 25,
   * })) {
   *   console.log(each.id);
   * }
   */
  list(input?: ConversationsIssuesListInput, options?: ReadOptions): ListPromise<Issue, ConversationsIssuesListOutput>;

  /**
   * Create an issue.
   *
   * Starts a durable work record, standalone or made from conversations: then it is linked to them, and
   * their notes are copied into it. It has a number of its own in the workspace.
   *
   * Needs the scope `conversations:write`. Events: `issue.created`, `issue.linked`.
   *
   * @throws {WoesError} with one of the codes `already_exists`, `answer_erased`, `api_version_retired`,
   * `batch_too_large`, `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`,
   * `idempotency_key_reused`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `payload_too_large`, `rate_limited`, `reference_not_usable`,
   * `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.issues.create({
   *   title: 'Adding tracks answers 403 without naming the missing scope',
   *   priority: 'high',
   *   tags: ['playlists'],
   *   conversationIds: ['conv_01jd0000000000000000000001'],
   * });
   */
  create(input: ConversationsIssuesCreateInput, options?: WriteOptions): ApiPromise<Issue>;

  /**
   * Get an issue.
   *
   * One issue, by id or by number as `ref:87`. `include` adds its newest hundred linked conversations and
   * copied notes.
   *
   * Needs the scope `conversations:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.issues.get({
   *   id: 'iss_01jd0000000000000000000001',
   *   include: ['conversations', 'notes'],
   * });
   */
  get(input: ConversationsIssuesGetInput, options?: ReadOptions): ApiPromise<IssueWithDetails>;

  /**
   * Update an issue.
   *
   * Changes the fields that are given; null clears one. A change of the state is told in the timelines of
   * the linked conversations. A call that changes nothing emits nothing.
   *
   * Needs the scope `conversations:write`. Events: `issue.updated`, `issue.resolved`.
   *
   * @throws {WoesError} with one of the codes `already_exists`, `answer_erased`, `api_version_retired`,
   * `batch_too_large`, `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`,
   * `idempotency_key_reused`, `illegal_transition`, `insufficient_scope`, `internal_error`,
   * `invalid_credentials`, `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`,
   * `key_type_not_allowed`, `missing_credentials`, `not_found`, `payload_too_large`, `rate_limited`,
   * `reference_not_usable`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.issues.update({
   *   id: 'iss_01jd0000000000000000000001',
   *   state: 'resolved',
   * });
   */
  update(input: ConversationsIssuesUpdateInput, options?: WriteOptions): ApiPromise<Issue>;

  /**
   * Link a conversation to an issue.
   *
   * Links a conversation, once: linking it again says `noop`, or changes the relation. It is told in the
   * timeline of the conversation.
   *
   * Needs the scope `conversations:write`. Events: `issue.linked`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.issues.link({
   *   id: 'iss_01jd0000000000000000000001',
   *   conversationId: 'conv_01jd0000000000000000000001',
   *   relation: 'caused_by',
   * });
   */
  link(input: ConversationsIssuesLinkInput, options?: WriteOptions): ApiPromise<LinkedIssue>;

  /**
   * Unlink a conversation from an issue.
   *
   * Takes a conversation off an issue. Notes that were copied stay with the issue.
   *
   * Needs the scope `conversations:write`. Events: `issue.unlinked`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.issues.unlink({
   *   id: 'iss_01jd0000000000000000000001',
   *   conversationId: 'conv_01jd0000000000000000000001',
   * });
   */
  unlink(input: ConversationsIssuesUnlinkInput, options?: WriteOptions): ApiPromise<void>;

  readonly conversations: ConversationsIssuesConversationsResource;

  readonly notes: ConversationsIssuesNotesResource;
}

/** The operations `conversations.issueLinks.*`. */
export interface ConversationsIssueLinksResource {
  /**
   * List the issues of a conversation.
   *
   * Links of a conversation to issues, newest first.
   *
   * Needs the scope `conversations:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `validation_failed`.
   *
   * @example
   * for await (const each of woes.conversations.issueLinks.list({
   *   conversationId: 'conv_01jd0000000000000000000001',
   * })) {
   *   console.log(each.id);
   * }
   */
  list(input: ConversationsIssueLinksListInput, options?: ReadOptions): ListPromise<IssueLink, ConversationsIssueLinksListOutput>;

  /**
   * Link an issue to a conversation.
   *
   * Links an issue of the workspace, or a record of an external tracker: the issue that stands for that
   * record is used, and made from this conversation when there is none. `title` and `state` are for an issue
   * that is made.
   *
   * Needs the scope `conversations:write`. Events: `issue.created`, `issue.linked`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.issueLinks.create({
   *   conversationId: 'conv_01jd0000000000000000000001',
   *   issue: { provider: 'github', url: 'https://github.com/acme/api/issues/512' },
   *   relation: 'tracks',
   * });
   */
  create(input: ConversationsIssueLinksCreateInput, options?: WriteOptions): ApiPromise<LinkedIssue>;

  /**
   * Delete an issue link.
   *
   * Takes an issue off a conversation. The issue stays.
   *
   * Needs the scope `conversations:write`. Events: `issue.unlinked`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.issueLinks.delete({
   *   id: 'lnk_01jd0000000000000000000002',
   * });
   */
  delete(input: ConversationsIssueLinksDeleteInput, options?: WriteOptions): ApiPromise<void>;
}

/** The operations `conversations.*`. */
export interface ConversationsResource {
  /**
   * List conversations.
   *
   * Conversations of the workspace in order of creation, newest first unless `sort` says otherwise.
   *
   * Needs the scope `conversations:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.conversations.list({ state: ['new', 'open'], limit: 25 })) {
   *   console.log(each.id);
   * }
   */
  list(input?: ConversationsListInput, options?: ReadOptions): ListPromise<Conversation, ConversationsListOutput>;

  /**
   * Search conversations.
   *
   * Full text over subjects, customers (name, address, your own id, names of their accounts), messages and
   * notes. A conversation fits when it has all words, wherever they stand in it: `adding tracks "exact
   * words" -without begin*`. Case, accents and the English plural make no difference; what is written
   * together, such as `invalid_scope`, is searched as words that stand together. Best first, of equal ones
   * the newest first. What was written before the call is found. A page may hold fewer than `limit` although
   * there are more: follow `nextCursor` until it is null. A conversation whose words change while you page
   * may move. Without words it lists, newest first.
   *
   * Needs the scope `conversations:read`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `payload_too_large`, `rate_limited`, `revoked_credentials`, `timeout`,
   * `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.conversations.search({
   *   query: 'adding tracks',
   *   filter: { field: 'state', op: 'ne', value: 'resolved' },
   * })) {
   *   console.log(each);
   * }
   */
  search(input?: ConversationsSearchInput, options?: ReadOptions): ListPromise<SearchHit, SearchResult>;

  /**
   * Create a conversation.
   *
   * Starts a conversation for a customer, with the first message when one is given. The message counts as
   * sent by the customer unless `firstMessage.direction` says otherwise.
   *
   * Needs the scope `conversations:write`. Events: `conversation.created`, `message.received`,
   * `message.sent`, `conversation.state_changed`, `conversation.assigned`, `customer.created`,
   * `customer.updated`.
   *
   * @throws {WoesError} with one of the codes `already_exists`, `answer_erased`, `api_version_retired`,
   * `batch_too_large`, `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`,
   * `idempotency_key_reused`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `payload_too_large`, `rate_limited`, `reference_not_usable`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`,
   * `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.create({
   *   customer: { externalId: 'user_8841', name: 'Mariah' },
   *   channelId: 'chn_01jd0000000000000000000001',
   *   subject: 'Adding tracks to a playlist',
   *   firstMessage: { text: 'Which scope do I need to add tracks to a playlist?' },
   *   apiContext: { method: 'POST', path: '/v1/playlists/abc/tracks', statusCode: 403 },
   * });
   */
  create(input: ConversationsCreateInput, options?: WriteOptions): ApiPromise<Conversation>;

  /**
   * Get a conversation.
   *
   * One conversation, by id, by number as `ref:1042`, or by your own id as `ext:ticket-7`.
   *
   * Needs the scope `conversations:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.get({ id: 'conv_01jd0000000000000000000001' });
   */
  get(input: ConversationsGetInput, options?: ReadOptions): ApiPromise<Conversation>;

  /**
   * Update a conversation.
   *
   * Changes the fields that are given; null clears one. A call that changes nothing keeps the version and
   * emits nothing. `new` is never entered again.
   *
   * Needs the scope `conversations:write`. Events: `conversation.updated`, `conversation.state_changed`,
   * `conversation.resolved`, `conversation.reopened`, `conversation.priority_changed`,
   * `conversation.tags_changed`, `conversation.custom_fields_changed`, `conversation.api_context_changed`,
   * `conversation.unsnoozed`, `conversation.unarchived`.
   *
   * @throws {WoesError} with one of the codes `already_exists`, `answer_erased`, `api_version_retired`,
   * `batch_too_large`, `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`,
   * `idempotency_key_reused`, `illegal_transition`, `insufficient_scope`, `internal_error`,
   * `invalid_credentials`, `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`,
   * `key_type_not_allowed`, `missing_credentials`, `not_found`, `payload_too_large`, `rate_limited`,
   * `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.update({
   *   id: 'conv_01jd0000000000000000000001',
   *   priority: 'high',
   *   tags: { add: ['playlists'] },
   * });
   */
  update(input: ConversationsUpdateInput, options?: WriteOptions): ApiPromise<Conversation>;

  /**
   * Delete a conversation.
   *
   * `soft` hides a conversation from every operation for 30 days, in which it can be restored, then erases
   * it. `erase` removes it at once and for good: messages, notes and their copies in issues, timeline,
   * secrets, links, and what events and stored answers say of it. With `dryRun` the effects are counted and
   * nothing is written.
   *
   * Needs the scope `conversations:delete`. Events: `conversation.deleted`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.delete({
   *   id: 'conv_01jd0000000000000000000001',
   *   mode: 'erase',
   *   dryRun: true,
   * });
   */
  delete(input: ConversationsDeleteInput, options?: WriteOptions): ApiPromise<DeletedConversation>;

  /**
   * Restore a deleted conversation.
   *
   * Brings a conversation back within 30 days of its soft deletion, as it was but for your own id of it,
   * which may be taken by now. One that is not deleted stays as it is.
   *
   * Needs the scope `conversations:delete`. Events: `conversation.restored`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.restore({ id: 'conv_01jd0000000000000000000001' });
   */
  restore(input: ConversationsRestoreInput, options?: WriteOptions): ApiPromise<Conversation>;

  /**
   * Resolve a conversation.
   *
   * Ends the work on a conversation. A customer who replies inside the reopen window opens it again.
   * Resolving a resolved one changes nothing.
   *
   * Needs the scope `conversations:write`. Events: `conversation.resolved`, `conversation.unsnoozed`,
   * `conversation.custom_fields_changed`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.resolve({
   *   id: 'conv_01jd0000000000000000000001',
   *   resolutionSummary: 'Explained the scope playlist-modify-public.',
   * });
   */
  resolve(input: ConversationsResolveInput, options?: WriteOptions): ApiPromise<Conversation>;

  /**
   * Archive a conversation.
   *
   * Takes a resolved conversation out of lists and searches, unless they ask for archived ones. A reply of
   * the customer brings it back. Archiving an archived one changes nothing.
   *
   * Needs the scope `conversations:write`. Events: `conversation.archived`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.archive({ id: 'conv_01jd0000000000000000000001' });
   */
  archive(input: ConversationsArchiveInput, options?: WriteOptions): ApiPromise<Conversation>;

  /**
   * Bring an archived conversation back.
   *
   * Puts a conversation back into lists and searches. Its state stays.
   *
   * Needs the scope `conversations:write`. Events: `conversation.unarchived`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.unarchive({
   *   id: 'conv_01jd0000000000000000000001',
   * });
   */
  unarchive(input: ConversationsUnarchiveInput, options?: WriteOptions): ApiPromise<Conversation>;

  /**
   * Reopen a conversation.
   *
   * Brings a resolved conversation back to `open`.
   *
   * Needs the scope `conversations:write`. Events: `conversation.reopened`, `conversation.unarchived`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `illegal_transition`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `not_found`, `payload_too_large`, `rate_limited`, `revoked_credentials`,
   * `state_conflict`, `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`,
   * `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.reopen({
   *   id: 'conv_01jd0000000000000000000001',
   *   reason: 'The answer was for another endpoint.',
   * });
   */
  reopen(input: ConversationsReopenInput, options?: WriteOptions): ApiPromise<Conversation>;

  /**
   * Snooze a conversation.
   *
   * Puts a conversation out of sight until a time, until the customer replies, or until whichever comes
   * first. Its state stays. A snoozed one is snoozed anew by what is asked now.
   *
   * Needs the scope `conversations:write`. Events: `conversation.snoozed`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.snooze({
   *   id: 'conv_01jd0000000000000000000001',
   *   untilReply: true,
   *   reason: 'Waiting for their next release.',
   * });
   */
  snooze(input: ConversationsSnoozeInput, options?: WriteOptions): ApiPromise<Conversation>;

  /**
   * Wake a snoozed conversation.
   *
   * Ends the snooze now. Waking one that is awake changes nothing.
   *
   * Needs the scope `conversations:write`. Events: `conversation.unsnoozed`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.unsnooze({
   *   id: 'conv_01jd0000000000000000000001',
   * });
   */
  unsnooze(input: ConversationsUnsnoozeInput, options?: WriteOptions): ApiPromise<Conversation>;

  /**
   * Take a conversation over.
   *
   * A person becomes the responder: the agent sends nothing in this conversation until it is given back.
   *
   * Needs the scope `conversations:write`. Events: `conversation.taken_over`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.takeover({
   *   id: 'conv_01jd0000000000000000000001',
   *   reason: 'Billing question.',
   * });
   */
  takeover(input: ConversationsTakeoverInput, options?: WriteOptions): ApiPromise<Conversation>;

  /**
   * Give a conversation back to the agent.
   *
   * Lets the agent answer again in a conversation that a person has taken over.
   *
   * Needs the scope `conversations:write`. Events: `conversation.given_back`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.giveBack({
   *   id: 'conv_01jd0000000000000000000001',
   * });
   */
  giveBack(input: ConversationsGiveBackInput, options?: WriteOptions): ApiPromise<Conversation>;

  /**
   * Merge conversations.
   *
   * Moves the messages and notes of the sources to the end of this conversation, in the order in which they
   * were written, and adds their tags, participants and issues. A source is resolved and archived; its id
   * keeps answering, with `mergedInto`, and replies to it arrive here. All must belong to one customer
   * unless `acrossCustomers` is given. With `dryRun` nothing is written.
   *
   * Needs the scope `conversations:write`. Events: `conversation.merged`, `conversation.updated`,
   * `conversation.tags_changed`, `conversation.participant_added`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.merge({
   *   id: 'conv_01jd0000000000000000000001',
   *   sourceIds: ['conv_01jd0000000000000000000002'],
   *   dryRun: true,
   * });
   */
  merge(input: ConversationsMergeInput, options?: WriteOptions): ApiPromise<MergedConversations>;

  /**
   * Split a conversation.
   *
   * Moves messages into a new conversation of the same customer or of another. The moved ones keep their ids
   * and times and get new numbers; here their numbers stay empty.
   *
   * Needs the scope `conversations:write`. Events: `conversation.split`, `conversation.created`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.split({
   *   id: 'conv_01jd0000000000000000000001',
   *   messageIds: ['msg_01jd0000000000000000000003'],
   *   subject: 'Another question: rate limits',
   * });
   */
  split(input: ConversationsSplitInput, options?: WriteOptions): ApiPromise<SplitConversation>;

  /**
   * Read the timeline.
   *
   * Everything that happened in a conversation, messages, notes and changes, in one order.
   *
   * Needs the scope `conversations:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `validation_failed`.
   *
   * @example
   * for await (const each of woes.conversations.timeline({
   *   id: 'conv_01jd0000000000000000000001',
   * })) {
   *   console.log(each);
   * }
   */
  timeline(input: ConversationsTimelineInput, options?: ReadOptions): ListPromise<TimelineItem, ConversationsTimelineOutput>;

  /**
   * Change who takes part.
   *
   * Adds and removes participants: customers, members and email addresses. Adding one that is there changes
   * its role; removing one that is not there changes nothing.
   *
   * Needs the scope `conversations:write`. Events: `conversation.participant_added`,
   * `conversation.participant_removed`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.setParticipants({
   *   id: 'conv_01jd0000000000000000000001',
   *   add: [{ type: 'email', id: 'lead@example.com', role: 'cc' }],
   * });
   */
  setParticipants(input: ConversationsSetParticipantsInput, options?: WriteOptions): ApiPromise<Conversation>;

  /**
   * Say which API call it is about.
   *
   * Merges what is known of the API call that the conversation is about: null clears a field, what is left
   * out stays. What was said by hand is not replaced by what was parsed or came from a widget.
   *
   * Needs the scope `conversations:write`. Events: `conversation.api_context_changed`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.setApiContext({
   *   id: 'conv_01jd0000000000000000000001',
   *   method: 'POST',
   *   path: '/v1/playlists/{id}/tracks',
   *   statusCode: 403,
   * });
   */
  setApiContext(input: ConversationsSetApiContextInput, options?: WriteOptions): ApiPromise<ConversationApiContext>;

  /**
   * Assign a conversation.
   *
   * Gives a conversation to a member, or to a team that chooses a member by its policy; null takes it from
   * everybody. When a team can choose nobody it keeps the conversation, `skipped` says why, and it is
   * assigned as soon as a member comes online or has room.
   *
   * Needs the scope `conversations:write`. Events: `conversation.assigned`, `conversation.unassigned`,
   * `note.created`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.conversations.assign({
   *   id: 'conv_01jd0000000000000000000001',
   *   to: { teamId: 'team_01jd0000000000000000000002' },
   * });
   */
  assign(input: ConversationsAssignInput, options?: WriteOptions): ApiPromise<AssignedConversation>;

  /**
   * Say that someone is typing.
   *
   * Tells the streams of the conversation that someone of the team is typing. It is not stored and has no
   * event: it ends by itself after `ttlSeconds`, or with `state: stopped`.
   *
   * Needs the scope `conversations:write`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `timeout`,
   * `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.setTyping({
   *   id: 'conv_01jd0000000000000000000001',
   *   state: 'started',
   * });
   */
  setTyping(input: ConversationsSetTypingInput, options?: WriteOptions): ApiPromise<void>;

  /**
   * Mark messages as read.
   *
   * Says up to which message one side has read. It only moves forward: an earlier number changes nothing.
   * With `memberId` the place of that member is kept as well.
   *
   * Needs the scope `conversations:write`. Events: `conversation.read`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `timeout`,
   * `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.markRead({
   *   id: 'conv_01jd0000000000000000000001',
   *   upToSequence: 4,
   * });
   */
  markRead(input: ConversationsMarkReadInput, options?: WriteOptions): ApiPromise<ReadState>;

  /**
   * Export a transcript.
   *
   * Writes a conversation down as one document: messages in their order, on request with notes and changes.
   * It holds 5000 items at most; `nextAfterSequence` says where the next part begins. Secrets in the text
   * are masked.
   *
   * Needs the scope `conversations:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.exportTranscript({
   *   id: 'conv_01jd0000000000000000000001',
   *   format: 'text',
   * });
   */
  exportTranscript(input: ConversationsExportTranscriptInput, options?: ReadOptions): ApiPromise<Transcript>;

  /**
   * Change many conversations.
   *
   * Does one thing to up to 1000 conversations, by `ids` or by a `filter`, as a job. `operation` says what,
   * and `args` what it takes, as the operation on one conversation does: `update` (subject, priority, state,
   * tags, customFields), `tag` (tags), `assign` (to, note), `resolve` (resolutionSummary, customFields),
   * `reopen` (reason), `snooze` (until, untilReply, reason), `unsnooze`, `archive`, `unarchive`. What a
   * filter matches is settled when the call is answered. `onConflict: skip` passes over conversations whose
   * state does not allow it.
   *
   * Needs the scope `conversations:write`. Events: `conversation.updated`, `conversation.state_changed`,
   * `conversation.resolved`, `conversation.reopened`, `conversation.priority_changed`,
   * `conversation.tags_changed`, `conversation.custom_fields_changed`, `conversation.api_context_changed`,
   * `conversation.unsnoozed`, `conversation.unarchived`, `conversation.assigned`, `conversation.unassigned`,
   * `note.created`, `conversation.snoozed`, `conversation.archived`, `job.succeeded`, `job.partial`,
   * `job.failed`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `payload_too_large`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.bulkUpdate({
   *   ids: ['conv_01jd0000000000000000000001', 'conv_01jd0000000000000000000002'],
   *   operation: 'tag',
   *   args: { tags: { add: ['billing'] } },
   * });
   */
  bulkUpdate(input: ConversationsBulkUpdateInput, options?: WriteOptions): ApiPromise<Job>;

  /**
   * Import conversations.
   *
   * Takes conversations over from elsewhere, with their messages and the times at which they were sent, as a
   * job. Conversations are told apart by their `externalId`, messages by theirs within the conversation:
   * what is there already is left alone, so an import can be repeated, and a conversation of many messages
   * can come in several parts. Nothing is sent to customers. The events are those of any other way, so that
   * whatever follows them is complete. `woes import conversations` does this for a file.
   *
   * Needs the scope `conversations:write`. Events: `conversation.created`, `conversation.state_changed`,
   * `conversation.resolved`, `conversation.reopened`, `conversation.unsnoozed`, `conversation.unarchived`,
   * `message.received`, `message.sent`, `customer.created`, `customer.updated`, `job.succeeded`,
   * `job.partial`, `job.failed`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `payload_too_large`,
   * `rate_limited`, `reference_not_usable`, `revoked_credentials`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.conversations.import({
   *   channelId: 'chn_01jd0000000000000000000001',
   *   items: [
   *     {
   *       externalId: 'ticket-4711',
   *       customer: { externalId: 'user_8841', name: 'Mariah' },
   *       subject: 'Adding tracks to a playlist',
   *       state: 'resolved',
   *       messages: [
   *         {
   *           externalId: 'comment-1',
   *           direction: 'inbound',
   *           body: { text: 'Which scope do I need?' },
   *           sentAt: new Date('2024-03-01T09:30:00.000Z'),
   *         },
   *         {
   *           externalId: 'comment-2',
   *           direction: 'outbound',
   *           body: { text: 'playlist-modify-public.' },
   *           sentAt: new Date('2024-03-01T10:02:00.000Z'),
   *           authorName: 'Dana',
   *         },
   *       ],
   *     },
   *   ],
   * });
   */
  import(input: ConversationsImportInput, options?: WriteOptions): ApiPromise<Job>;

  readonly messages: ConversationsMessagesResource;

  readonly attachments: ConversationsAttachmentsResource;

  readonly notes: ConversationsNotesResource;

  readonly issues: ConversationsIssuesResource;

  readonly issueLinks: ConversationsIssueLinksResource;
}

/** The operations `customers.identities.*`. */
export interface CustomersIdentitiesResource {
  /**
   * List the identities of a customer.
   *
   * What channels and systems know the customer by, oldest first.
   *
   * Needs the scope `customers:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `validation_failed`.
   *
   * @example
   * for await (const each of woes.customers.identities.list({
   *   id: 'cus_01jd0000000000000000000001',
   * })) {
   *   console.log(each.id);
   * }
   */
  list(input: CustomersIdentitiesListInput, options?: ReadOptions): ListPromise<CustomerIdentity, CustomersIdentitiesListOutput>;

  /**
   * Add an identity to a customer.
   *
   * Says what a channel or a system knows the customer by. An identity belongs to one customer: when another
   * one has it, `already_exists` names that customer to credentials that may read customers. Adding one that
   * is there changes at most whether it is verified, and that only from false to true.
   *
   * Needs the scope `customers:write`. Events: `customer.identity_linked`, `customer.updated`.
   *
   * @throws {WoesError} with one of the codes `already_exists`, `answer_erased`, `api_version_retired`,
   * `batch_too_large`, `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`,
   * `idempotency_key_reused`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `not_found`, `payload_too_large`, `rate_limited`, `reference_not_usable`,
   * `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.customers.identities.add({
   *   id: 'cus_01jd0000000000000000000001',
   *   type: 'external',
   *   system: 'billing',
   *   value: 'b_771',
   *   verified: true,
   * });
   */
  add(input: CustomersIdentitiesAddInput, options?: WriteOptions): ApiPromise<CustomerIdentity>;

  /**
   * Remove an identity from a customer.
   *
   * The channel or system no longer knows the customer by it; another customer may have it then.
   *
   * Needs the scope `customers:write`. Events: `customer.identity_unlinked`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.customers.identities.remove({
   *   id: 'cus_01jd0000000000000000000001',
   *   identityId: 'idn_01jd0000000000000000000001',
   * });
   */
  remove(input: CustomersIdentitiesRemoveInput, options?: WriteOptions): ApiPromise<Customer>;
}

/** The operations `customers.accounts.*`. */
export interface CustomersAccountsResource {
  /**
   * List accounts.
   *
   * Accounts of the workspace in order of creation. `query` finds by the beginnings of words of name,
   * domains and external id.
   *
   * Needs the scope `customers:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.customers.accounts.list({ plan: 'scale' })) {
   *   console.log(each.id);
   * }
   */
  list(input?: CustomersAccountsListInput, options?: ReadOptions): ListPromise<Account, CustomersAccountsListOutput>;

  /**
   * Get an account.
   *
   * One account, by id or by your own id as `ext:acme`.
   *
   * Needs the scope `customers:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.customers.accounts.get({ id: 'acc_01jd0000000000000000000001' });
   */
  get(input: CustomersAccountsGetInput, options?: ReadOptions): ApiPromise<Account>;

  /**
   * Create or update an account.
   *
   * Finds the account by your own id, creates it when there is none, changes what differs otherwise.
   * `result` says which; `noop` emits nothing. Members who come, go or change their role are told as changed
   * customers. With an expected version nothing is created.
   *
   * Needs the scope `customers:write`. Events: `account.created`, `account.updated`, `customer.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `timeout`,
   * `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.customers.accounts.upsert({
   *   externalId: 'acme',
   *   name: 'Acme',
   *   domains: ['acme.com'],
   *   plan: 'scale',
   *   apiEnvironments: ['production'],
   *   traits: { region: 'eu' },
   *   members: { add: [{ customerId: 'cus_01jd0000000000000000000001', role: 'admin' }] },
   * });
   */
  upsert(input: CustomersAccountsUpsertInput, options?: WriteOptions): ApiPromise<UpsertedAccount>;

  /**
   * Delete an account.
   *
   * Removes an account. One that has members is deleted only with `detachCustomers`, which leaves the
   * customers as they are but for the account. `dryRun` tells the effects and does nothing.
   *
   * Needs the scope `customers:write`. Events: `account.deleted`, `customer.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.customers.accounts.delete({
   *   id: 'acc_01jd0000000000000000000001',
   *   detachCustomers: true,
   *   dryRun: true,
   * });
   */
  delete(input: CustomersAccountsDeleteInput, options?: WriteOptions): ApiPromise<CustomersAccountsDeleteOutput>;
}

/** The operations `customers.contextProviders.*`. */
export interface CustomersContextProvidersResource {
  /**
   * List context providers.
   *
   * Endpoints of your own that tell facts about a customer, with their health.
   *
   * Needs the scope `workspace:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.customers.contextProviders.list({})) {
   *   console.log(each.id);
   * }
   */
  list(input?: CustomersContextProvidersListInput, options?: ReadOptions): ListPromise<ContextProvider, CustomersContextProvidersListOutput>;

  /**
   * Create or update a context provider.
   *
   * Names an endpoint of your own that is asked for facts about a customer. Requests are signed as Standard
   * Webhooks are (`webhook-id`, `webhook-timestamp`, `webhook-signature`) with a secret that is made here
   * and shown once: when the provider is created, and when `rotateSecret` asks for a new one. The body names
   * the customer and the facts that are wanted; the answer is `{"facts": {"<key>": <value>}}`. At most 20 in
   * a workspace.
   *
   * Needs the scope `workspace:write`. Events: `context_provider.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.customers.contextProviders.upsert({
   *   key: 'billing',
   *   url: 'https://api.acme.example/woes/context',
   *   facts: [
   *     { key: 'monthly_spend', label: 'Monthly spend', type: 'number' },
   *     { key: 'account_manager', label: 'Account manager', type: 'text', sensitive: true },
   *   ],
   * });
   */
  upsert(input: CustomersContextProvidersUpsertInput, options?: WriteOptions): ApiPromise<UpsertedContextProvider>;
}

/** The operations `customers.context.*`. */
export interface CustomersContextResource {
  /**
   * Get the context of a customer.
   *
   * Facts about a customer from your own endpoints, fetched when they are not fresh. A provider that fails
   * does not fail the call: its facts keep their last values, marked stale, and say what is wrong.
   *
   * Needs the scope `customers:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `reference_not_usable`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.customers.context.get({ id: 'cus_01jd0000000000000000000001' });
   */
  get(input: CustomersContextGetInput, options?: ReadOptions): ApiPromise<CustomersContextGetOutput>;
}

/** The operations `customers.*`. */
export interface CustomersResource {
  /**
   * Create or update a customer.
   *
   * Finds the customer by your own id, creates it when there is none, changes what differs otherwise.
   * `result` says which; `noop` emits nothing. Two parallel calls give one `created`. An archived customer
   * comes back. With an expected version nothing is created: `not_found` when there is none.
   *
   * Needs the scope `customers:write`. Events: `customer.created`, `customer.updated`, `customer.merged`,
   * `conversation.updated`, `issue.updated`.
   *
   * @throws {WoesError} with one of the codes `already_exists`, `answer_erased`, `api_version_retired`,
   * `batch_too_large`, `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`,
   * `idempotency_key_reused`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `not_found`, `payload_too_large`, `rate_limited`, `reference_not_usable`,
   * `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.customers.upsert({
   *   externalId: 'user_8841',
   *   email: 'mariah@example.com',
   *   name: 'Mariah',
   *   traits: { plan: 'scale', seats: 12 },
   * });
   */
  upsert(input: CustomersUpsertInput, options?: WriteOptions): ApiPromise<UpsertedCustomer>;

  /**
   * Get a customer.
   *
   * One customer, by id, by your own id as `ext:user_8841`, or by address as `email:mariah@example.com`. The
   * id of a customer that was merged answers with `mergedInto`; your own ids and addresses lead to the
   * customer it was merged into. An address that several customers have without an identity is a
   * `state_conflict`.
   *
   * Needs the scope `customers:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `validation_failed`.
   *
   * @example
   * const answer = await woes.customers.get({ id: 'cus_01jd0000000000000000000001' });
   */
  get(input: CustomersGetInput, options?: ReadOptions): ApiPromise<Customer>;

  /**
   * List customers.
   *
   * Customers of the workspace in order of creation, without those that were merged into others or erased.
   *
   * Needs the scope `customers:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.customers.list({
   *   limit: 25,
   *   filter: { field: 'traits.plan', op: 'eq', value: 'scale' },
   * })) {
   *   console.log(each.id);
   * }
   */
  list(input?: CustomersListInput, options?: ReadOptions): ListPromise<Customer, CustomersListOutput>;

  /**
   * Update a customer.
   *
   * Changes the fields that are given; null clears one. A call that changes nothing emits nothing.
   *
   * Needs the scope `customers:write`. Events: `customer.updated`.
   *
   * @throws {WoesError} with one of the codes `already_exists`, `answer_erased`, `api_version_retired`,
   * `batch_too_large`, `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`,
   * `idempotency_key_reused`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `not_found`, `payload_too_large`, `rate_limited`, `revoked_credentials`,
   * `state_conflict`, `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`,
   * `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.customers.update({
   *   id: 'cus_01jd0000000000000000000001',
   *   traits: { seats: 13 },
   * });
   */
  update(input: CustomersUpdateInput, options?: WriteOptions): ApiPromise<Customer>;

  /**
   * Create or update many customers.
   *
   * What `customers.upsert` does, for up to 1000 customers, in their order, as a job. The answer comes at
   * once; the job says how far it is, and what came of each item: `created`, `updated`, `noop`, or why it
   * was refused. An item that is not of the right form refuses the whole request. With `dryRun` the job
   * changes nothing and says what it would.
   *
   * Needs the scope `customers:write`. Events: `customer.created`, `customer.updated`, `customer.merged`,
   * `conversation.updated`, `issue.updated`, `job.succeeded`, `job.partial`, `job.failed`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `payload_too_large`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.customers.bulkUpsert({
   *   items: [
   *     { externalId: 'user_8841', email: 'mariah@example.com', traits: { plan: 'scale' } },
   *     { externalId: 'user_8842', name: 'Dana' },
   *   ],
   * });
   */
  bulkUpsert(input: CustomersBulkUpsertInput, options?: WriteOptions): ApiPromise<Job>;

  /**
   * Create a customer.
   *
   * Makes a customer that is not there yet. When another one has the external id, an identity or the
   * address, `already_exists` names the field; which customer it is, is told to credentials that may read
   * customers.
   *
   * Needs the scope `customers:write`. Events: `customer.created`.
   *
   * @throws {WoesError} with one of the codes `already_exists`, `answer_erased`, `api_version_retired`,
   * `batch_too_large`, `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`,
   * `idempotency_key_reused`, `insufficient_scope`, `internal_error`, `invalid_credentials`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `payload_too_large`, `rate_limited`, `reference_not_usable`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`,
   * `validation_failed`.
   *
   * @example
   * const answer = await woes.customers.create({
   *   externalId: 'user_9001',
   *   email: 'ada@example.com',
   *   name: 'Ada',
   *   identities: [{ type: 'discord', value: '80351110224678912', verified: true }],
   * });
   */
  create(input?: CustomersCreateInput, options?: WriteOptions): ApiPromise<Customer>;

  /**
   * Track an event of a customer.
   *
   * Puts on the timeline of a customer what happened in your own product. A `dedupeKey` that the customer
   * has had already answers with the event it made, as a `noop`.
   *
   * Needs the scope `customers:write`. Events: `customer.event_tracked`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.customers.trackEvent({
   *   id: 'cus_01jd0000000000000000000001',
   *   name: 'api_key.rotated',
   *   properties: { environment: 'production' },
   *   api: { statusCode: 201, requestId: 'req_8f2' },
   *   dedupeKey: 'rotation-771',
   * });
   */
  trackEvent(input: CustomersTrackEventInput, options?: WriteOptions): ApiPromise<TrackedEventResult>;

  /**
   * List the timeline of a customer.
   *
   * Conversations, tracked events, and what happened to the identities and the record, newest first. A
   * customer that was merged answers with the timeline of the one it was merged into.
   *
   * Needs the scope `customers:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `validation_failed`.
   *
   * @example
   * for await (const each of woes.customers.timeline({ id: 'cus_01jd0000000000000000000001' })) {
   *   console.log(each);
   * }
   */
  timeline(input: CustomersTimelineInput, options?: ReadOptions): ListPromise<CustomerTimelineItem, CustomersTimelineOutput>;

  /**
   * Archive or erase a customer.
   *
   * Archives a customer, which leaves it out of lists until it is updated with `archived: false` or comes
   * back by an upsert. Or, with `mode: erase` and the scope `customers:erase`, erases the person for good:
   * the profile and all that belongs to it, the messages the person wrote, and the values of the person
   * wherever others wrote them; the id stays as an empty record, and the receipt says how much is gone.
   * `dryRun` tells the effects and does nothing.
   *
   * Needs the scope `customers:write`. Events: `customer.deleted`, `customer.erased`,
   * `conversation.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.customers.delete({
   *   id: 'cus_01jd0000000000000000000001',
   *   mode: 'erase',
   *   dryRun: true,
   * });
   */
  delete(input: CustomersDeleteInput, options?: WriteOptions): ApiPromise<CustomersDeleteOutput>;

  /**
   * Merge a customer into another.
   *
   * Makes one customer of two that are one person. Conversations, identities, accounts, tracked events and
   * widget sessions of the source go to the target; ids and addresses of the source lead to it, and the id
   * of the source answers with `mergedInto`. Tags are united, and whoever was blocked stays blocked. For 30
   * days `customers.unmerge` takes it back. `dryRun` shows the customer and the effects and does nothing.
   *
   * Needs the scope `customers:write`. Events: `customer.merged`, `customer.updated`,
   * `conversation.updated`, `issue.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `reference_not_usable`, `revoked_credentials`, `state_conflict`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`,
   * `version_conflict`.
   *
   * @example
   * const answer = await woes.customers.merge({
   *   id: 'cus_01jd0000000000000000000001',
   *   sourceId: 'cus_01jd0000000000000000000002',
   *   fieldStrategy: { name: 'take_source', traits: 'latest' },
   * });
   */
  merge(input: CustomersMergeInput, options?: WriteOptions): ApiPromise<MergedCustomer>;

  /**
   * Take a merge back.
   *
   * Makes the customer that was merged away a customer of its own again, within 30 days. What moved and is
   * still there moves back; fields of the target that the merge changed and nobody since get their values
   * back. When the target was itself merged or erased, or the time is over, the answer is `state_conflict`.
   *
   * Needs the scope `customers:write`. Events: `customer.unmerged`, `customer.updated`,
   * `conversation.updated`, `issue.updated`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`,
   * `payload_too_large`, `rate_limited`, `revoked_credentials`, `state_conflict`, `timeout`, `unavailable`,
   * `unsupported_api_version`, `unsupported_media_type`, `validation_failed`, `version_conflict`.
   *
   * @example
   * const answer = await woes.customers.unmerge({ id: 'cus_01jd0000000000000000000003' });
   */
  unmerge(input: CustomersUnmergeInput, options?: WriteOptions): ApiPromise<UnmergedCustomer>;

  /**
   * Search customers.
   *
   * Finds customers by the beginnings of words, all of which must be there, in name, address, telephone
   * number, external ids and identities, and by a filter over their fields. A change is found as soon as its
   * call has answered. Without a query it is a filtered list.
   *
   * Needs the scope `customers:read`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`,
   * `missing_credentials`, `payload_too_large`, `rate_limited`, `revoked_credentials`, `timeout`,
   * `unavailable`, `unsupported_api_version`, `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.customers.search({
   *   query: 'mari',
   *   filter: { field: 'accounts.plan', op: 'contains', value: 'scale' },
   * })) {
   *   console.log(each.id);
   * }
   */
  search(input?: CustomersSearchInput, options?: ReadOptions): ListPromise<Customer, CustomersSearchOutput>;

  readonly identities: CustomersIdentitiesResource;

  readonly accounts: CustomersAccountsResource;

  readonly contextProviders: CustomersContextProvidersResource;

  readonly context: CustomersContextResource;
}

/** The operations `channels.*`. */
export interface ChannelsResource {
  /**
   * List channels.
   *
   * The ways by which conversations reach the workspace.
   *
   * Needs the scope `channels:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_cursor`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.channels.list({})) {
   *   console.log(each.id);
   * }
   */
  list(input?: ChannelsListInput, options?: ReadOptions): ListPromise<Channel, ChannelsListOutput>;

  /**
   * Create a channel.
   *
   * A channel of type `live_chat` or `api`, ready at once. The other types need a connection of their own
   * and cannot be created yet.
   *
   * Needs the scope `channels:write`. Events: `channel.created`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_idempotency_key`,
   * `invalid_json`, `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `payload_too_large`,
   * `rate_limited`, `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`,
   * `unsupported_media_type`, `validation_failed`.
   *
   * @example
   * const answer = await woes.channels.create({
   *   type: 'live_chat',
   *   name: 'Documentation site',
   * });
   */
  create(input: ChannelsCreateInput, options?: WriteOptions): ApiPromise<Channel>;

  /**
   * Get a channel.
   *
   * One channel.
   *
   * Needs the scope `channels:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.channels.get({ id: 'chn_01jd0000000000000000000001' });
   */
  get(input: ChannelsGetInput, options?: ReadOptions): ApiPromise<Channel>;
}

/** The operations `webhooks.events.*`. */
export interface WebhooksEventsResource {
  /**
   * List events.
   *
   * The workspace's log in order. Keep `nextSequence` and ask again with it as `afterSequence`: no event is
   * missed or seen twice. Events older than retention answer `sequence_expired`.
   *
   * Needs the scope `webhooks:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`, `revoked_credentials`,
   * `sequence_expired`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.webhooks.events.list({
   *   afterSequence: 41,
   *   types: ['customer.*'],
   *   filter: { field: 'changes.name', op: 'changed_to', value: 'Mariah' },
   * })) {
   *   console.log(each.id);
   * }
   */
  list(input?: WebhooksEventsListInput, options?: ReadOptions): ListPromise<Event, WebhooksEventsListOutput>;

  /**
   * Get an event.
   *
   * One event of the log.
   *
   * Needs the scope `webhooks:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.webhooks.events.get({ id: 'evt_01jd0000000000000000000001' });
   */
  get(input: WebhooksEventsGetInput, options?: ReadOptions): ApiPromise<Event>;

  /**
   * Follow events.
   *
   * Server-sent events: each is one event of the log with its sequence as `id`. Resume with `Last-Event-ID`
   * or `afterSequence`; `gap` says that events were past retention, `reconnect` that the connection ends by
   * plan. Without either it starts with what happens next.
   *
   * Needs the scope `webhooks:read`.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `insufficient_scope`, `internal_error`, `invalid_credentials`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`, `revoked_credentials`,
   * `sequence_expired`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.webhooks.events.stream({ afterSequence: 41 })) {
   *   console.log(each.id);
   * }
   */
  stream(input?: WebhooksEventsStreamInput, options?: StreamOptions): EventStream<Event>;
}

/** The operations `webhooks.*`. */
export interface WebhooksResource {
  readonly events: WebhooksEventsResource;
}

/** The operations `limits.versions.*`. */
export interface LimitsVersionsResource {
  /**
   * List contract versions.
   *
   * The dated contracts of the API, newest first, with what each changed. `Woes-Version` selects one;
   * without it a credential speaks the one it was created with.
   *
   * Needs no credential.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `internal_error`, `invalid_json`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.limits.versions.list();
   */
  list(options?: ReadOptions): ApiPromise<LimitsVersionsListOutput>;
}

/** The operations `limits.errors.*`. */
export interface LimitsErrorsResource {
  /**
   * List error codes.
   *
   * Every code that an answer can carry, what it means and what to do about it.
   *
   * Needs no credential.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `internal_error`, `invalid_json`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.limits.errors.list({ code: 'not_found' });
   */
  list(input?: LimitsErrorsListInput, options?: ReadOptions): ApiPromise<LimitsErrorsListOutput>;
}

/** The operations `limits.jobs.results.*`. */
export interface LimitsJobsResultsResource {
  /**
   * List the results of a job.
   *
   * One result per item, in the order of the request; those of one status when it is given. A job is seen by
   * whoever holds the scope of the operation that made it; to others it does not exist.
   *
   * Needs a credential, of any scope.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `internal_error`, `invalid_credentials`, `invalid_cursor`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.limits.jobs.results.list({
   *   id: 'job_01jd0000000000000000000001',
   *   limit: 25,
   * })) {
   *   console.log(each);
   * }
   */
  list(input: LimitsJobsResultsListInput, options?: ReadOptions): ListPromise<JobResult, LimitsJobsResultsListOutput>;
}

/** The operations `limits.jobs.*`. */
export interface LimitsJobsResource {
  /**
   * List jobs.
   *
   * Work that goes on beside the calls that asked for it. A job is seen by whoever holds the scope of the
   * operation that made it; to others it does not exist.
   *
   * Needs a credential, of any scope.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `internal_error`, `invalid_credentials`, `invalid_cursor`, `invalid_json`,
   * `ip_not_allowed`, `key_type_not_allowed`, `missing_credentials`, `rate_limited`, `revoked_credentials`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * for await (const each of woes.limits.jobs.list({ limit: 25 })) {
   *   console.log(each.id);
   * }
   */
  list(input?: LimitsJobsListInput, options?: ReadOptions): ListPromise<Job, LimitsJobsListOutput>;

  /**
   * Get a job.
   *
   * How far a job is. `include=results` adds the result of each item. A job is seen by whoever holds the
   * scope of the operation that made it; to others it does not exist.
   *
   * Needs a credential, of any scope.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `internal_error`, `invalid_credentials`, `invalid_json`, `ip_not_allowed`,
   * `key_type_not_allowed`, `missing_credentials`, `not_found`, `rate_limited`, `revoked_credentials`,
   * `timeout`, `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.limits.jobs.get({
   *   id: 'job_01jd0000000000000000000001',
   *   include: ['results'],
   * });
   */
  get(input: LimitsJobsGetInput, options?: ReadOptions): ApiPromise<JobWithResults>;

  /**
   * Cancel a job.
   *
   * Ends a job before its next item; what is done stays done. A job that has ended is answered as it is. A
   * job is seen by whoever holds the scope of the operation that made it; to others it does not exist.
   *
   * Needs a credential, of any scope. Events: `job.cancelled`.
   *
   * @throws {WoesError} with one of the codes `answer_erased`, `api_version_retired`, `batch_too_large`,
   * `concurrency_limited`, `expired_credentials`, `idempotency_in_progress`, `idempotency_key_reused`,
   * `internal_error`, `invalid_credentials`, `invalid_idempotency_key`, `invalid_json`, `ip_not_allowed`,
   * `key_type_not_allowed`, `missing_credentials`, `not_found`, `payload_too_large`, `rate_limited`,
   * `revoked_credentials`, `timeout`, `unavailable`, `unsupported_api_version`, `unsupported_media_type`,
   * `validation_failed`.
   *
   * @example
   * const answer = await woes.limits.jobs.cancel({ id: 'job_01jd0000000000000000000001' });
   */
  cancel(input: LimitsJobsCancelInput, options?: WriteOptions): ApiPromise<Job>;

  readonly results: LimitsJobsResultsResource;
}

/** The operations `limits.*`. */
export interface LimitsResource {
  /**
   * Read your limits.
   *
   * What is left of each quota that counts this credential, how much of it is under way, and the largest
   * sizes that are taken. Asking is free of charge.
   *
   * Needs a credential, of any scope.
   *
   * @throws {WoesError} with one of the codes `api_version_retired`, `concurrency_limited`,
   * `expired_credentials`, `internal_error`, `invalid_credentials`, `invalid_json`, `ip_not_allowed`,
   * `key_type_not_allowed`, `missing_credentials`, `rate_limited`, `revoked_credentials`, `timeout`,
   * `unavailable`, `unsupported_api_version`, `validation_failed`.
   *
   * @example
   * const answer = await woes.limits.get();
   */
  get(options?: ReadOptions): ApiPromise<Limits>;

  readonly versions: LimitsVersionsResource;

  readonly errors: LimitsErrorsResource;

  readonly jobs: LimitsJobsResource;
}

/** All operations of the API, by category. */
export class Resources {
  /** The operations `authentication.*`. */
  readonly authentication: AuthenticationResource;
  /** The operations `workspaces.*`. */
  readonly workspaces: WorkspacesResource;
  /** The operations `conversations.*`. */
  readonly conversations: ConversationsResource;
  /** The operations `customers.*`. */
  readonly customers: CustomersResource;
  /** The operations `channels.*`. */
  readonly channels: ChannelsResource;
  /** The operations `webhooks.*`. */
  readonly webhooks: WebhooksResource;
  /** The operations `limits.*`. */
  readonly limits: LimitsResource;
  /** The same as `webhooks.events`. */
  readonly events: WebhooksEventsResource;

  constructor(caller: Caller) {
    this.authentication = {
      me: (options) => caller.read('authentication.me', {}, options),
      scopes: {
        list: (options) => caller.read('authentication.scopes.list', {}, options),
      },
      credentials: {
        list: (input, options) => caller.list('authentication.credentials.list', input, options),
        create: (input, options) => caller.write('authentication.credentials.create', input, options),
        get: (input, options) => caller.read('authentication.credentials.get', input, options),
        update: (input, options) => caller.write('authentication.credentials.update', input, options),
        rotate: (input, options) => caller.write('authentication.credentials.rotate', input, options),
        revoke: (input, options) => caller.write('authentication.credentials.revoke', input, options),
      },
      widgetKeys: {
        list: (input, options) => caller.list('authentication.widgetKeys.list', input, options),
        create: (input, options) => caller.write('authentication.widgetKeys.create', input, options),
        update: (input, options) => caller.write('authentication.widgetKeys.update', input, options),
        rotate: (input, options) => caller.write('authentication.widgetKeys.rotate', input, options),
        revoke: (input, options) => caller.write('authentication.widgetKeys.revoke', input, options),
      },
      identitySecrets: {
        list: (input, options) => caller.list('authentication.identitySecrets.list', input, options),
        create: (input, options) => caller.write('authentication.identitySecrets.create', input, options),
        retire: (input, options) => caller.write('authentication.identitySecrets.retire', input, options),
      },
      identityTokens: {
        inspect: (input, options) => caller.write('authentication.identityTokens.inspect', input, options),
      },
      conversationSecrets: {
        list: (input, options) => caller.list('authentication.conversationSecrets.list', input, options),
        issue: (input, options) => caller.write('authentication.conversationSecrets.issue', input, options),
        revoke: (input, options) => caller.write('authentication.conversationSecrets.revoke', input, options),
      },
    };
    this.workspaces = {
      create: (input, options) => caller.write('workspaces.create', input, options),
      get: (options) => caller.read('workspaces.get', {}, options),
      update: (input, options) => caller.write('workspaces.update', input, options),
      auditLog: {
        list: (input, options) => caller.list('workspaces.auditLog.list', input, options),
      },
      members: {
        list: (input, options) => caller.list('workspaces.members.list', input, options),
        get: (input, options) => caller.read('workspaces.members.get', input, options),
        invite: (input, options) => caller.write('workspaces.members.invite', input, options),
        accept: (input, options) => caller.write('workspaces.members.accept', input, options),
        update: (input, options) => caller.write('workspaces.members.update', input, options),
        suspend: (input, options) => caller.write('workspaces.members.suspend', input, options),
        reinstate: (input, options) => caller.write('workspaces.members.reinstate', input, options),
        remove: (input, options) => caller.write('workspaces.members.remove', input, options),
      },
      roles: {
        list: (input, options) => caller.list('workspaces.roles.list', input, options),
        create: (input, options) => caller.write('workspaces.roles.create', input, options),
        update: (input, options) => caller.write('workspaces.roles.update', input, options),
        delete: (input, options) => caller.write('workspaces.roles.delete', input, options),
      },
      teams: {
        list: (input, options) => caller.list('workspaces.teams.list', input, options),
        get: (input, options) => caller.read('workspaces.teams.get', input, options),
        upsert: (input, options) => caller.write('workspaces.teams.upsert', input, options),
        delete: (input, options) => caller.write('workspaces.teams.delete', input, options),
      },
      tags: {
        list: (input, options) => caller.list('workspaces.tags.list', input, options),
        create: (input, options) => caller.write('workspaces.tags.create', input, options),
        update: (input, options) => caller.write('workspaces.tags.update', input, options),
        delete: (input, options) => caller.write('workspaces.tags.delete', input, options),
      },
      customFields: {
        list: (input, options) => caller.list('workspaces.customFields.list', input, options),
        create: (input, options) => caller.write('workspaces.customFields.create', input, options),
        update: (input, options) => caller.write('workspaces.customFields.update', input, options),
      },
      schema: {
        filters: (input, options) => caller.read('workspaces.schema.filters', input, options),
      },
    };
    this.conversations = {
      list: (input, options) => caller.list('conversations.list', input, options),
      search: (input, options) => caller.search('conversations.search', input, options),
      create: (input, options) => caller.write('conversations.create', input, options),
      get: (input, options) => caller.read('conversations.get', input, options),
      update: (input, options) => caller.write('conversations.update', input, options),
      delete: (input, options) => caller.write('conversations.delete', input, options),
      restore: (input, options) => caller.write('conversations.restore', input, options),
      resolve: (input, options) => caller.write('conversations.resolve', input, options),
      archive: (input, options) => caller.write('conversations.archive', input, options),
      unarchive: (input, options) => caller.write('conversations.unarchive', input, options),
      reopen: (input, options) => caller.write('conversations.reopen', input, options),
      snooze: (input, options) => caller.write('conversations.snooze', input, options),
      unsnooze: (input, options) => caller.write('conversations.unsnooze', input, options),
      takeover: (input, options) => caller.write('conversations.takeover', input, options),
      giveBack: (input, options) => caller.write('conversations.giveBack', input, options),
      merge: (input, options) => caller.write('conversations.merge', input, options),
      split: (input, options) => caller.write('conversations.split', input, options),
      timeline: (input, options) => caller.list('conversations.timeline', input, options),
      setParticipants: (input, options) => caller.write('conversations.setParticipants', input, options),
      setApiContext: (input, options) => caller.write('conversations.setApiContext', input, options),
      assign: (input, options) => caller.write('conversations.assign', input, options),
      setTyping: (input, options) => caller.write('conversations.setTyping', input, options),
      markRead: (input, options) => caller.write('conversations.markRead', input, options),
      exportTranscript: (input, options) => caller.read('conversations.exportTranscript', input, options),
      bulkUpdate: (input, options) => caller.write('conversations.bulkUpdate', input, options),
      import: (input, options) => caller.write('conversations.import', input, options),
      messages: {
        list: (input, options) => caller.list('conversations.messages.list', input, options),
        send: (input, options) => caller.write('conversations.messages.send', input, options),
        get: (input, options) => caller.read('conversations.messages.get', input, options),
        edit: (input, options) => caller.write('conversations.messages.edit', input, options),
        reportDelivery: (input, options) => caller.write('conversations.messages.reportDelivery', input, options),
        retry: (input, options) => caller.write('conversations.messages.retry', input, options),
        redact: (input, options) => caller.write('conversations.messages.redact', input, options),
        delete: (input, options) => caller.write('conversations.messages.delete', input, options),
      },
      attachments: {
        create: (input, options) => caller.write('conversations.attachments.create', input, options),
        get: (input, options) => caller.read('conversations.attachments.get', input, options),
      },
      notes: {
        create: (input, options) => caller.write('conversations.notes.create', input, options),
        update: (input, options) => caller.write('conversations.notes.update', input, options),
        delete: (input, options) => caller.write('conversations.notes.delete', input, options),
      },
      issues: {
        list: (input, options) => caller.list('conversations.issues.list', input, options),
        create: (input, options) => caller.write('conversations.issues.create', input, options),
        get: (input, options) => caller.read('conversations.issues.get', input, options),
        update: (input, options) => caller.write('conversations.issues.update', input, options),
        link: (input, options) => caller.write('conversations.issues.link', input, options),
        unlink: (input, options) => caller.write('conversations.issues.unlink', input, options),
        conversations: {
          list: (input, options) => caller.list('conversations.issues.conversations.list', input, options),
        },
        notes: {
          list: (input, options) => caller.list('conversations.issues.notes.list', input, options),
        },
      },
      issueLinks: {
        list: (input, options) => caller.list('conversations.issueLinks.list', input, options),
        create: (input, options) => caller.write('conversations.issueLinks.create', input, options),
        delete: (input, options) => caller.write('conversations.issueLinks.delete', input, options),
      },
    };
    this.customers = {
      upsert: (input, options) => caller.write('customers.upsert', input, options),
      get: (input, options) => caller.read('customers.get', input, options),
      list: (input, options) => caller.list('customers.list', input, options),
      update: (input, options) => caller.write('customers.update', input, options),
      bulkUpsert: (input, options) => caller.write('customers.bulkUpsert', input, options),
      create: (input, options) => caller.write('customers.create', input, options),
      trackEvent: (input, options) => caller.write('customers.trackEvent', input, options),
      timeline: (input, options) => caller.list('customers.timeline', input, options),
      delete: (input, options) => caller.write('customers.delete', input, options),
      merge: (input, options) => caller.write('customers.merge', input, options),
      unmerge: (input, options) => caller.write('customers.unmerge', input, options),
      search: (input, options) => caller.search('customers.search', input, options),
      identities: {
        list: (input, options) => caller.list('customers.identities.list', input, options),
        add: (input, options) => caller.write('customers.identities.add', input, options),
        remove: (input, options) => caller.write('customers.identities.remove', input, options),
      },
      accounts: {
        list: (input, options) => caller.list('customers.accounts.list', input, options),
        get: (input, options) => caller.read('customers.accounts.get', input, options),
        upsert: (input, options) => caller.write('customers.accounts.upsert', input, options),
        delete: (input, options) => caller.write('customers.accounts.delete', input, options),
      },
      contextProviders: {
        list: (input, options) => caller.list('customers.contextProviders.list', input, options),
        upsert: (input, options) => caller.write('customers.contextProviders.upsert', input, options),
      },
      context: {
        get: (input, options) => caller.read('customers.context.get', input, options),
      },
    };
    this.channels = {
      list: (input, options) => caller.list('channels.list', input, options),
      create: (input, options) => caller.write('channels.create', input, options),
      get: (input, options) => caller.read('channels.get', input, options),
    };
    this.webhooks = {
      events: {
        list: (input, options) => caller.list('webhooks.events.list', input, options),
        get: (input, options) => caller.read('webhooks.events.get', input, options),
        stream: (input, options) => caller.stream(streamSources['webhooks.events.stream']!, input, options),
      },
    };
    this.limits = {
      get: (options) => caller.read('limits.get', {}, options),
      versions: {
        list: (options) => caller.read('limits.versions.list', {}, options),
      },
      errors: {
        list: (input, options) => caller.read('limits.errors.list', input, options),
      },
      jobs: {
        list: (input, options) => caller.list('limits.jobs.list', input, options),
        get: (input, options) => caller.read('limits.jobs.get', input, options),
        cancel: (input, options) => caller.write('limits.jobs.cancel', input, options),
        results: {
          list: (input, options) => caller.list('limits.jobs.results.list', input, options),
        },
      },
    };
    this.events = this.webhooks.events;
  }
}

/** Where each operation that goes on is streamed from. */
export const streamSources: Readonly<Record<string, StreamSource>> = {
  'webhooks.events.stream': { path: '/events/stream', dates: ['occurredAt'] },
};
