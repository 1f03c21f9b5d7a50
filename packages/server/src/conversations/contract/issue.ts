import { z } from 'zod';
import { filterOf } from '../../contract/filters.ts';
import { exampleId, id } from '../../contract/ids.ts';
import { limitMax, order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import {
  customFieldChanges,
  expectedVersion,
  tag,
  tagChanges,
  text,
  timestamp,
} from '../../contract/shapes.ts';
import { sizes } from '../../contract/sizes.ts';
import { exampleTime, priority } from './conversation.ts';
import {
  issue,
  issueExample,
  issueFilterFields,
  issueKey,
  issueLink,
  issueLinkExample,
  issueNote,
  issueNoteExample,
  issueRelation,
  issueState,
  title,
  trackerReference,
} from './issue-shape.ts';

const description = () => text(sizes.messageCharacters);

export const createIssue = operation({
  summary: 'Create an issue',
  description:
    'Starts a durable work record, standalone or made from conversations: then it is linked to them, and their notes are copied into it. It has a number of its own in the workspace.',
  access: { scope: 'conversations:write' },
  rest: 'POST /issues',
  status: 201,
  input: z.strictObject({
    title: title(),
    description: description().optional(),
    state: issueState.default('open'),
    priority: priority.default('normal'),
    tags: z.array(tag()).max(64).default([]),
    customFields: customFieldChanges().optional(),
    conversationIds: z
      .array(id('conv'))
      .max(100)
      .default([])
      .meta({ description: 'Conversations to link. Their notes are copied.' }),
    relation: issueRelation.default('caused_by'),
    customerId: id('cus').optional(),
    external: trackerReference.optional(),
  }),
  output: issue,
  errors: ['reference_not_usable', 'already_exists', 'state_conflict'],
  events: ['issue.created', 'issue.linked'],
  example: {
    input: {
      title: 'Adding tracks answers 403 without naming the missing scope',
      priority: 'high',
      tags: ['playlists'],
      conversationIds: [exampleId('conv')],
    },
    output: { ...issueExample, customFields: {}, external: null },
  },
});

export const getIssue = operation({
  summary: 'Get an issue',
  description:
    'One issue, by id or by number as `ref:87`. `include` adds its newest hundred linked conversations and copied notes.',
  access: { scope: 'conversations:read' },
  rest: 'GET /issues/{id}',
  input: z.strictObject({
    id: issueKey,
    include: z
      .array(z.enum(['conversations', 'notes']))
      .min(1)
      .max(2)
      .optional(),
  }),
  output: issue
    .extend({
      conversations: z
        .array(issueLink)
        .max(limitMax)
        .optional()
        .meta({ description: 'With `include=conversations`, newest link first.' }),
      notes: z
        .array(issueNote)
        .max(limitMax)
        .optional()
        .meta({ description: 'With `include=notes`, newest note first.' }),
    })
    .meta({ id: 'IssueWithDetails' }),
  example: {
    input: { id: exampleId('iss'), include: ['conversations', 'notes'] },
    output: { ...issueExample, conversations: [issueLinkExample], notes: [issueNoteExample] },
  },
});

export const listIssues = operation({
  summary: 'List issues',
  description:
    'Issues of the workspace in order of creation. `external` finds the one that stands for a record of a tracker.',
  access: { scope: 'conversations:read' },
  rest: 'GET /issues',
  input: z.strictObject({
    ...pageInput,
    sort: order(),
    state: z.array(issueState).min(1).max(4).optional(),
    priority: z.array(priority).min(1).max(4).optional(),
    tag: tag().optional(),
    conversationId: id('conv').optional(),
    customerId: id('cus').optional(),
    external: z
      .string()
      .max(1100)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what is refused.
      .regex(/^(github|linear|jira|custom):[^\u0000]+$/, 'Must be a provider, a colon, and an id or address.')
      .optional()
      .meta({
        description: 'Provider, a colon, and the id or the address in its tracker.',
        examples: ['github:acme/api#512'],
      }),
    updatedSince: timestamp().optional(),
    filter: filterOf(issueFilterFields).optional(),
  }),
  output: page(issue),
  errors: ['invalid_cursor'],
  example: {
    input: { state: ['open', 'in_progress'], limit: 25 },
    output: { object: 'list', data: [issueExample], hasMore: false, nextCursor: null },
  },
});

export const updateIssue = operation({
  summary: 'Update an issue',
  description:
    'Changes the fields that are given; null clears one. A change of the state is told in the timelines of the linked conversations. A call that changes nothing emits nothing.',
  access: { scope: 'conversations:write' },
  rest: 'PATCH /issues/{id}',
  input: z.strictObject({
    id: id('iss'),
    title: title().optional(),
    description: description().nullable().optional(),
    state: issueState.optional(),
    priority: priority.optional(),
    tags: tagChanges().optional(),
    customFields: customFieldChanges().optional(),
    customerId: id('cus').nullable().optional(),
    external: trackerReference.nullable().optional(),
    expectedVersion: expectedVersion(),
  }),
  output: issue,
  errors: ['version_conflict', 'illegal_transition', 'reference_not_usable', 'already_exists'],
  events: ['issue.updated', 'issue.resolved'],
  example: {
    input: { id: exampleId('iss'), state: 'resolved' },
    output: { ...issueExample, state: 'resolved', resolvedAt: exampleTime, version: 2 },
  },
});

export const listIssueNotes = operation({
  summary: 'List the notes of an issue',
  description: 'Notes that were copied from the conversations an issue was made from, newest first.',
  access: { scope: 'conversations:read' },
  rest: 'GET /issues/{id}/notes',
  input: z.strictObject({ id: id('iss'), ...pageInput }),
  output: page(issueNote),
  errors: ['invalid_cursor'],
  example: {
    input: { id: exampleId('iss') },
    output: { object: 'list', data: [issueNoteExample], hasMore: false, nextCursor: null },
  },
});
