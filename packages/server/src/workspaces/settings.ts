import { noteScope } from '../authentication/index.ts';
import type { Scope } from '../contract/scopes.ts';
import type { Changes } from '../platform/differences.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';

interface Section {
  readonly scope: Scope;
  readonly fields: readonly string[];
}

/** Which scope a change of each field takes. */
const sections: readonly Section[] = [
  {
    scope: 'workspace:write',
    fields: ['name', 'timezone', 'locale', 'reopenWindowDays', 'businessHours'],
  },
  { scope: 'privacy:write', fields: ['redactionPolicy', 'retention'] },
];

/**
 * Refuses a change of sections that the caller may not write. Only what really changes counts: whoever sends the
 * values back that are there needs nothing for them, and gets nothing by it.
 */
export function assertMayChange({ principal, services }: Call, changes: Changes): void {
  if (principal.kind !== 'credential') return;
  const needed = sections
    .filter(({ fields }) => fields.some((field) => Object.hasOwn(changes, field)))
    .map(({ scope }) => scope);
  const missing = needed.filter((scope) => !principal.scopes.has(scope));
  if (missing[0])
    throw new ProblemError('insufficient_scope', `What is to change needs ${missing.join(' and ')}.`, {
      metadata: { missingScope: missing[0], missingScopes: missing },
    });
  for (const scope of needed) noteScope(services, principal, scope);
}
