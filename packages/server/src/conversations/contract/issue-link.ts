import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { noContent } from '../../contract/shapes.ts';
import {
  issueLink,
  issueLinkExample,
  issueRelation,
  issueState,
  title,
  trackerReference,
} from './issue-shape.ts';

const linked = issueLink
  .extend({
    result: z.enum(['created', 'updated', 'noop']).meta({
      description: '`updated` when only the relation was another one before; `noop` emits nothing.',
    }),
  })
  .meta({ id: 'LinkedIssue' });

export const linkIssue = operation({
  summary: 'Link a conversation to an issue',
  description:
    'Links a conversation, once: linking it again says `noop`, or changes the relation. It is told in the timeline of the conversation.',
  access: { scope: 'conversations:write' },
  rest: 'POST /issues/{id}/conversations',
  input: z.strictObject({
    id: id('iss'),
    conversationId: id('conv'),
    relation: issueRelation.default('caused_by'),
  }),
  output: linked,
  errors: ['reference_not_usable', 'state_conflict'],
  events: ['issue.linked'],
  example: {
    input: { id: exampleId('iss'), conversationId: exampleId('conv'), relation: 'caused_by' },
    output: { ...issueLinkExample, result: 'created' },
  },
});

export const unlinkIssue = operation({
  summary: 'Unlink a conversation from an issue',
  description: 'Takes a conversation off an issue. Notes that were copied stay with the issue.',
  access: { scope: 'conversations:write' },
  rest: 'DELETE /issues/{id}/conversations/{conversationId}',
  status: 204,
  input: z.strictObject({ id: id('iss'), conversationId: id('conv') }),
  output: noContent,
  events: ['issue.unlinked'],
  example: { input: { id: exampleId('iss'), conversationId: exampleId('conv') }, output: undefined },
});

export const listIssueConversations = operation({
  summary: 'List the conversations of an issue',
  description: 'Links of an issue to conversations, newest first.',
  access: { scope: 'conversations:read' },
  rest: 'GET /issues/{id}/conversations',
  input: z.strictObject({ id: id('iss'), ...pageInput }),
  output: page(issueLink),
  errors: ['invalid_cursor'],
  example: {
    input: { id: exampleId('iss') },
    output: { object: 'list', data: [issueLinkExample], hasMore: false, nextCursor: null },
  },
});

export const listIssueLinks = operation({
  summary: 'List the issues of a conversation',
  description: 'Links of a conversation to issues, newest first.',
  access: { scope: 'conversations:read' },
  rest: 'GET /conversations/{conversationId}/issue-links',
  input: z.strictObject({ conversationId: id('conv'), ...pageInput }),
  output: page(issueLink),
  errors: ['invalid_cursor'],
  example: {
    input: { conversationId: exampleId('conv') },
    output: { object: 'list', data: [issueLinkExample], hasMore: false, nextCursor: null },
  },
});

export const createIssueLink = operation({
  summary: 'Link an issue to a conversation',
  description:
    'Links an issue of the workspace, or a record of an external tracker: the issue that stands for that record is used, and made from this conversation when there is none. `title` and `state` are for an issue that is made.',
  access: { scope: 'conversations:write' },
  rest: 'POST /conversations/{conversationId}/issue-links',
  input: z.strictObject({
    conversationId: id('conv'),
    issue: z
      .union([z.strictObject({ id: id('iss') }), trackerReference])
      .meta({ description: 'An issue by id, or a record of an external tracker.' }),
    title: title().optional().meta({ description: 'The reference itself when left out.' }),
    state: issueState.optional(),
    relation: issueRelation.default('tracks'),
  }),
  output: linked,
  errors: ['reference_not_usable', 'state_conflict'],
  events: ['issue.created', 'issue.linked'],
  example: {
    input: {
      conversationId: exampleId('conv'),
      issue: { provider: 'github', url: 'https://github.com/acme/api/issues/512' },
      relation: 'tracks',
    },
    output: { ...issueLinkExample, relation: 'tracks', result: 'created' },
  },
});

export const deleteIssueLink = operation({
  summary: 'Delete an issue link',
  description: 'Takes an issue off a conversation. The issue stays.',
  access: { scope: 'conversations:write' },
  rest: 'DELETE /issue-links/{id}',
  status: 204,
  input: z.strictObject({ id: id('lnk') }),
  output: noContent,
  events: ['issue.unlinked'],
  example: { input: { id: exampleId('lnk', 2) }, output: undefined },
});
