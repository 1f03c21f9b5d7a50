import { and, eq, exists, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { db } from '../../platform/db/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../../platform/page.ts';
import { notFound } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type * as contract from '../contract.ts';
import type { Member } from '../contract.ts';
import { members, teamMembers } from '../tables.ts';
import { here, presentMember, presentMembers } from './rows.ts';

export async function getMember(
  call: Call,
  { id }: z.output<typeof contract.getMember.input>,
): Promise<Member> {
  const [row] = await db.select().from(members).where(here(call, id));
  if (!row) throw notFound('member');
  return presentMember(call, row);
}

export async function listMembers(
  call: Call,
  input: z.output<typeof contract.listMembers.input>,
): Promise<Page<Member>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'members', input };
  const order = byCreation(members, input.sort === '-created_at');
  const position = positionOf(listing);
  const rows = await db
    .select()
    .from(members)
    .where(
      and(
        eq(members.workspaceId, call.workspaceId),
        input.roleId ? eq(members.roleId, input.roleId) : undefined,
        input.teamId ? exists(membership(call, input.teamId)) : undefined,
        input.status ? eq(members.status, input.status) : undefined,
        input.availability ? eq(members.availability, input.availability) : undefined,
        input.email ? eq(sql`lower(${members.email})`, input.email.toLowerCase()) : undefined,
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  const shown = await presentMembers(call, rows);
  return toPage(listing, shown, order.position, (member) => member);
}

const membership = (call: Call, teamId: (typeof teamMembers.$inferSelect)['teamId']) =>
  db
    .select({ one: sql`1` })
    .from(teamMembers)
    .where(
      and(
        eq(teamMembers.workspaceId, call.workspaceId),
        eq(teamMembers.teamId, teamId),
        eq(teamMembers.memberId, members.id),
      ),
    );
