import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, name, nothing, text, timestamp, version } from '../../contract/shapes.ts';
import {
  businessHours,
  planLimits,
  planLimitsShape,
  redactionPolicy,
  redactionPolicyChanges,
  retention,
  retentionChanges,
} from './settings.ts';

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
    businessHours: businessHours.nullable().meta({ description: 'Null is open at all times.' }),
    redactionPolicy,
    retention,
    planLimits: planLimitsShape,
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
  businessHours: {
    intervals: [
      { day: 'monday', from: '09:00', to: '12:30' },
      { day: 'monday', from: '13:30', to: '18:00' },
    ],
    holidays: [{ date: '2026-12-25', name: 'Christmas' }],
  },
  redactionPolicy: { personalData: ['card', 'iban', 'ssn'], keyFormats: [] },
  retention: { eventDays: 90, auditDays: null },
  planLimits,
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
    'Changes the fields that are given; null clears, business hours are replaced as a whole, redaction policy and retention by their fields. What really changes decides which scopes are needed beside that to read: `privacy:write` for redaction policy and retention, `workspace:write` for the rest. A call that changes nothing needs neither, keeps the version and emits nothing.',
  access: { scope: 'workspace:read' },
  rest: 'PATCH /workspace',
  input: z.strictObject({
    name: name().optional(),
    timezone: timezone().optional(),
    locale: locale().optional(),
    reopenWindowDays: reopenWindowDays().optional(),
    businessHours: businessHours.nullable().optional(),
    redactionPolicy: redactionPolicyChanges.optional(),
    retention: retentionChanges.optional(),
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
