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

/** Takes text out of the answers that are kept for replays. */
export async function replaceInAnswers(
  workspaceId: Id<'ws'>,
  ids: readonly Id[],
  pairs: readonly (readonly [from: string, to: string])[],
): Promise<void> {
  const workspace = decodeId(workspaceId);
  for (const id of ids)
    for (const [principal, operation, key, answer] of (await naming(workspace, id)) as unknown as Row[]) {
      let text = Buffer.from(answer.subarray(1)).toString();
      for (const [from, to] of pairs) text = text.replaceAll(JSON.stringify(from), JSON.stringify(to));
      const body = Buffer.concat([Buffer.of(answer[0]!), Buffer.from(text)]);
      await write(workspace, principal, operation, key, null, body);
    }
}

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
  const body = Buffer.concat([Buffer.of(0), Buffer.from(problem)]);
  for (const [principal, operation, key] of rows)
    await write(workspace, principal, operation, key, status, body);
  return rows.length;
}
