import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorkspace, inDatabase } from '../../testing/index.ts';
import { parseInstant, statement } from './index.ts';

const instant = fc.date({
  min: new Date('1970-01-01T00:00:00.000Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

/** How the database writes an instant: without zeros at the end of the fraction. */
const written = (date: Date) =>
  `${date
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '')
    .replace(/\.?0+$/, '')}+00`;

test('the text of an instant is read as the general parser reads it', () => {
  fc.assert(
    fc.property(instant, fc.constantFrom(0, 1, 2, 3), (date, digits) => {
      const [seconds = '', fraction = ''] = date.toISOString().slice(0, -1).split('.');
      const text = `${seconds.replace('T', ' ')}${digits ? `.${fraction.slice(0, digits)}` : ''}+00`;
      expect(parseInstant(text).getTime()).toBe(new Date(text).getTime());
    }),
  );
});

test('what lies beyond milliseconds is cut, not rounded', () => {
  expect(parseInstant('2026-11-22 09:30:00.999999+00').toISOString()).toBe('2026-11-22T09:30:00.999Z');
});

test('both databases write instants the way they are read', async () => {
  const workspace = await createWorkspace();
  const echo = statement<[string]>(
    "select t::timestamptz(3) from unnest(string_to_array($1, ',')) with ordinality as x (t, n) order by n",
  );
  const dates = fc.sample(instant, { numRuns: 100, seed: 7 });
  const rows = await inDatabase(
    workspace,
    () => echo(dates.map((date) => date.toISOString()).join(',')),
    'read',
  );
  expect(rows.map(([text]) => parseInstant(String(text)).getTime())).toEqual(
    dates.map((date) => date.getTime()),
  );
  for (const [n, date] of dates.entries()) expect(rows[n]![0]).toBe(written(date));
});
