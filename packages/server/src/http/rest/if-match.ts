import type { FieldProblem } from '../../contract/errors.ts';

const versionMax = 2_147_483_647;

const problem = (code: string, detail: string): FieldProblem => ({
  location: 'header',
  pointer: '/If-Match',
  code,
  detail,
});

/** A precondition that nobody would check must not look as if it had held. */
export const uncheckedIfMatch = (detail: string) => problem('unknown_field', detail);

/** Puts the version that `If-Match` names into the input; gives what is wrong with it, if anything. */
export function readIfMatch(header: string, input: Record<string, unknown>): FieldProblem | null {
  const version = Number(/^"(\d{1,10})"$/.exec(header)?.[1]);
  if (!(version >= 1 && version <= versionMax))
    return problem('invalid_format', 'Must be a quoted version, such as "3".');
  if (input.expectedVersion !== undefined && input.expectedVersion !== version)
    return problem('invalid_value', 'Must be the version that `expectedVersion` names.');
  input.expectedVersion = version;
  return null;
}
