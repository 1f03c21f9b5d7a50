import { z } from 'zod';
import { text } from '../../contract/shapes.ts';
import { count } from './shapes.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

const timeOfDay = (what: string, example: string) =>
  z
    .string()
    .max(5)
    .regex(/^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/, 'Must be a time of day such as 09:00.')
    .meta({ description: what, examples: [example] });

const interval = z
  .strictObject({
    day: z.enum(weekdays),
    from: timeOfDay('When it begins, in the time zone of the workspace.', '09:00'),
    to: timeOfDay('When it ends; `24:00` is the end of the day.', '17:00'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'Must be later than `from`.' })
  .meta({ id: 'BusinessInterval' });

const isDay = (value: string) => {
  const day = new Date(`${value}T00:00:00.000Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
};

const holiday = z
  .strictObject({
    date: z
      .string()
      .max(10)
      .regex(/^[1-9]\d{3}-\d{2}-\d{2}$/, 'Must be a date such as 2026-12-25.')
      .refine(isDay, 'Must be a day that exists.')
      .meta({ examples: ['2026-12-25'] }),
    name: text(200).nullable().default(null),
  })
  .meta({ id: 'Holiday' });

type Interval = z.output<typeof interval>;
const areApart = (intervals: readonly Interval[]) =>
  intervals.every((one, index) =>
    intervals
      .slice(index + 1)
      .every(({ day, from, to }) => day !== one.day || to <= one.from || one.to <= from),
  );
const areDistinct = (holidays: readonly { date: string }[]) =>
  new Set(holidays.map(({ date }) => date)).size === holidays.length;

export const businessHours = z
  .strictObject({
    intervals: z
      .array(interval)
      .max(50)
      .refine(areApart, 'Must not overlap.')
      .meta({ description: 'When the workspace is open in each week; none is never.' }),
    holidays: z
      .array(holiday)
      .max(366)
      .default([])
      .refine(areDistinct, 'Must have each date once.')
      .meta({ description: 'Days on which it is closed all day.' }),
  })
  .meta({ id: 'BusinessHours' });
export type BusinessHours = z.output<typeof businessHours>;

const personalData = z.enum(['email', 'phone', 'card', 'iban', 'ssn', 'ip']);

const keyFormat = z
  .strictObject({
    type: z
      .string()
      .max(40)
      .regex(/^[a-z][a-z0-9_]*$/, 'Must be lower-case letters, digits and `_`, a letter first.')
      .meta({ description: 'Names it where a key was masked.', examples: ['live_key'] }),
    prefix: z
      .string()
      .min(3)
      .max(64)
      .regex(/^[\x21-\x7e]+$/, 'Must be visible ASCII characters.')
      .meta({ description: 'What keys begin with.', examples: ['acme_live_'] }),
    minLength: z.int().min(4).max(1024).meta({ description: 'Characters after the prefix, at least.' }),
    maxLength: z.int().min(4).max(1024).meta({ description: 'Characters after the prefix, at most.' }),
    alphabet: z.enum(['hex', 'base62', 'base64', 'base64url']),
  })
  .refine(({ minLength, maxLength }) => minLength <= maxLength, {
    path: ['maxLength'],
    message: 'Must not be less than `minLength`.',
  })
  .meta({ id: 'KeyFormat' });

const redactionFields = {
  personalData: z
    .array(personalData)
    .max(6)
    .refine((kinds) => new Set(kinds).size === kinds.length, 'Must have each kind once.')
    .meta({ description: 'Kinds of personal data that are masked beside secrets, which always are.' }),
  keyFormats: z
    .array(keyFormat)
    .max(20)
    .meta({ description: 'How keys of your own API look, so that one in a message is found.' }),
};
export const redactionPolicy = z.strictObject(redactionFields).meta({ id: 'RedactionPolicy' });
export type RedactionPolicy = z.output<typeof redactionPolicy>;
export const redactionPolicyChanges = z.strictObject({
  personalData: redactionFields.personalData.optional(),
  keyFormats: redactionFields.keyFormats.optional(),
});

const retentionFields = {
  eventDays: z
    .int()
    .min(7)
    .max(3650)
    .meta({ description: 'Days for which the event log is kept.', examples: [90] }),
  auditDays: z
    .int()
    .min(30)
    .max(3650)
    .nullable()
    .meta({ description: 'Days for which the audit log is kept; null for ever.' }),
};
export const retention = z.strictObject(retentionFields).meta({ id: 'Retention' });
export type Retention = z.output<typeof retention>;
export const retentionChanges = z.strictObject({
  eventDays: retentionFields.eventDays.optional(),
  auditDays: retentionFields.auditDays.optional(),
});

/** The most of each kind that a workspace may have. */
export const planLimits = { members: 5000, roles: 500, teams: 500, tags: 5000, customFieldsPerTarget: 64 };

export const planLimitsShape = z
  .strictObject({
    members: count('People, invited and suspended ones included.'),
    roles: count('Roles, built-in ones included.'),
    teams: count('Teams.'),
    tags: count('Defined tags.'),
    customFieldsPerTarget: count('Custom fields in use of one kind of record.'),
  })
  .meta({ id: 'PlanLimits', description: 'The most of each kind that the workspace may have.' });
