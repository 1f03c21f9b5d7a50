import { z } from 'zod';
import { capabilities } from '../../contract/capabilities.ts';
import { exampleId, id } from '../../contract/ids.ts';
import { page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { expectedVersion, name, text, timestamp, version } from '../../contract/shapes.ts';

const at = new Date('2026-11-22T09:30:00.000Z');

const origin = () =>
  text(255, 8)
    .regex(
      /^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/,
      'Must be an origin such as https://app.example.com, with `*.` for one label at most.',
    )
    .meta({
      description: 'Origin of a page, exact or with `*.` in place of its first label.',
      examples: ['https://app.example.com'],
    });

const capability = z.enum(capabilities);

export const widgetKey = z
  .strictObject({
    id: id('wk'),
    key: text(80).meta({ description: 'Public. It names the workspace to a browser and unlocks nothing.' }),
    channelId: id('chn'),
    name: name(),
    allowedOrigins: z.array(origin()).max(50),
    capabilities: z.array(capability).max(8),
    identityMode: z.enum(['off', 'report', 'enforce']),
    status: z.enum(['active', 'revoked']),
    previousExpiresAt: timestamp()
      .nullable()
      .meta({ description: 'Until when the key before the current one works, after a rotation.' }),
    revokedAt: timestamp().nullable(),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'WidgetKey' });
export type WidgetKey = z.output<typeof widgetKey>;

const widgetKeyExample: WidgetKey = {
  id: exampleId('wk'),
  key: 'woesw_<32 characters and a checksum>',
  channelId: exampleId('chn'),
  name: 'Documentation site',
  allowedOrigins: ['https://docs.example.com'],
  capabilities: ['conversations'],
  identityMode: 'off',
  status: 'active',
  previousExpiresAt: null,
  revokedAt: null,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const listWidgetKeys = operation({
  summary: 'List widget keys',
  description: 'All widget keys of the workspace. They are public and may be read again.',
  access: { scope: 'credentials:read' },
  rest: 'GET /auth/widget-keys',
  input: z.strictObject({ ...pageInput, channelId: id('chn').optional() }),
  output: page(widgetKey),
  errors: ['invalid_cursor'],
  example: {
    input: {},
    output: { object: 'list', data: [widgetKeyExample], hasMore: false, nextCursor: null },
  },
});

export const createWidgetKey = operation({
  summary: 'Create a widget key',
  description:
    'A public identifier for one live chat channel, usable on widget routes from the allowed origins only.',
  access: { scope: 'credentials:write' },
  rest: 'POST /auth/widget-keys',
  status: 201,
  input: z.strictObject({
    channelId: id('chn'),
    name: name(),
    allowedOrigins: z.array(origin()).min(1).max(50),
    capabilities: z.array(capability).max(8).default(['conversations']),
    identityMode: z.enum(['off', 'report', 'enforce']).default('off'),
  }),
  output: widgetKey,
  errors: ['reference_not_usable'],
  events: ['widget_key.created'],
  example: {
    input: {
      channelId: exampleId('chn'),
      name: 'Documentation site',
      allowedOrigins: ['https://docs.example.com'],
    },
    output: widgetKeyExample,
  },
});

export const updateWidgetKey = operation({
  summary: 'Update a widget key',
  description:
    'Changes the fields that are given. Origins and capabilities are replaced as a whole. Takes effect within 30 seconds in all processes.',
  access: { scope: 'credentials:write' },
  rest: 'PATCH /auth/widget-keys/{id}',
  input: z.strictObject({
    id: id('wk'),
    name: name().optional(),
    allowedOrigins: z.array(origin()).min(1).max(50).optional(),
    capabilities: z.array(capability).max(8).optional(),
    identityMode: z.enum(['off', 'report', 'enforce']).optional(),
    expectedVersion: expectedVersion(),
  }),
  output: widgetKey,
  errors: ['version_conflict', 'state_conflict'],
  events: ['widget_key.updated'],
  example: {
    input: { id: exampleId('wk'), name: 'Docs' },
    output: { ...widgetKeyExample, name: 'Docs', version: 2 },
  },
});

export const rotateWidgetKey = operation({
  summary: 'Rotate a widget key',
  description:
    'Gives the widget key a new public value. The value before works on for the grace period, so that pages can be changed one by one; answers to it carry `Deprecation` and `Sunset`. Sessions go on. Rotating again ends a value that is still on its way out.',
  access: { scope: 'credentials:write' },
  rest: 'POST /auth/widget-keys/{id}/rotate',
  input: z.strictObject({
    id: id('wk'),
    graceSeconds: z
      .int()
      .min(0)
      .max(604_800)
      .default(86_400)
      .meta({ description: 'How long the value before works on; 0 ends it at once.' }),
    expectedVersion: expectedVersion(),
  }),
  output: widgetKey,
  errors: ['version_conflict', 'state_conflict'],
  events: ['widget_key.rotated'],
  example: {
    input: { id: exampleId('wk'), graceSeconds: 3600 },
    output: { ...widgetKeyExample, previousExpiresAt: new Date('2026-11-22T10:30:00.000Z'), version: 2 },
  },
});

export const revokeWidgetKey = operation({
  summary: 'Revoke a widget key',
  description:
    'Pages with this key can start no more sessions. Sessions that it started end too when `endSessions` is true.',
  access: { scope: 'credentials:write' },
  rest: 'DELETE /auth/widget-keys/{id}',
  input: z.strictObject({
    id: id('wk'),
    endSessions: z.boolean().default(true),
    expectedVersion: expectedVersion(),
  }),
  output: widgetKey
    .extend({ sessionsEnded: z.int().min(0).max(Number.MAX_SAFE_INTEGER) })
    .meta({ id: 'RevokedWidgetKey' }),
  errors: ['version_conflict'],
  events: ['widget_key.revoked'],
  example: {
    input: { id: exampleId('wk') },
    output: { ...widgetKeyExample, status: 'revoked', revokedAt: at, version: 2, sessionsEnded: 3 },
  },
});
