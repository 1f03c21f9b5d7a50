import { and, eq, ne, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { assertNotBeyond, issueInvitation } from '../../authentication/index.ts';
import { db } from '../../platform/db/index.ts';
import { alreadyExists } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import { type inviteMember as contract, planLimits } from '../contract.ts';
import { permissionsOf } from '../roles/built-in.ts';
import { requireRole } from '../roles/rows.ts';
import { assertRoom } from '../room.ts';
import { lockWorkspace } from '../rows.ts';
import { members } from '../tables.ts';
import { moveToTeams, requireTeams } from '../teams/membership.ts';
import { here, type MemberRow, presentMember } from './rows.ts';

type Input = z.output<typeof contract.input>;

const dayMs = 24 * 3600 * 1000;

/** Invites an address, or gives one that is invited already a new token in place of the one before. */
export async function inviteMember(call: Call, input: Input): Promise<z.input<typeof contract.output>> {
  await lockWorkspace(call);
  const role = await requireRole(call, input.roleId, 'roleId');
  assertNotBeyond(call, { scopes: permissionsOf(role) });
  const teams = await requireTeams(call, input.teamIds ?? [], 'teamIds');
  const [before] = await db
    .select()
    .from(members)
    .where(
      and(
        eq(members.workspaceId, call.workspaceId),
        eq(sql`lower(${members.email})`, input.email.toLowerCase()),
        ne(members.status, 'removed'),
      ),
    )
    .for('no key update');
  if (before && before.status !== 'invited') throw alreadyExists('email', { type: 'member', id: before.id });

  const expiresAt = new Date(call.now.getTime() + input.expiresInDays * dayMs);
  const row = await (before ? renew(call, before, input, expiresAt) : add(call, input, expiresAt));
  if (input.teamIds) await moveToTeams(call, row.id, teams);
  const invitationToken = await issueInvitation(call, row.id, expiresAt);
  const member = await presentMember(call, row);
  const { id, email, version } = member;
  call.audit({
    action: 'member.invite',
    resource: { type: 'member', id },
    changes: { email, role: role.key, expiresAt },
  });
  call.emit({ type: 'member.invited', resource: { type: 'member', id, version }, data: { member } });
  return { ...member, invitationToken };
}

async function add(call: Call, { email, name, roleId }: Input, inviteExpiresAt: Date): Promise<MemberRow> {
  const [found] = await db
    .select({ count: sql<number>`count(*)::integer` })
    .from(members)
    .where(and(eq(members.workspaceId, call.workspaceId), ne(members.status, 'removed')));
  assertRoom('members', found!.count, planLimits.members);
  const [row] = await db
    .insert(members)
    .values({
      workspaceId: call.workspaceId,
      id: call.newId('mem'),
      email,
      name: name ?? null,
      roleId,
      status: 'invited',
      availability: 'offline',
      inviteExpiresAt,
      createdAt: call.now,
      updatedAt: call.now,
    })
    .returning();
  return row!;
}

async function renew(
  call: Call,
  before: MemberRow,
  { name, roleId }: Input,
  inviteExpiresAt: Date,
): Promise<MemberRow> {
  const [row] = await db
    .update(members)
    .set({
      roleId,
      inviteExpiresAt,
      ...(name === undefined ? {} : { name }),
      version: before.version + 1,
      updatedAt: call.now,
    })
    .where(here(call, before.id))
    .returning();
  return row!;
}
