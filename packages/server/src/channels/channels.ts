import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Id } from '../contract/ids.ts';
import { db, transaction } from '../platform/db/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../platform/page.ts';
import { notFound, ProblemError } from '../platform/problem.ts';
import type { Call } from '../rpc/context.ts';
import type { Channel, listChannels as listContract } from './contract.ts';
import { channels } from './tables.ts';

const present = ({ workspaceId: _, ...row }: typeof channels.$inferSelect): Channel => row;

/** Adds a channel that is ready at once. */
export async function addChannel(
  call: Call,
  { type, name }: { type: 'live_chat' | 'api'; name: string },
): Promise<Channel> {
  const [row] = await db
    .insert(channels)
    .values({
      workspaceId: call.workspaceId,
      id: call.newId('chn'),
      type,
      name,
      status: 'active',
      createdAt: call.now,
      updatedAt: call.now,
    })
    .returning();
  const channel = present(row!);
  call.audit({
    action: 'channel.create',
    resource: { type: 'channel', id: channel.id },
    changes: { type, name },
  });
  call.emit({
    type: 'channel.created',
    resource: { type: 'channel', id: channel.id, version: 1 },
    data: { channel },
  });
  return channel;
}

async function findChannel(call: Call, id: Id<'chn'>): Promise<Channel | null> {
  const [row] = await db
    .select()
    .from(channels)
    .where(and(eq(channels.workspaceId, call.workspaceId), eq(channels.id, id)));
  return row ? present(row) : null;
}

export async function getChannel(call: Call, { id }: { id: Id<'chn'> }): Promise<Channel> {
  transaction().lastStatement();
  const channel = await findChannel(call, id);
  if (!channel) throw notFound('channel');
  return channel;
}

/** A channel that another record is about to name. */
export async function requireChannel(call: Call, id: Id<'chn'>, type?: Channel['type']): Promise<Channel> {
  const channel = await findChannel(call, id);
  if (!channel || channel.status === 'disabled' || (type && channel.type !== type))
    throw new ProblemError(
      'reference_not_usable',
      `channelId must name ${type ? `a ${type}` : 'an enabled'} channel of this workspace.`,
      {
        metadata: { field: 'channelId' },
      },
    );
  return channel;
}

export async function listChannels(
  call: Call,
  input: z.output<typeof listContract.input>,
): Promise<Page<Channel>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'channels', input };
  const order = byCreation(channels, false);
  const position = positionOf(listing);
  transaction().lastStatement();
  const rows = await db
    .select()
    .from(channels)
    .where(
      and(
        eq(channels.workspaceId, call.workspaceId),
        input.type ? eq(channels.type, input.type) : undefined,
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  return toPage(listing, rows, order.position, present);
}
