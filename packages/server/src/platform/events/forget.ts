import { statement } from '../db/index.ts';

/**
 * Deletes the oldest events up to the first one that is to be kept, so that what is left has no gaps. Clocks of
 * processes differ a little: an older event behind a newer one stays until that goes too.
 */
export const forgetEvents = statement<[workspaceId: string, before: string, limit: number]>(`
  delete from event_log where workspace_id = $1 and seq in (
    select seq from event_log where workspace_id = $1 and seq < coalesce(
      (select seq from event_log where workspace_id = $1 and occurred_at >= $2::timestamptz order by seq limit 1),
      9223372036854775807
    ) order by seq limit $3
  ) returning 1`);
