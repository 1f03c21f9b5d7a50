import type { Workspace } from './contract.ts';
import type { workspaces } from './tables.ts';

export const presentWorkspace = ({
  workspaceId,
  businessHours: _,
  redactionPolicy: __,
  retention: ___,
  ...row
}: typeof workspaces.$inferSelect): Workspace => ({
  id: workspaceId,
  ...row,
});
