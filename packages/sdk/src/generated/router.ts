// Generated from the contract of the API. Change the contract and generate again.

import type {
  TRPC_ERROR_CODE_NUMBER,
  TRPCBuiltRouter,
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
} from '@trpc/server';
import type { Problem } from '../problem.ts';
import type * as types from './types.ts';

type Query<I, O> = TRPCQueryProcedure<{ meta: object; input: I; output: O }>;
type Mutation<I, O> = TRPCMutationProcedure<{ meta: object; input: I; output: O }>;
type Subscription<I, O> = TRPCSubscriptionProcedure<{ meta: object; input: I; output: AsyncIterable<O> }>;

/** What tRPC's error carries: `error.data.problem` says everything that a program can act on. */
export interface ErrorShape {
  /** tRPC's own number of the kind of error. */
  code: TRPC_ERROR_CODE_NUMBER;
  message: string;
  data: { problem: Problem; httpStatus: number };
}

interface RootTypes {
  ctx: object;
  meta: object;
  errorShape: ErrorShape;
  transformer: true;
}

/**
 * The API as tRPC's own client knows it.
 *
 * @example
 * import { createTRPCClient, httpLink } from '@trpc/client';
 * import superjson from 'superjson';
 *
 * const client = createTRPCClient<AppRouter>({
 *   links: [httpLink({ url: 'https://support.example.com/api/trpc', transformer: superjson })],
 * });
 */
export type AppRouter = TRPCBuiltRouter<RootTypes, {
  authentication: {
    me: Query<Record<string, never>, types.Me>;
    scopes: {
      list: Query<Record<string, never>, types.AuthenticationScopesListOutput>;
    };
    credentials: {
      list: Query<types.AuthenticationCredentialsListInput, types.AuthenticationCredentialsListOutput>;
      create: Mutation<types.AuthenticationCredentialsCreateInput, types.CreatedCredential>;
      get: Query<types.AuthenticationCredentialsGetInput, types.Credential>;
      update: Mutation<types.AuthenticationCredentialsUpdateInput, types.Credential>;
      rotate: Mutation<types.AuthenticationCredentialsRotateInput, types.RotatedCredential>;
      revoke: Mutation<types.AuthenticationCredentialsRevokeInput, types.Credential>;
    };
    widgetKeys: {
      list: Query<types.AuthenticationWidgetKeysListInput, types.AuthenticationWidgetKeysListOutput>;
      create: Mutation<types.AuthenticationWidgetKeysCreateInput, types.WidgetKey>;
      update: Mutation<types.AuthenticationWidgetKeysUpdateInput, types.WidgetKey>;
      rotate: Mutation<types.AuthenticationWidgetKeysRotateInput, types.WidgetKey>;
      revoke: Mutation<types.AuthenticationWidgetKeysRevokeInput, types.RevokedWidgetKey>;
    };
    identitySecrets: {
      list: Query<types.AuthenticationIdentitySecretsListInput, types.AuthenticationIdentitySecretsListOutput>;
      create: Mutation<types.AuthenticationIdentitySecretsCreateInput, types.CreatedIdentitySecret>;
      retire: Mutation<types.AuthenticationIdentitySecretsRetireInput, types.IdentitySecret>;
    };
    identityTokens: {
      inspect: Mutation<types.AuthenticationIdentityTokensInspectInput, types.IdentityTokenInspection>;
    };
    conversationSecrets: {
      list: Query<types.AuthenticationConversationSecretsListInput, types.AuthenticationConversationSecretsListOutput>;
      issue: Mutation<types.AuthenticationConversationSecretsIssueInput, types.IssuedConversationSecret>;
      revoke: Mutation<types.AuthenticationConversationSecretsRevokeInput, types.ConversationSecret>;
    };
  };
  workspaces: {
    create: Mutation<types.WorkspacesCreateInput, types.WorkspacesCreateOutput>;
    get: Query<Record<string, never>, types.Workspace>;
    update: Mutation<types.WorkspacesUpdateInput, types.Workspace>;
    auditLog: {
      list: Query<types.WorkspacesAuditLogListInput, types.WorkspacesAuditLogListOutput>;
    };
    members: {
      list: Query<types.WorkspacesMembersListInput, types.WorkspacesMembersListOutput>;
      get: Query<types.WorkspacesMembersGetInput, types.Member>;
      invite: Mutation<types.WorkspacesMembersInviteInput, types.InvitedMember>;
      accept: Mutation<types.WorkspacesMembersAcceptInput, types.Member>;
      update: Mutation<types.WorkspacesMembersUpdateInput, types.Member>;
      suspend: Mutation<types.WorkspacesMembersSuspendInput, types.Member>;
      reinstate: Mutation<types.WorkspacesMembersReinstateInput, types.Member>;
      remove: Mutation<types.WorkspacesMembersRemoveInput, types.RemovedMember>;
    };
    roles: {
      list: Query<types.WorkspacesRolesListInput, types.WorkspacesRolesListOutput>;
      create: Mutation<types.WorkspacesRolesCreateInput, types.Role>;
      update: Mutation<types.WorkspacesRolesUpdateInput, types.Role>;
      delete: Mutation<types.WorkspacesRolesDeleteInput, types.DeletedRole>;
    };
    teams: {
      list: Query<types.WorkspacesTeamsListInput, types.WorkspacesTeamsListOutput>;
      get: Query<types.WorkspacesTeamsGetInput, types.Team>;
      upsert: Mutation<types.WorkspacesTeamsUpsertInput, types.UpsertedTeam>;
      delete: Mutation<types.WorkspacesTeamsDeleteInput, types.DeletedTeam>;
    };
    tags: {
      list: Query<types.WorkspacesTagsListInput, types.WorkspacesTagsListOutput>;
      create: Mutation<types.WorkspacesTagsCreateInput, types.Tag>;
      update: Mutation<types.WorkspacesTagsUpdateInput, types.UpdatedTag>;
      delete: Mutation<types.WorkspacesTagsDeleteInput, types.DeletedTag>;
    };
    customFields: {
      list: Query<types.WorkspacesCustomFieldsListInput, types.WorkspacesCustomFieldsListOutput>;
      create: Mutation<types.WorkspacesCustomFieldsCreateInput, types.CustomField>;
      update: Mutation<types.WorkspacesCustomFieldsUpdateInput, types.CustomField>;
    };
    schema: {
      filters: Query<types.WorkspacesSchemaFiltersInput, types.WorkspacesSchemaFiltersOutput>;
    };
  };
  conversations: {
    list: Query<types.ConversationsListInput, types.ConversationsListOutput>;
    search: Mutation<types.ConversationsSearchInput, types.SearchResult>;
    create: Mutation<types.ConversationsCreateInput, types.Conversation>;
    get: Query<types.ConversationsGetInput, types.Conversation>;
    update: Mutation<types.ConversationsUpdateInput, types.Conversation>;
    delete: Mutation<types.ConversationsDeleteInput, types.DeletedConversation>;
    restore: Mutation<types.ConversationsRestoreInput, types.Conversation>;
    resolve: Mutation<types.ConversationsResolveInput, types.Conversation>;
    archive: Mutation<types.ConversationsArchiveInput, types.Conversation>;
    unarchive: Mutation<types.ConversationsUnarchiveInput, types.Conversation>;
    reopen: Mutation<types.ConversationsReopenInput, types.Conversation>;
    snooze: Mutation<types.ConversationsSnoozeInput, types.Conversation>;
    unsnooze: Mutation<types.ConversationsUnsnoozeInput, types.Conversation>;
    takeover: Mutation<types.ConversationsTakeoverInput, types.Conversation>;
    giveBack: Mutation<types.ConversationsGiveBackInput, types.Conversation>;
    merge: Mutation<types.ConversationsMergeInput, types.MergedConversations>;
    split: Mutation<types.ConversationsSplitInput, types.SplitConversation>;
    timeline: Query<types.ConversationsTimelineInput, types.ConversationsTimelineOutput>;
    setParticipants: Mutation<types.ConversationsSetParticipantsInput, types.Conversation>;
    setApiContext: Mutation<types.ConversationsSetApiContextInput, types.ConversationApiContext>;
    assign: Mutation<types.ConversationsAssignInput, types.AssignedConversation>;
    setTyping: Mutation<types.ConversationsSetTypingInput, void>;
    markRead: Mutation<types.ConversationsMarkReadInput, types.ReadState>;
    exportTranscript: Query<types.ConversationsExportTranscriptInput, types.Transcript>;
    bulkUpdate: Mutation<types.ConversationsBulkUpdateInput, types.Job>;
    import: Mutation<types.ConversationsImportInput, types.Job>;
    messages: {
      list: Query<types.ConversationsMessagesListInput, types.ConversationsMessagesListOutput>;
      send: Mutation<types.ConversationsMessagesSendInput, types.Message>;
      get: Query<types.ConversationsMessagesGetInput, types.Message>;
      edit: Mutation<types.ConversationsMessagesEditInput, types.EditedMessage>;
      reportDelivery: Mutation<types.ConversationsMessagesReportDeliveryInput, types.Message>;
      retry: Mutation<types.ConversationsMessagesRetryInput, types.Message>;
      redact: Mutation<types.ConversationsMessagesRedactInput, types.Message>;
      delete: Mutation<types.ConversationsMessagesDeleteInput, types.Message>;
    };
    attachments: {
      create: Mutation<types.ConversationsAttachmentsCreateInput, types.Attachment>;
      get: Query<types.ConversationsAttachmentsGetInput, types.Attachment>;
    };
    notes: {
      create: Mutation<types.ConversationsNotesCreateInput, types.Note>;
      update: Mutation<types.ConversationsNotesUpdateInput, types.Note>;
      delete: Mutation<types.ConversationsNotesDeleteInput, void>;
    };
    issues: {
      list: Query<types.ConversationsIssuesListInput, types.ConversationsIssuesListOutput>;
      create: Mutation<types.ConversationsIssuesCreateInput, types.Issue>;
      get: Query<types.ConversationsIssuesGetInput, types.IssueWithDetails>;
      update: Mutation<types.ConversationsIssuesUpdateInput, types.Issue>;
      link: Mutation<types.ConversationsIssuesLinkInput, types.LinkedIssue>;
      unlink: Mutation<types.ConversationsIssuesUnlinkInput, void>;
      conversations: {
        list: Query<types.ConversationsIssuesConversationsListInput, types.ConversationsIssuesConversationsListOutput>;
      };
      notes: {
        list: Query<types.ConversationsIssuesNotesListInput, types.ConversationsIssuesNotesListOutput>;
      };
    };
    issueLinks: {
      list: Query<types.ConversationsIssueLinksListInput, types.ConversationsIssueLinksListOutput>;
      create: Mutation<types.ConversationsIssueLinksCreateInput, types.LinkedIssue>;
      delete: Mutation<types.ConversationsIssueLinksDeleteInput, void>;
    };
  };
  customers: {
    upsert: Mutation<types.CustomersUpsertInput, types.UpsertedCustomer>;
    get: Query<types.CustomersGetInput, types.Customer>;
    list: Query<types.CustomersListInput, types.CustomersListOutput>;
    update: Mutation<types.CustomersUpdateInput, types.Customer>;
    bulkUpsert: Mutation<types.CustomersBulkUpsertInput, types.Job>;
    create: Mutation<types.CustomersCreateInput, types.Customer>;
    trackEvent: Mutation<types.CustomersTrackEventInput, types.TrackedEventResult>;
    timeline: Query<types.CustomersTimelineInput, types.CustomersTimelineOutput>;
    delete: Mutation<types.CustomersDeleteInput, types.CustomersDeleteOutput>;
    merge: Mutation<types.CustomersMergeInput, types.MergedCustomer>;
    unmerge: Mutation<types.CustomersUnmergeInput, types.UnmergedCustomer>;
    search: Mutation<types.CustomersSearchInput, types.CustomersSearchOutput>;
    identities: {
      list: Query<types.CustomersIdentitiesListInput, types.CustomersIdentitiesListOutput>;
      add: Mutation<types.CustomersIdentitiesAddInput, types.CustomerIdentity>;
      remove: Mutation<types.CustomersIdentitiesRemoveInput, types.Customer>;
    };
    accounts: {
      list: Query<types.CustomersAccountsListInput, types.CustomersAccountsListOutput>;
      get: Query<types.CustomersAccountsGetInput, types.Account>;
      upsert: Mutation<types.CustomersAccountsUpsertInput, types.UpsertedAccount>;
      delete: Mutation<types.CustomersAccountsDeleteInput, types.CustomersAccountsDeleteOutput>;
    };
    contextProviders: {
      list: Query<types.CustomersContextProvidersListInput, types.CustomersContextProvidersListOutput>;
      upsert: Mutation<types.CustomersContextProvidersUpsertInput, types.UpsertedContextProvider>;
    };
    context: {
      get: Query<types.CustomersContextGetInput, types.CustomersContextGetOutput>;
    };
  };
  channels: {
    list: Query<types.ChannelsListInput, types.ChannelsListOutput>;
    create: Mutation<types.ChannelsCreateInput, types.Channel>;
    get: Query<types.ChannelsGetInput, types.Channel>;
  };
  webhooks: {
    events: {
      list: Query<types.WebhooksEventsListInput, types.WebhooksEventsListOutput>;
      get: Query<types.WebhooksEventsGetInput, types.Event>;
      stream: Subscription<types.WebhooksEventsStreamInput, types.Event>;
    };
  };
  limits: {
    get: Query<Record<string, never>, types.Limits>;
    versions: {
      list: Query<Record<string, never>, types.LimitsVersionsListOutput>;
    };
    errors: {
      list: Query<types.LimitsErrorsListInput, types.LimitsErrorsListOutput>;
    };
    jobs: {
      list: Query<types.LimitsJobsListInput, types.LimitsJobsListOutput>;
      get: Query<types.LimitsJobsGetInput, types.JobWithResults>;
      cancel: Mutation<types.LimitsJobsCancelInput, types.Job>;
      results: {
        list: Query<types.LimitsJobsResultsListInput, types.LimitsJobsResultsListOutput>;
      };
    };
  };
}>;
