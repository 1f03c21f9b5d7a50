/** What stands where a person's words or values were. */
export const erased = '[erased]';

export interface PersonValues {
  /** Addresses, numbers and ids: whoever finds one knows the person. */
  readonly identifying: readonly string[];
  readonly phones: readonly string[];
  readonly names: readonly string[];
}

/** Shorter ones are parts of other words and numbers all over a workspace. */
const anywhereMin = 5;
const nearbyMin = 3;

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
/** The digits of a number, however it is grouped. */
const grouped = (phone: string) => {
  const digits = phone.replace(/[^0-9]/g, '').split('');
  return `\\+?${digits.join('[\\s().-]{0,3}')}`;
};
const whole = (pattern: string) => `(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`;

/**
 * Finds the values of a person in texts of others. In what is the person's own every value is masked, names word by
 * word; elsewhere only what can be nobody else's.
 */
export class PersonMask {
  /** By what rows that may hold a value are found; in the form they have as text, and in that of JSON. */
  readonly anywhere: readonly string[];
  readonly nearby: readonly string[];
  readonly #anywhere: RegExp | null;
  readonly #nearby: readonly RegExp[];

  constructor({ identifying, phones, names }: PersonValues) {
    const long = identifying.filter((value) => value.length >= anywhereMin);
    const numbers = phones.filter((phone) => phone.replace(/[^0-9]/g, '').length >= 6);
    const words = names
      .flatMap((name) => name.split(/[^\p{L}\p{N}]+/u))
      .filter((word) => word.length >= nearbyMin);
    const short = identifying.filter((value) => value.length >= nearbyMin);
    this.anywhere = inBothForms([...long, ...numbers]);
    this.nearby = inBothForms([...short, ...numbers.flatMap(lastDigits), ...names, ...words]);
    this.#anywhere = either([...long.map(escaped), ...numbers.map(grouped)], 'giu');
    this.#nearby = [
      either([...short.map(escaped), ...numbers.map(grouped), ...names.map(escaped)], 'giu'),
      // Words that are also names are told apart by their capital.
      either(words.map(escaped), 'gu'),
    ].filter((pattern) => pattern !== null);
  }

  /** A text of somebody else's. */
  maskAnywhere = (text: string): string => (this.#anywhere ? text.replace(this.#anywhere, erased) : text);

  /** A text in a record of the person. */
  maskNearby = (text: string): string =>
    this.#nearby.reduce((masked, pattern) => masked.replace(pattern, erased), text);
}

const lastDigits = (phone: string): string[] => {
  const groups = phone.split(/[^0-9]+/).filter((group) => group.length >= nearbyMin);
  return [phone, phone.replace(/[^0-9]/g, ''), ...groups];
};

const inBothForms = (values: readonly string[]): string[] => [
  ...new Set(values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)])),
];

function either(patterns: readonly string[], flags: string): RegExp | null {
  const known = [...new Set(patterns)].filter((pattern) => pattern !== '');
  // The longest first: an address before the name in it.
  known.sort((a, b) => b.length - a.length);
  return known.length > 0 ? new RegExp(whole(known.join('|')), flags) : null;
}

/** All texts in a JSON value; its keys and its form stay. */
export function maskInJson(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((each) => maskInJson(each, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, maskInJson(field, mask)]));
}
