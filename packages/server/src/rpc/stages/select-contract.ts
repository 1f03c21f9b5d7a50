import { type Edition, selectEdition } from '../../versions/index.ts';
import type { Context } from '../context.ts';
import type { Principal } from '../principal.ts';

/**
 * The older contract that a call speaks, as its request says or its credential was made with; null is the newest.
 * Pages in browsers are served with their widget and speak the newest.
 */
export function selectContract({ request, reply }: Context, principal: Principal): Edition | null {
  const asked = request.version ?? (principal.kind === 'credential' ? principal.apiVersion : null);
  if (asked === null) return null;
  const edition = selectEdition(asked);
  if (!edition || request.surface === 'widget') return null;
  reply.edition = edition;
  return edition;
}
