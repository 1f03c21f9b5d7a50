import { statement } from '../db/index.ts';

/** Deletes audit rows of before an instant. */
export const forgetAudits = statement<[workspaceId: string, before: string, limit: number]>(`
  delete from audit_log where workspace_id = $1 and id in (
    select id from audit_log where workspace_id = $1 and created_at < $2::timestamptz limit $3
  ) returning 1`);
