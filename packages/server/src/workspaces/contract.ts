import { z } from 'zod';
import { type FilterFields, filterOperators, filterTypes } from '../contract/filters.ts';
import { exampleId, id } from '../contract/ids.ts';
import { order, page, pageInput } from '../contract/lists.ts';
import { operation } from '../contract/operation.ts';
import { actor, expectedVersion, name, nothing, text, timestamp, version } from '../contract/shapes.ts';
import { conversationFilterFields, issueFilterFields } from '../conversations/contract.ts';
import { customerFilterFields } from '../customers/contract.ts';

const timezone = () =>
  text(64, 1)
    .refine(
      (zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC',
      'Must be an IANA time zone.',
    )
    .meta({ description: 'IANA time zone.', examples: ['Europe/Berlin'], format: 'iana-time-zone' });

const locale = () =>
  z
    .string()
    .max(35)
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Must be a BCP 47 language tag.')
    .meta({ description: 'BCP 47 language tag.', examples: ['en'] });

const slug = () =>
  z
    .string()
    .min(2)
    .max(63)
    .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'Must be lower-case letters, digits and inner hyphens.')
    .meta({ description: 'Short name, unique in the installation.', examples: ['acme'] });

const reopenWindowDays = () =>
  z.int().min(0).max(365).meta({
    description: 'Days in which a reply to a resolved conversation reopens it. Later it starts a new one.',
  });

export const workspace = z
  .strictObject({
    id: id('ws'),
    name: name(),
    slug: slug(),
    timezone: timezone(),
    locale: locale(),
    reopenWindowDays: reopenWindowDays(),
    defaultApiVersion: text(10).meta({ description: 'Contract version of new credentials.' }),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'Workspace' });
export type Workspace = z.output<typeof workspace>;

const at = new Date('2026-11-22T09:30:00.000Z');
export const workspaceExample: Workspace = {
  id: exampleId('ws'),
  name: 'Acme API',
  slug: 'acme',
  timezone: 'Europe/Berlin',
  locale: 'en',
  reopenWindowDays: 7,
  defaultApiVersion: '2026-11-01',
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const createWorkspace = operation({
  summary: 'Create a workspace',
  description:
    'Creates a workspace with its first credential, which holds every scope, and a live chat channel. The secret of the credential is in this answer only.',
  access: { root: 'Workspaces are created by the operator of the installation.' },
  rest: 'POST /workspaces',
  status: 201,
  input: z.strictObject({
    name: name(),
    slug: slug(),
    timezone: timezone().default('UTC'),
    locale: locale().default('en'),
  }),
  output: z.strictObject({
    workspace,
    credential: z.strictObject({
      id: id('key'),
      secret: text(80).meta({ description: 'The key itself. It is shown here and never again.' }),
    }),
    channelId: id('chn').meta({ description: 'The live chat channel that every workspace starts with.' }),
  }),
  errors: ['already_exists'],
  events: ['workspace.created', 'credential.created', 'channel.created'],
  revealsSecret: true,
  example: {
    input: { name: 'Acme API', slug: 'acme', timezone: 'Europe/Berlin' },
    output: {
      workspace: workspaceExample,
      credential: { id: exampleId('key'), secret: 'woesk_<32 characters and a checksum>' },
      channelId: exampleId('chn'),
    },
  },
});

export const getWorkspace = operation({
  summary: 'Get the workspace',
  description: 'The workspace that the credential belongs to.',
  access: { scope: 'workspace:read' },
  rest: 'GET /workspace',
  input: nothing,
  output: workspace,
  example: { input: {}, output: workspaceExample },
});

export const updateWorkspace = operation({
  summary: 'Update the workspace',
  description:
    'Changes the fields that are given. A call that changes nothing keeps the version and emits nothing.',
  access: { scope: 'workspace:write' },
  rest: 'PATCH /workspace',
  input: z.strictObject({
    name: name().optional(),
    timezone: timezone().optional(),
    locale: locale().optional(),
    reopenWindowDays: reopenWindowDays().optional(),
    expectedVersion: expectedVersion(),
  }),
  output: workspace,
  errors: ['version_conflict'],
  events: ['workspace.updated'],
  example: {
    input: { name: 'Acme Platform' },
    output: { ...workspaceExample, name: 'Acme Platform', version: 2 },
  },
});

export const filterResource = z.enum(['conversations', 'customers', 'issues']);

/** The fields by which each resource can be filtered, as their categories declare them. */
export const filterSchemas: Readonly<Record<z.output<typeof filterResource>, FilterFields>> = {
  conversations: conversationFilterFields,
  customers: customerFilterFields,
  issues: issueFilterFields,
};

export const listFilterFields = operation({
  summary: 'List the fields to filter by',
  description:
    'The fields of a resource, with the operators that each takes. `changed`, `changed_from` and `changed_to` are for filters over events. Custom fields are named with a key in place of `*`.',
  access: { credential: 'The fields are documentation, the same in every workspace.' },
  rest: 'GET /schema/filters/{resource}',
  input: z.strictObject({ resource: filterResource }),
  output: z.strictObject({
    fields: z
      .array(
        z
          .strictObject({
            name: text(100),
            type: z.enum(filterTypes),
            ops: z.array(z.enum(filterOperators)).max(20),
            enum: z.array(text(100)).max(100).nullable(),
            sortable: z.boolean(),
            custom: z.boolean(),
          })
          .meta({ id: 'FilterField' }),
      )
      .max(200),
  }),
  example: {
    input: { resource: 'customers' },
    output: {
      fields: [
        {
          name: 'blocked',
          type: 'boolean',
          ops: ['eq', 'ne', 'is_set', 'changed', 'changed_from', 'changed_to'],
          enum: null,
          sortable: false,
          custom: false,
        },
      ],
    },
  },
});

const action = () =>
  z
    .string()
    .min(3)
    .max(100)
    .regex(/^[a-z_]+\.([a-z_]+|\*)$/, 'Must be an action such as credential.create, or credential.*')
    .meta({ description: 'What was done; `credential.*` names all of a resource.' });

export const auditEntry = z
  .strictObject({
    id: id('aud'),
    actor,
    action: text(100).meta({ description: 'Resource and verb.', examples: ['credential.create'] }),
    resource: z.strictObject({ type: text(50), id: text(64) }),
    changes: z.record(text(100), z.json()).meta({ description: 'What changed; secrets are masked.' }),
    requestId: text(64),
    credentialId: id('key').nullable().meta({ description: 'The credential that was presented.' }),
    ipHash: text(64)
      .nullable()
      .meta({ description: 'Keyed hash of the address: equal for equal addresses, and nothing more.' }),
    createdAt: timestamp(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.output<typeof auditEntry>;

export const listAuditLog = operation({
  summary: 'List the audit log',
  description:
    'Who did what to the workspace: one entry per administrative change and per secret that was shown, written in the transaction of the change.',
  access: { scope: 'audit:read' },
  rest: 'GET /audit-log',
  input: z.strictObject({
    ...pageInput,
    sort: order(),
    actor: text(64, 1).optional().meta({ description: 'Only what this actor did: the id of a credential.' }),
    action: action().optional(),
    resource: z
      .string()
      .max(64)
      .regex(/^[a-z]{2,5}_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'Must be an id.')
      .optional()
      .meta({ description: 'Only what was done to the object with this id.' }),
    from: timestamp().optional().meta({ description: 'Only entries from this time on.' }),
    to: timestamp().optional().meta({ description: 'Only entries before this time.' }),
  }),
  output: page(auditEntry),
  errors: ['invalid_cursor'],
  example: {
    input: { action: 'credential.*', limit: 25 },
    output: {
      object: 'list',
      data: [
        {
          id: exampleId('aud'),
          actor: { type: 'credential', id: exampleId('key'), name: 'Backend' },
          action: 'credential.create',
          resource: { type: 'credential', id: exampleId('key', 2) },
          changes: { name: 'Billing sync', scopes: ['customers:read'] },
          requestId: exampleId('req'),
          credentialId: exampleId('key'),
          ipHash: 'mYb1f0q3T8x2VwZk',
          createdAt: at,
        },
      ],
      hasMore: false,
      nextCursor: null,
    },
  },
});
