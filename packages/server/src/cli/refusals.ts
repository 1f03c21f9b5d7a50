import type { FieldProblem } from '../contract/errors.ts';
import type { Explanation } from './command-error.ts';

interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly errors: readonly FieldProblem[];
}

/** A refusal of the API, wherever it ran. */
export function explainProblem({ code, status, message, errors }: Refusal): Explanation {
  if (code === 'validation_failed')
    return {
      message: errors.map(({ pointer, detail }) => `${optionOf(pointer)}: ${detail}`).join('\n') || message,
      hint: null,
      exitCode: 2,
    };
  return { message: `${message} (${code})`, hint: null, exitCode: status < 500 && status !== 429 ? 3 : 1 };
}

/** `/scopes/0` came from `--scope`; most fields are named as their options are. */
const optionOf = (pointer: string): string => {
  const [, field = ''] = pointer.split('/');
  const names: Record<string, string> = { id: '<id>', scopes: '--scope', expiresAt: '--expires' };
  return names[field] ?? `--${field}`;
};
