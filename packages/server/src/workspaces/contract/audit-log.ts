import { z } from 'zod';
import { type FilterFields, filterOf } from '../../contract/filters.ts';
import { exampleId, id } from '../../contract/ids.ts';
import { order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import { actor, text, timestamp } from '../../contract/shapes.ts';

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

export const auditFilterFields = {
  'actor.type': { type: 'text' },
  'actor.id': { type: 'text' },
  'actor.name': { type: 'text' },
  action: { type: 'text' },
  'resource.type': { type: 'text' },
  requestId: { type: 'text' },
  credentialId: { type: 'id', prefix: 'key' },
  ipHash: { type: 'text' },
  createdAt: { type: 'time', sortable: true },
  'changes.*': { type: 'any', custom: true },
} satisfies FilterFields;

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
    filter: filterOf(auditFilterFields).optional(),
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
          createdAt: new Date('2026-11-22T09:30:00.000Z'),
        },
      ],
      hasMore: false,
      nextCursor: null,
    },
  },
});
