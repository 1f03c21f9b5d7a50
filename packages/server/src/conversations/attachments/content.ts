import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Id } from '../../contract/ids.ts';
import { db, inTransaction } from '../../platform/db/index.ts';
import { receive } from '../../platform/files/index.ts';
import { newId } from '../../platform/ids.ts';
import { notFound, ProblemError } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { internalWork } from '../../rpc/internal-work.ts';
import type { Attachment } from '../contract.ts';
import { attachments } from '../tables.ts';
import { openedBy } from './signed-links.ts';

type Row = typeof attachments.$inferSelect;
type Reason = NonNullable<Attachment['rejectedFor']>;

interface Addressed {
  readonly id: Id<'att'>;
  readonly token: string | undefined;
}

/** Programs, which nobody needs to send to a support desk and which somebody might run. */
const refused = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/x-msi',
  'application/x-apple-diskimage',
  'application/vnd.microsoft.portable-executable',
]);

/** Takes the content of an announced attachment in. What it is is told by itself, not by its name. */
export async function storeContent(
  services: Services,
  { id, token }: Addressed,
  content: AsyncIterable<Uint8Array>,
): Promise<Pick<Attachment, 'id' | 'state' | 'rejectedFor'>> {
  const workspaceId = openedBy(services, 'upload', id, token);
  const row = await find(services, workspaceId, id);
  if (row.state !== 'pending') throw alreadyHere(row);
  const received = receive(content, row.size);
  const key = `${workspaceId}/${id}/${randomBytes(8).toString('hex')}`;
  try {
    await services.files.put(key, received.content, row.size);
  } catch (error) {
    const wrong = received.wrongSize();
    if (!wrong) throw error;
    throw new ProblemError('payload_too_large', wrong.message, { metadata: { size: row.size } });
  }
  const { sniffedType, sha256 } = await received.result();
  const rejectedFor = reasonAgainst(row, sniffedType, sha256);
  const state = rejectedFor ? 'rejected' : 'ready';
  const kept = await internalWork(
    services,
    {
      workspaceId,
      requestId: newId('req', services.clock.now()),
      principal: { kind: 'system' },
      actor: row.createdBy,
      name: 'attachment content',
      events: ['attachment.scanned'],
    },
    async (call) => {
      const here = and(eq(attachments.workspaceId, workspaceId), eq(attachments.id, id));
      const [changed] = await db
        .update(attachments)
        .set({
          state,
          rejectedFor,
          sha256,
          contentKey: rejectedFor ? null : key,
          contentType: sniffedType ?? row.contentType,
        })
        .where(and(here, eq(attachments.state, 'pending')))
        .returning();
      // Two uploads at once: the first that is done is kept.
      if (!changed) return false;
      const { filename, contentType, size } = changed;
      call.emit({
        type: 'attachment.scanned',
        resource: { type: 'attachment', id, version: null },
        data: { attachment: { id, filename, contentType, size, state, rejectedFor } },
      });
      return true;
    },
  );
  if (!kept || rejectedFor) await services.files.delete(key);
  if (!kept) throw alreadyHere(row);
  return { id, state, rejectedFor };
}

const alreadyHere = ({ state }: Row) =>
  new ProblemError('state_conflict', 'The content of this attachment is here already.', {
    metadata: { state },
  });

function reasonAgainst(row: Row, sniffedType: string | null, sha256: string): Reason | null {
  if (row.expectedSha256 !== null && row.expectedSha256 !== sha256) return 'hash_mismatch';
  if (refused.has(sniffedType ?? row.contentType)) return 'type_not_allowed';
  const family = (type: string) => type.split('/')[0];
  const isMedia = ['image', 'audio', 'video'].includes(family(row.contentType)!);
  // Vector images are text to the look of them.
  if (isMedia && row.contentType !== 'image/svg+xml' && family(sniffedType ?? '') !== family(row.contentType))
    return 'type_mismatch';
  return null;
}

/** The content of an attachment, for whoever has a link to it. */
export async function readContent(
  services: Services,
  { id, token }: Addressed,
): Promise<{ row: Row; content: AsyncIterable<Uint8Array> }> {
  const workspaceId = openedBy(services, 'download', id, token);
  const row = await find(services, workspaceId, id);
  const content = row.contentKey ? await services.files.get(row.contentKey) : null;
  if (!content) throw notFound('attachment');
  return { row, content };
}

async function find(services: Services, workspaceId: Id<'ws'>, id: Id<'att'>): Promise<Row> {
  const [row] = await inTransaction(services.engine, workspaceId, 'read', () =>
    db
      .select()
      .from(attachments)
      .where(and(eq(attachments.workspaceId, workspaceId), eq(attachments.id, id))),
  );
  if (!row) throw notFound('attachment');
  return row;
}
