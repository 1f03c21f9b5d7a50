import type { Call } from '../rpc/context.ts';
import type { BusinessHours, Weekday } from './contract.ts';
import { presentWorkspace } from './present.ts';
import { loadWorkspace } from './rows.ts';

/** Whether it is inside of business hours at an instant, as clocks show it in the time zone. Without hours, always. */
export function isOpenAt(hours: BusinessHours | null, timezone: string, at: Date): boolean {
  if (!hours) return true;
  const { date, day, time } = localTime(timezone, at);
  if (hours.holidays.some((holiday) => holiday.date === date)) return false;
  return hours.intervals.some((each) => each.day === day && each.from <= time && time < each.to);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'long',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

function localTime(timezone: string, at: Date): { date: string; day: Weekday; time: string } {
  const parts = Object.fromEntries(
    formatIn(timezone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year!.padStart(4, '0')}-${parts.month}-${parts.day}`,
    day: parts.weekday!.toLowerCase() as Weekday,
    time: `${parts.hour}:${parts.minute}`,
  };
}

/** Whether the workspace is open now. */
export async function isOpenNow(call: Call): Promise<boolean> {
  const { businessHours, timezone } = presentWorkspace(await loadWorkspace(call));
  return isOpenAt(businessHours, timezone, call.now);
}
