import { z } from 'zod';
import { exampleId } from './ids.ts';

/** There is no year 0 in the database, and years beyond four digits have no RFC 3339 form. */
const isStorableTime = (date: Date) => date.getTime() >= 0 && date.getTime() < Date.UTC(10_000, 0);

/** An instant. RFC 3339 UTC with milliseconds on the wire, a `Date` in TypeScript. */
export const timestamp = () =>
  z
    .date()
    .refine(isStorableTime, 'Must be between the years 1970 and 9999.')
    .meta({
      description: 'RFC 3339 time in UTC with milliseconds.',
      examples: ['2026-11-22T09:30:00.000Z'],
      format: 'date-time',
      minLength: 20,
      maxLength: 35,
    });

/** Text that a database can keep: no NUL, and no half of a surrogate pair. */
const isStorable = (value: string) => !value.includes('\u0000') && value.isWellFormed();

/** Free text, bounded. */
export const text = (max: number, min = 0) =>
  z
    .string()
    .min(min)
    .max(max)
    .refine(isStorable, 'Must be well-formed Unicode without NUL.')
    .meta({ isWellFormed: true });

export const name = () => text(200, 1);

/** The caller's own id for a record. Case-sensitive. */
export const externalId = () =>
  text(255, 1).meta({ description: "The record's id in your own system.", examples: ['user_8841'] });

export const version = () =>
  z
    .int()
    .min(1)
    .max(2_147_483_647)
    .meta({
      description: 'Goes up by one with each change. Send it back to refuse crossing writes.',
      examples: [1],
    });

export const expectedVersion = () =>
  version().optional().meta({
    description:
      'Refuse the change (`version_conflict`) unless the record still has this version. REST also takes `If-Match`.',
  });

export const sequence = (what: string) =>
  z
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .meta({ description: what, examples: [1] });

const isStorableJson = (value: unknown): boolean =>
  typeof value === 'string'
    ? isStorable(value)
    : typeof value !== 'object' ||
      value === null ||
      Object.entries(value).every(([key, field]) => isStorable(key) && isStorableJson(field));

/** JSON given by the caller and kept as it is. */
export const jsonMap = (keysMax: number) =>
  z
    .record(text(64, 1), z.json())
    .refine((map) => Object.keys(map).length <= keysMax, `Must have at most ${keysMax} keys.`)
    .refine(isStorableJson, 'Must be well-formed Unicode without NUL.')
    .meta({ maxProperties: keysMax });

export const tag = () =>
  z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-z0-9][a-z0-9_-]*$/, 'Must be lower-case letters, digits, `-` and `_`.')
    .meta({ description: 'Slug of a tag.', examples: ['billing'] });

/** Lists that several writers touch are changed by what to add and remove. */
export const tagChanges = () =>
  z.strictObject({ add: z.array(tag()).max(64).optional(), remove: z.array(tag()).max(64).optional() });

/** Who did something. */
export const actor = z
  .strictObject({
    type: z.enum(['credential', 'customer', 'visitor', 'installation', 'system', 'member']),
    id: text(64)
      .nullable()
      .meta({ description: 'Id of the credential, customer or member; null for the system.' }),
    name: text(200).nullable(),
  })
  .meta({ id: 'Actor', examples: [{ type: 'credential', id: exampleId('key'), name: 'Backend' }] });
export type Actor = z.output<typeof actor>;

/** What the customer was calling when the question came up. */
export const apiContext = z
  .strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']).optional(),
    path: text(2048).optional().meta({ description: 'Path of the API request, without the host.' }),
    statusCode: z.int().min(100).max(599).optional(),
    errorCode: text(200).optional(),
    requestId: text(200).optional(),
    sdk: z.strictObject({ name: text(100, 1), version: text(50).optional() }).optional(),
    environment: text(50).optional(),
    occurredAt: timestamp().optional(),
  })
  .meta({
    id: 'ApiContext',
    description: "The API call that the conversation is about, in the company's own API.",
    examples: [
      { method: 'POST', path: '/v1/playlists', statusCode: 403, errorCode: 'insufficient_client_scope' },
    ],
  });
export type ApiContext = z.output<typeof apiContext>;

export const nothing = z.strictObject({});

/** The answer of operations that have nothing to say (204). */
export const noContent = z.void();

export const customFieldKey = () =>
  z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-z][a-z0-9_]*$/, 'Must be lower-case letters, digits and `_`, a letter first.')
    .meta({ description: 'Name of a custom field, or of an option of one.', examples: ['product_area'] });

/** Of text, decimal (`"19.90"`), date (`"2026-11-22"`), url and select; of number; of boolean; of multi_select. */
export const customFieldValue = () =>
  z
    .union([
      text(4000),
      z.number().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
      z.boolean(),
      z.array(customFieldKey()).max(200),
    ])
    .meta({
      description:
        'Text for text, select, url, decimal (`19.90`) and date (`2026-11-22`); a number, true or false, or a list of options.',
      examples: ['playback'],
    });
export type CustomFieldValue = string | number | boolean | string[];
export type CustomFieldValues = Record<string, CustomFieldValue>;

/** The values of a record, by the keys of the fields that `workspaces.customFields` defines. */
export const customFieldValues = () =>
  z.record(customFieldKey(), customFieldValue()).meta({
    description: 'Values of custom fields by their keys.',
    examples: [{ product_area: 'playback' }],
  });

/** What to change of them: null clears a value, a field that is left out stays. */
export const customFieldChanges = () =>
  z
    .record(customFieldKey(), customFieldValue().nullable())
    .refine((map) => Object.keys(map).length <= 64, 'Must have at most 64 keys.')
    .meta({
      description: 'Merged into what is there: null clears a value, what is left out stays.',
      examples: [{ product_area: 'playback' }],
      maxProperties: 64,
    });
