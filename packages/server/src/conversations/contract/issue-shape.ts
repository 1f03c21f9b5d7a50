import { z } from 'zod';
import type { FilterFields } from '../../contract/filters.ts';
import { exampleId, id } from '../../contract/ids.ts';
import { actor, customFieldValues, tag, text, timestamp, version } from '../../contract/shapes.ts';
import { conversationState, exampleTime, priority, subject } from './conversation.ts';

export const issueState = z.enum(['open', 'in_progress', 'resolved', 'closed']);
export type IssueState = z.output<typeof issueState>;

export const issueRelation = z.enum(['caused_by', 'tracks', 'duplicate']).meta({
  description:
    'What the conversation is to the issue: `caused_by` it, `tracks` its progress, or asks for a `duplicate` of it.',
});
export type IssueRelation = z.output<typeof issueRelation>;

export const trackerProvider = z.enum(['github', 'linear', 'jira', 'custom']);

const trackerUrl = () =>
  z
    .url({ protocol: /^https?$/, error: 'Must be an http or https URL.' })
    .max(1000)
    .meta({ examples: ['https://github.com/acme/api/issues/512'] });
const trackerId = () => text(255, 1).meta({ examples: ['acme/api#512'] });

/** A record in somebody else's tracker, by its id there, by its address, or by both. */
export const trackerReference = z
  .union([
    z.strictObject({ provider: trackerProvider, externalId: trackerId(), url: trackerUrl().optional() }),
    z.strictObject({ provider: trackerProvider, url: trackerUrl() }),
  ])
  .meta({
    description:
      "The issue in an external tracker. Without `externalId` it is read from the address: `acme/api#512` from GitHub's, `ENG-42` from Linear's, `API-7` from Jira's, else the address itself. One issue of the workspace has it.",
  });
export type TrackerReference = z.output<typeof trackerReference>;

export const external = z.strictObject({
  provider: trackerProvider,
  externalId: text(1100),
  url: text(1100).nullable(),
});
export type External = z.output<typeof external>;

const ref = (of: string) =>
  z
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .meta({ description: `Number of the ${of} in its workspace, for people.` });

export const title = () => text(500, 1);

export const issueLink = z
  .strictObject({
    id: id('lnk'),
    relation: issueRelation,
    issue: z.strictObject({
      id: id('iss'),
      ref: ref('issue'),
      title: text(500),
      state: issueState,
      external: external.nullable(),
    }),
    conversation: z.strictObject({
      id: id('conv'),
      ref: ref('conversation'),
      subject: subject().nullable(),
      state: conversationState,
    }),
    createdBy: actor,
    createdAt: timestamp(),
  })
  .meta({ id: 'IssueLink' });
export type IssueLink = z.output<typeof issueLink>;

export const issueNote = z
  .strictObject({
    id: id('note').meta({ description: 'The note that was copied.' }),
    conversationId: id('conv').meta({ description: 'The conversation it was written in.' }),
    author: actor,
    body: text(32_000),
    writtenAt: timestamp(),
    copiedAt: timestamp(),
  })
  .meta({ id: 'IssueNote' });
export type IssueNote = z.output<typeof issueNote>;

const count = () => z.int().min(0).max(2_147_483_647);

export const issue = z
  .strictObject({
    id: id('iss'),
    ref: ref('issue'),
    type: z
      .enum(['linked', 'standalone'])
      .meta({ description: '`linked` while at least one conversation is linked.' }),
    title: text(500),
    description: text(32_000).nullable(),
    state: issueState,
    priority,
    tags: z.array(tag()).max(64),
    customFields: customFieldValues(),
    customer: z
      .strictObject({
        id: id('cus'),
        externalId: text(255).nullable(),
        name: text(200).nullable(),
        email: text(320).nullable(),
      })
      .nullable(),
    external: external.nullable(),
    counts: z.strictObject({ conversations: count(), notes: count() }),
    createdBy: actor,
    resolvedAt: timestamp().nullable(),
    closedAt: timestamp().nullable(),
    reopenCount: count(),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'Issue' });
export type Issue = z.output<typeof issue>;

export const issueExample: Issue = {
  id: exampleId('iss'),
  ref: 87,
  type: 'linked',
  title: 'Adding tracks answers 403 without naming the missing scope',
  description: null,
  state: 'open',
  priority: 'high',
  tags: ['playlists'],
  customFields: { product_area: 'playback' },
  customer: null,
  external: {
    provider: 'github',
    externalId: 'acme/api#512',
    url: 'https://github.com/acme/api/issues/512',
  },
  counts: { conversations: 1, notes: 1 },
  createdBy: { type: 'credential', id: exampleId('key'), name: 'Support backend' },
  resolvedAt: null,
  closedAt: null,
  reopenCount: 0,
  version: 1,
  createdAt: exampleTime,
  updatedAt: exampleTime,
};

export const issueLinkExample: IssueLink = {
  id: exampleId('lnk'),
  relation: 'caused_by',
  issue: {
    id: exampleId('iss'),
    ref: 87,
    title: issueExample.title,
    state: 'open',
    external: issueExample.external,
  },
  conversation: {
    id: exampleId('conv'),
    ref: 1042,
    subject: 'Adding tracks to a playlist',
    state: 'open',
  },
  createdBy: issueExample.createdBy,
  createdAt: exampleTime,
};

export const issueNoteExample: IssueNote = {
  id: exampleId('note'),
  conversationId: exampleId('conv'),
  author: issueExample.createdBy,
  body: 'Their app was registered without the scope.',
  writtenAt: exampleTime,
  copiedAt: exampleTime,
};

export const issueKey = z
  .union([
    id('iss'),
    z
      .string()
      .max(20)
      .regex(/^ref:[1-9]\d{0,15}$/, 'Must be an id or `ref:87`.'),
  ])
  .meta({ description: 'Id of the issue, or `ref:87` by its number.' });

export const issueFilterFields = {
  id: { type: 'id', prefix: 'iss' },
  ref: { type: 'number' },
  title: { type: 'text' },
  description: { type: 'text' },
  state: { type: 'enum', enum: issueState.options },
  priority: { type: 'enum', enum: priority.options },
  tags: { type: 'list' },
  'customFields.*': { type: 'any', custom: true },
  'customer.id': { type: 'id', prefix: 'cus' },
  'customer.externalId': { type: 'text' },
  'customer.name': { type: 'text' },
  'customer.email': { type: 'text' },
  'external.provider': { type: 'enum', enum: trackerProvider.options },
  'external.externalId': { type: 'text' },
  'external.url': { type: 'text' },
  resolvedAt: { type: 'time' },
  closedAt: { type: 'time' },
  reopenCount: { type: 'number' },
  version: { type: 'number' },
  createdAt: { type: 'time', sortable: true },
  updatedAt: { type: 'time' },
} satisfies FilterFields;
