import type { z } from 'zod';
import { asFilter } from '../contract/filters.ts';
import { type Id, type IdPrefix, idPrefixes } from '../contract/ids.ts';
import type { Actor } from '../contract/shapes.ts';
import { parseInstant, statement, transaction } from '../platform/db/index.ts';
import { compileSql, type FilterColumns } from '../platform/filters/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import { limitTo, type Page, positionOf, toPage } from '../platform/page.ts';
import type { Call } from '../rpc/context.ts';
import { type AuditEntry, auditFilterFields, type listAuditLog as contract } from './contract.ts';

/** Prefixes by the names that audit rows give to resources. */
const prefixes = new Map(
  Object.entries(idPrefixes).map(([prefix, name]) => [name.replaceAll(' ', '_'), prefix as IdPrefix]),
);

/** Where each field of a filter stands in the table. */
const auditColumns = {
  'actor.type': "(actor ->> 'type')",
  'actor.id': "(actor ->> 'id')",
  'actor.name': "(actor ->> 'name')",
  action: 'action',
  'resource.type': 'resource_type',
  requestId: 'request_id',
  credentialId: 'credential_id',
  ipHash: 'ip_hash',
  createdAt: 'created_at',
  'changes.*': 'changes',
} satisfies FilterColumns & Record<keyof typeof auditFilterFields, string>;

/** What was done to the workspace, by whom. */
export async function listAuditLog(
  call: Call,
  input: z.output<typeof contract.input>,
): Promise<Page<AuditEntry>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'audit_log', input };
  const position = positionOf(listing);
  const params: unknown[] = [decodeId(call.workspaceId)];
  const bind = (value: unknown) => `$${params.push(value)}`;
  const [direction, beyond] = input.sort === '-created_at' ? ['desc', '<'] : ['asc', '>'];
  const conditions = [
    input.actor && `actor ->> 'id' = ${bind(input.actor)}`,
    input.action?.endsWith('*')
      ? `starts_with(action, ${bind(input.action.slice(0, -1))})`
      : input.action && `action = ${bind(input.action)}`,
    input.resource && `resource_id = ${bind(decodeId(input.resource))}`,
    input.from && `created_at >= ${bind(input.from.toISOString())}`,
    input.to && `created_at < ${bind(input.to.toISOString())}`,
    input.filter &&
      compileSql(asFilter(input.filter), {
        fields: auditFilterFields,
        columns: auditColumns,
        now: call.now,
        bind,
      }),
    position && `(created_at, id) ${beyond} (${bind(position[0])}::timestamptz, ${bind(position[1])}::uuid)`,
  ].filter(Boolean);
  const text = `select id, actor, action, resource_type, resource_id, changes, request_id, credential_id, ip_hash, created_at
    from audit_log where ${['workspace_id = $1', ...conditions].join(' and ')}
    order by created_at ${direction}, id ${direction} ${limitTo(input.limit + 1, bind)}`;
  transaction().lastStatement();
  const rows = await statement(text)(...params);
  return toPage(listing, rows, (row) => [row[9] as string, row[0] as string], presentEntry);
}

function presentEntry(row: unknown[]): AuditEntry {
  const [id, , action, type, resource, , requestId, credentialId, ipHash, createdAt] = row as string[];
  const prefix = prefixes.get(type!);
  if (!prefix) throw new Error(`Audit rows name a resource ${type}, which has no ids.`);
  const actor = row[1] as Actor;
  return {
    id: encodeId('aud', id!),
    actor: { type: actor.type, id: actor.id, name: actor.name },
    action: action!,
    resource: { type: type!, id: encodeId(prefix, resource!) satisfies Id },
    changes: row[5] as AuditEntry['changes'],
    requestId: requestId!,
    credentialId: credentialId ? encodeId('key', credentialId) : null,
    ipHash: ipHash ?? null,
    createdAt: parseInstant(createdAt!),
  };
}
