import type { Id } from '../../contract/ids.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';

const lifeMs = 15 * 60_000;

type Purpose = 'upload' | 'download';

interface Link {
  readonly workspaceId: Id<'ws'>;
  readonly id: Id<'att'>;
}

const signed = (purpose: Purpose, { workspaceId, id }: Link, expires: number) =>
  `attachment ${purpose} ${workspaceId} ${id} ${expires}`;

/** An address that is good for one purpose, one attachment and a quarter of an hour, whoever has it. */
export function linkTo(
  { keys, config }: Services,
  purpose: Purpose,
  link: Link,
  now: Date,
): { url: string; expiresAt: Date } {
  // To the full minute: who asks twice gets one address, which can be cached.
  const expires = Math.ceil((now.getTime() + lifeMs) / 60_000) * 60_000;
  const token = `${link.workspaceId}.${expires}.${keys.sign(signed(purpose, link, expires))}`;
  const path = `/api/v1/attachments/${link.id}/content?token=${token}`;
  return {
    url: config.publicUrl ? new URL(path, config.publicUrl).href : path,
    expiresAt: new Date(expires),
  };
}

/** The workspace that a link opens, when it is ours, for this purpose, and has not ended. */
export function openedBy(
  { keys, clock }: Services,
  purpose: Purpose,
  id: Id<'att'>,
  token: string | undefined,
): Id<'ws'> {
  const [workspaceId = '', expires = '', signature = ''] = token?.split('.') ?? [];
  const link = { workspaceId: workspaceId as Id<'ws'>, id };
  const isOurs = keys.isSignature(signature, signed(purpose, link, Number(expires)));
  if (!isOurs || Number(expires) < clock.now().getTime()) throw new ProblemError('link_not_usable');
  return link.workspaceId;
}
