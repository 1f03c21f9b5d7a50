import { scopes, scopeTable } from '../contract/scopes.ts';
import { notFound } from '../platform/problem.ts';
import { operationsByAccess } from '../rpc/catalogue.ts';
import type { Call } from '../rpc/context.ts';
import { findMember, getWorkspace } from '../workspaces/index.ts';
import { findCredential } from './credentials.ts';

/** The credential of the request with all that it may do. */
export async function getMe(call: Call) {
  const { principal } = call;
  if (principal.kind !== 'credential') throw notFound('credential');
  const credential = await findCredential(call, principal.id);
  if (!credential) throw notFound('credential');
  const member = principal.member ? await findMember(call, principal.member.id) : null;
  const workspace = await getWorkspace(call);
  return {
    credential,
    workspace,
    member,
    scopes: credential.scopes.filter((scope) => principal.scopes.has(scope)),
    apiVersion: credential.apiVersion,
  };
}

/** Every scope with the operations it opens. */
export function listScopes() {
  const operations = operationsByAccess();
  const data = scopes.map((name) => ({ name, ...scopeTable[name], operations: operations.get(name) ?? [] }));
  return { object: 'list' as const, data };
}
