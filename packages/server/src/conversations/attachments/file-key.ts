import type { Id } from '../../contract/ids.ts';

/** Where the content of an attachment is kept. */
export const fileKey = (workspaceId: Id<'ws'>, id: Id<'att'>): string => `${workspaceId}/${id}`;
