import type { Id } from '../../contract/ids.ts';
import { statement } from '../db/index.ts';
import { decodeId } from '../ids.ts';

const refuse = statement<[string, string, string, number, Buffer]>(`
  update idempotency_records set status = $4, answer = $5
  where workspace_id = $1 and answer is not null and answer <> $5 and (
    principal in (select jsonb_array_elements_text($3::jsonb))
    or case when get_byte(answer, 0) = 0 then exists (
      select from jsonb_array_elements_text($2::jsonb) as needle
      where position(lower(needle) in lower(convert_from(substr(answer, 2), 'UTF8'))) > 0) else false end)
  returning 1`);

interface Traces {
  /** What of a person, or of a record of a person, an answer may hold. */
  readonly needles: readonly string[];
  /** Callers whose answers are all about the person; those that are sealed cannot be looked into. */
  readonly principals: readonly string[];
}

/**
 * Puts a refusal in place of the answers that hold something of a person. The keys stay taken, so that a retry does
 * not do its work once more.
 */
export async function eraseFromAnswers(
  workspaceId: Id<'ws'>,
  { needles, principals }: Traces,
  status: number,
  problem: string,
): Promise<number> {
  const body = Buffer.concat([Buffer.of(0), Buffer.from(problem)]);
  const rows = await refuse(
    decodeId(workspaceId),
    JSON.stringify(needles),
    JSON.stringify(principals),
    status,
    body,
  );
  return rows.length;
}
