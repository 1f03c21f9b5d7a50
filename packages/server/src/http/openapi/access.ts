import type { Access } from '../../contract/operation.ts';
import type { SecurityRequirement } from './document-types.ts';

/** What each kind of access is called among the security schemes. */
export function securityOf(access: Access): SecurityRequirement[] {
  if ('public' in access) return [];
  if ('root' in access) return [{ rootToken: [] }];
  if ('widget' in access) return [{ [access.widget === 'key' ? 'widgetKey' : 'widgetSession']: [] }];
  return [{ credential: [] }];
}

/** What a caller needs, in words. */
export function needOf(access: Access): string {
  if ('public' in access) return 'Needs no key';
  if ('root' in access) return 'Needs the root token';
  if ('widget' in access) {
    const key = access.widget === 'key' ? 'Needs a widget key' : 'Needs a widget session';
    return access.capability ? `${key} with the capability \`${access.capability}\`` : key;
  }
  return 'scope' in access ? `Needs the scope \`${access.scope}\`` : 'Needs any credential';
}
