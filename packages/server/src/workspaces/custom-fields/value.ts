import type { CustomFieldValue } from '../../contract/shapes.ts';
import type { CustomField } from '../contract.ts';
import { matchesPattern } from './pattern.ts';

export type Definition = Pick<CustomField, 'key' | 'type' | 'options' | 'pattern'>;

const decimal = /^-?\d{1,20}(\.\d{1,10})?$/;
const date = /^\d{4}-\d{2}-\d{2}$/;

/** What keeps a value from being one of the field; null when it fits. Options that are archived are taken no more. */
export function valueProblem(field: Definition, value: CustomFieldValue): string | null {
  switch (field.type) {
    case 'number':
      return typeof value === 'number' ? null : 'Must be a number.';
    case 'boolean':
      return typeof value === 'boolean' ? null : 'Must be true or false.';
    case 'multi_select':
      return Array.isArray(value)
        ? optionsProblem(field, value)
        : 'Must be a list of options, each at most once.';
    default:
      return typeof value === 'string' ? textProblem(field, value) : 'Must be a text.';
  }
}

function textProblem(field: Definition, value: string): string | null {
  switch (field.type) {
    case 'decimal':
      return decimal.test(value) ? null : 'Must be a decimal number as text, such as "19.90".';
    case 'date':
      return isDate(value) ? null : 'Must be a date such as 2026-11-22.';
    case 'url':
      return isUrl(value) ? null : 'Must be an http or https URL of at most 2048 characters.';
    case 'select':
      return optionsProblem(field, [value]);
    default:
      if (value === '') return 'Must not be empty; null clears the field.';
      return field.pattern === null || matchesPattern(field.pattern, value)
        ? null
        : 'Must match the pattern of the field.';
  }
}

function optionsProblem({ options }: Definition, values: readonly string[]): string | null {
  if (new Set(values).size < values.length) return 'Must be a list of options, each at most once.';
  const open = options.filter(({ archived }) => !archived).map(({ key }) => key);
  return values.every((value) => open.includes(value))
    ? null
    : `Must be ${open.length > 0 ? `of: ${open.join(', ')}` : 'left out: the field has no options'}.`;
}

/** A day that exists, from the year 1 on. */
function isDate(value: string): boolean {
  if (!date.test(value) || value.startsWith('0000')) return false;
  const parsed = new Date(`${value}T00:00:00.000Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
}

function isUrl(value: string): boolean {
  if (value.length > 2048 || !/^https?:\/\//i.test(value) || /\s/.test(value)) return false;
  return URL.canParse(value);
}
