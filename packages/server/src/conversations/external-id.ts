import { statement, unlessTaken } from '../platform/db/index.ts';
import { decodeId, encodeId } from '../platform/ids.ts';
import { alreadyExists } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';

const byExternalId = statement<[string, string]>(
  'select id from conversations where workspace_id = $1 and external_id = $2',
);

/** Writes the caller's own id of a conversation, or says which other conversation has it. */
export const unlessExternalIdTaken = <T>(call: Call, externalId: string, write: () => PromiseLike<T>) =>
  unlessTaken('conversations_workspace_id_external_id_key', write, async () => {
    const [row] = await byExternalId(decodeId(call.workspaceId), externalId);
    throw alreadyExists('externalId', { type: 'conversation', id: encodeId('conv', String(row?.[0])) });
  });
