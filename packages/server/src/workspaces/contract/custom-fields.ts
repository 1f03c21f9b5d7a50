import { z } from 'zod';
import { exampleId, id } from '../../contract/ids.ts';
import { order, page, pageInput } from '../../contract/lists.ts';
import { operation } from '../../contract/operation.ts';
import {
  customFieldKey,
  customFieldValue,
  expectedVersion,
  name,
  text,
  timestamp,
  version,
} from '../../contract/shapes.ts';

export const customFieldTargets = ['conversation', 'customer', 'account', 'issue'] as const;
export type CustomFieldTarget = (typeof customFieldTargets)[number];

export const customFieldTypes = [
  'text',
  'number',
  'decimal',
  'select',
  'multi_select',
  'boolean',
  'date',
  'url',
] as const;

/** Fields of one target that are in use, and options of one field, archived ones included. */
export const customFieldsMax = 64;
export const customFieldOptionsMax = 200;

const target = () =>
  z.enum(customFieldTargets).meta({ description: 'The kind of record that has the field.' });

const newOption = z
  .strictObject({
    key: customFieldKey().meta({ description: 'What records hold. It never changes.' }),
    label: name().meta({ description: 'What people read.' }),
  })
  .meta({ id: 'NewCustomFieldOption' });

const option = z
  .strictObject({
    key: customFieldKey(),
    label: name(),
    archived: z.boolean().meta({ description: 'Records that hold it keep it; nothing new may take it.' }),
  })
  .meta({ id: 'CustomFieldOption' });

const moments = () =>
  z
    .array(z.enum(['create', 'resolve']))
    .max(2)
    .meta({ description: 'When a record must have a value: at its creation, or before it is resolved.' });

const position = () =>
  z
    .int()
    .min(0)
    .max(9999)
    .meta({ description: 'Fields are shown by ascending position, equal ones by age.', examples: [1] });

const pattern = () =>
  text(500, 1).meta({
    description:
      'Regular expression (RE2) that the whole of a text must match. RE2 knows no look-around and no back-references.',
    examples: ['[A-Z]{3}-[0-9]+'],
  });

const description = () => text(1000).meta({ description: 'What the field is for.' });

export const customField = z
  .strictObject({
    id: id('fld'),
    target: target(),
    key: customFieldKey(),
    label: name(),
    description: description().nullable(),
    type: z.enum(customFieldTypes),
    options: z.array(option).max(customFieldOptionsMax).meta({ description: 'Of select and multi_select.' }),
    requiredOn: moments(),
    default: customFieldValue()
      .nullable()
      .meta({ description: 'What a record gets at its creation when it is given no value.' }),
    pattern: text(500).nullable(),
    visibleToWidget: z.boolean(),
    sensitive: z.boolean().meta({ description: 'Whether values are personal or confidential.' }),
    archived: z.boolean().meta({ description: 'Records keep their values; no new ones are taken.' }),
    position: position(),
    version: version(),
    createdAt: timestamp(),
    updatedAt: timestamp(),
  })
  .meta({ id: 'CustomField' });
export type CustomField = z.output<typeof customField>;

const at = new Date('2026-11-22T09:30:00.000Z');
const example: CustomField = {
  id: exampleId('fld'),
  target: 'conversation',
  key: 'product_area',
  label: 'Product area',
  description: 'The part of the API that the question is about.',
  type: 'select',
  options: [
    { key: 'playback', label: 'Playback', archived: false },
    { key: 'billing', label: 'Billing', archived: false },
  ],
  requiredOn: [],
  default: null,
  pattern: null,
  visibleToWidget: false,
  sensitive: false,
  archived: false,
  position: 1,
  version: 1,
  createdAt: at,
  updatedAt: at,
};

export const listCustomFields = operation({
  summary: 'List custom fields',
  description:
    'The fields that the workspace has defined for its records, in order of creation. Show them by `position`.',
  access: { scope: 'workspace:read' },
  rest: 'GET /custom-fields',
  input: z.strictObject({
    ...pageInput,
    sort: order(),
    target: target().optional(),
    archived: z
      .boolean()
      .optional()
      .meta({ description: 'Only archived fields, or only those in use. Both, when left out.' }),
  }),
  output: page(customField),
  errors: ['invalid_cursor'],
  example: {
    input: { target: 'conversation', archived: false },
    output: { object: 'list', data: [example], hasMore: false, nextCursor: null },
  },
});

export const createCustomField = operation({
  summary: 'Create a custom field',
  description: `Defines a typed field of conversations, customers, accounts or issues. Key and type never change. A target has at most ${customFieldsMax} fields in use.`,
  access: { scope: 'workspace:write' },
  rest: 'POST /custom-fields',
  status: 201,
  input: z.strictObject({
    target: target(),
    key: customFieldKey(),
    label: name(),
    description: description().nullable().optional(),
    type: z.enum(customFieldTypes),
    options: z
      .array(newOption)
      .max(customFieldOptionsMax)
      .optional()
      .meta({ description: 'What a select or multi_select may be. Other types have none.' }),
    requiredOn: moments().optional(),
    default: customFieldValue().nullable().optional(),
    pattern: pattern().nullable().optional(),
    visibleToWidget: z.boolean().default(false),
    sensitive: z.boolean().default(false),
    position: position().optional().meta({ description: 'Behind all others of its target, when left out.' }),
  }),
  output: customField,
  errors: ['already_exists', 'state_conflict'],
  events: ['custom_field.created'],
  example: {
    input: {
      target: 'conversation',
      key: 'product_area',
      label: 'Product area',
      type: 'select',
      options: [
        { key: 'playback', label: 'Playback' },
        { key: 'billing', label: 'Billing' },
      ],
    },
    output: example,
  },
});

export const updateCustomField = operation({
  summary: 'Update a custom field',
  description:
    'Changes the fields that are given; null clears one. Options are added, renamed, archived and restored, never deleted: their keys stand in records. A call that changes nothing emits nothing.',
  access: { scope: 'workspace:write' },
  rest: 'PATCH /custom-fields/{id}',
  input: z.strictObject({
    id: id('fld'),
    label: name().optional(),
    description: description().nullable().optional(),
    options: z
      .strictObject({
        add: z.array(newOption).max(customFieldOptionsMax).optional(),
        rename: z.array(newOption).max(customFieldOptionsMax).optional(),
        archive: z.array(customFieldKey()).max(customFieldOptionsMax).optional(),
        restore: z.array(customFieldKey()).max(customFieldOptionsMax).optional(),
      })
      .optional(),
    requiredOn: moments().optional(),
    default: customFieldValue().nullable().optional(),
    pattern: pattern().nullable().optional(),
    visibleToWidget: z.boolean().optional(),
    sensitive: z.boolean().optional(),
    archived: z.boolean().optional(),
    position: position().optional(),
    expectedVersion: expectedVersion(),
  }),
  output: customField,
  errors: ['version_conflict', 'state_conflict'],
  events: ['custom_field.updated'],
  example: {
    input: { id: exampleId('fld'), label: 'Area' },
    output: { ...example, label: 'Area', version: 2 },
  },
});
