import { noteScope } from '../../authentication/index.ts';
import type { Access } from '../../contract/operation.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import type { Principal } from '../principal.ts';

/** Lets a call through when what it needs is what its principal holds. */
export function authorize(services: Services, access: Access, principal: Principal): void {
  if ('public' in access) return;
  if ('root' in access) {
    if (principal.kind !== 'root')
      throw new ProblemError(
        'key_type_not_allowed',
        'This operation takes the root token of the installation.',
      );
    return;
  }
  if ('widget' in access) {
    if (!('capabilities' in principal) || principal.kind !== `widget_${access.widget}`)
      throw new ProblemError(
        'invalid_credentials',
        access.widget === 'key'
          ? 'This route takes a widget key.'
          : 'This route takes a widget session token.',
      );
    const { capability } = access;
    if (capability !== null && !principal.capabilities.includes(capability))
      throw new ProblemError(
        'capability_not_allowed',
        `The widget key does not have the capability ${capability}.`,
        { metadata: { missingCapability: capability } },
      );
    return;
  }
  if (principal.kind === 'root')
    throw new ProblemError('key_type_not_allowed', 'The root token works on installation operations only.');
  if (principal.kind !== 'credential') throw new ProblemError('invalid_credentials');
  if (!('scope' in access)) return;
  if (!principal.scopes.has(access.scope))
    throw new ProblemError('insufficient_scope', `The credential does not hold the scope ${access.scope}.`, {
      metadata: { missingScope: access.scope },
    });
  noteScope(services, principal, access.scope);
}
