import { customType } from 'drizzle-orm/pg-core';
import type { Id, IdPrefix } from '../../contract/ids.ts';
import { decodeId, encodeId } from '../ids.ts';

/** A typed id, stored as `uuid`. */
export const idColumn = <P extends IdPrefix>(prefix: P) =>
  customType<{ data: Id<P>; driverData: string }>({
    dataType: () => 'uuid',
    toDriver: decodeId,
    fromDriver: (uuid) => encodeId(prefix, uuid),
  });

/** The tenant of a row. */
export const workspaceId = () => idColumn('ws')('workspace_id').notNull();

/**
 * An instant with milliseconds, which is all a `Date` can hold: with more, a cursor made from one would repeat
 * or lose rows. Sessions run in UTC, so the text has one form and need not be parsed by `Date`.
 */
export const instant = customType<{ data: Date; driverData: string }>({
  dataType: () => 'timestamptz(3)',
  toDriver: (date) => date.toISOString(),
  fromDriver: parseInstant,
});

/** `2026-11-22 09:30:00.123+00` to a Date, about four times as fast as the general parser. */
export function parseInstant(text: string): Date {
  const digits = (from: number, count: number) => {
    let value = 0;
    for (let i = from; i < from + count; i++) value = value * 10 + text.charCodeAt(i) - 48;
    return value;
  };
  if (text.length < 22 || text.charCodeAt(4) !== 45) return new Date(text);
  let ms = 0;
  if (text.charCodeAt(19) === 46) {
    let scale = 100;
    for (let i = 20; i < 23; i++) {
      const digit = text.charCodeAt(i) - 48;
      if (digit < 0 || digit > 9) break;
      ms += digit * scale;
      scale /= 10;
    }
  }
  return new Date(
    Date.UTC(digits(0, 4), digits(5, 2) - 1, digits(8, 2), digits(11, 2), digits(14, 2), digits(17, 2), ms),
  );
}
