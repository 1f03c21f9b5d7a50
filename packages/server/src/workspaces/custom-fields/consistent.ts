import { invalidField } from '../../platform/problem.ts';
import type { CustomField } from '../contract.ts';
import { patternProblem } from './pattern.ts';
import { valueProblem } from './value.ts';

type Checked = Pick<CustomField, 'key' | 'type' | 'options' | 'pattern' | 'default'>;

/** Refuses a definition whose parts contradict each other, whether it is made or changed. */
export function assertConsistent(field: Checked): void {
  const chosen = field.type === 'select' || field.type === 'multi_select';
  if (!chosen && field.options.length > 0)
    throw invalidField('/options', 'invalid_value', `Must be left out: a ${field.type} has no options.`);
  const keys = field.options.map(({ key }) => key);
  if (new Set(keys).size < keys.length)
    throw invalidField('/options', 'invalid_value', 'Must have each key once.');
  if (field.pattern !== null) {
    if (field.type !== 'text')
      throw invalidField('/pattern', 'invalid_value', 'Must be left out: only a text has a pattern.');
    const problem = patternProblem(field.pattern);
    if (problem) throw invalidField('/pattern', 'invalid_value', problem);
  }
  const problem = field.default === null ? null : valueProblem(field, field.default);
  if (problem) throw invalidField('/default', 'invalid_value', problem);
}
