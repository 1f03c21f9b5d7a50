import type { Id } from '../../contract/ids.ts';
import type { Actor } from '../../contract/shapes.ts';
import { statement } from '../db/index.ts';
import { decodeId, uuidv7 } from '../ids.ts';
import { maskSecretsInValue } from '../redaction/index.ts';

interface Entry {
  readonly action: string;
  readonly resource: { readonly type: string; readonly id: Id };
  readonly changes?: Readonly<Record<string, unknown>>;
}

interface Cause {
  readonly workspaceId: Id<'ws'>;
  readonly actor: Actor;
  readonly requestId: string;
  readonly now: Date;
}

const insert = statement<[string, string, string, string, string, string, string, string, string]>(`
  insert into audit_log (workspace_id, id, actor, action, resource_type, resource_id, changes, request_id, created_at)
  values ($1, $2, $3::jsonb, $4, $5, $6, $7::jsonb, $8, $9)`);

/** One row per administrative change, in the transaction of the change. */
export const writeAudit = (cause: Cause, entry: Entry): Promise<unknown> =>
  insert(
    decodeId(cause.workspaceId),
    uuidv7(cause.now.getTime()),
    JSON.stringify(cause.actor),
    entry.action,
    entry.resource.type,
    decodeId(entry.resource.id),
    JSON.stringify(maskSecretsInValue(entry.changes ?? {})),
    cause.requestId,
    cause.now.toISOString(),
  );
