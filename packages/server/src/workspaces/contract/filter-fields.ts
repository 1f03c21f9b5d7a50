import { z } from 'zod';
import { credentialFilterFields } from '../../authentication/contract/credentials.ts';
import { type FilterFields, filterOperators, filterTypes } from '../../contract/filters.ts';
import { operation } from '../../contract/operation.ts';
import { text } from '../../contract/shapes.ts';
import { conversationFilterFields, issueFilterFields } from '../../conversations/contract.ts';
import { customerFilterFields } from '../../customers/contract.ts';
import { eventFilterFields } from '../../webhooks/contract.ts';
import { auditFilterFields } from './audit-log.ts';

export const filterResource = z.enum([
  'conversations',
  'customers',
  'issues',
  'credentials',
  'audit_log',
  'events',
]);

/** The fields by which each resource can be filtered, as their categories declare them. */
export const filterSchemas: Readonly<Record<z.output<typeof filterResource>, FilterFields>> = {
  conversations: conversationFilterFields,
  customers: customerFilterFields,
  issues: issueFilterFields,
  credentials: credentialFilterFields,
  audit_log: auditFilterFields,
  events: eventFilterFields,
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
