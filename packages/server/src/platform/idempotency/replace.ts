import type { Id } from '../../contract/ids.ts';
import { statement } from '../db/index.ts';
import { decodeId } from '../ids.ts';

/** Stored answers in the clear that name an object; sealed ones hold a new secret and nothing of a customer. */
const naming = statement<[string, string]>(`
  select principal, operation, key, answer from idempotency_records
  where workspace_id = $1 and answer is not null and position(convert_to($2, 'UTF8') in answer) > 0
  for update`);

const write = statement<[string, string, string, string, number | null, Buffer]>(`
  update idempotency_records set status = coalesce($5, status), answer = $6
  where workspace_id = $1 and principal = $2 and operation = $3 and key = $4`);

type Row = [principal: string, operation: string, key: string, answer: Uint8Array];

/** Rewrites the answers that are kept for replays and name an object, as `rewriteEvents` does with events. */
export async function rewriteAnswers(
  workspaceId: Id<'ws'>,
  ids: readonly Id[],
  rewrite: (answer: unknown) => boolean,
): Promise<void> {
  const workspace = decodeId(workspaceId);
  for (const id of ids)
    for (const [principal, operation, key, stored] of (await naming(workspace, id)) as unknown as Row[]) {
      if (stored[0] !== plainMark) continue;
      const answer: unknown = JSON.parse(Buffer.from(stored.subarray(1)).toString());
      if (!rewrite(answer)) continue;
      await write(workspace, principal, operation, key, null, plain(JSON.stringify(answer)));
    }
}

const plainMark = 0;
const plain = (text: string) => Buffer.concat([Buffer.of(plainMark), Buffer.from(text)]);

/**
 * Puts a refusal in place of the answers that name an object: a retry finds that it is gone. The key stays taken,
 * so that the retry does not do its work once more.
 */
export async function refuseReplays(
  workspaceId: Id<'ws'>,
  id: Id,
  status: number,
  problem: string,
): Promise<number> {
  const workspace = decodeId(workspaceId);
  const rows = (await naming(workspace, id)) as unknown as Row[];
  for (const [principal, operation, key] of rows)
    await write(workspace, principal, operation, key, status, plain(problem));
  return rows.length;
}
