import { and, eq, exists, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { db } from '../../platform/db/index.ts';
import { byCreation, type Page, positionOf, toPage } from '../../platform/page.ts';
import { invalidField, notFound } from '../../platform/problem.ts';
import { assertVersion } from '../../rpc/assert-version.ts';
import type { Call } from '../../rpc/context.ts';
import type * as contract from '../contract.ts';
import type { Team } from '../contract.ts';
import { requireAssignee } from '../members/lookup.ts';
import { handOver, workOf } from '../members/work.ts';
import { teamMembers, teams } from '../tables.ts';
import { byKey, here, presentTeam, presentTeams } from './rows.ts';

export async function getTeam(call: Call, { key }: z.output<typeof contract.getTeam.input>): Promise<Team> {
  const [row] = await db.select().from(teams).where(byKey(call, key));
  if (!row) throw notFound('team');
  return presentTeam(call, row);
}

export async function listTeams(
  call: Call,
  input: z.output<typeof contract.listTeams.input>,
): Promise<Page<Team>> {
  const listing = { workspaceId: call.workspaceId, keys: call.services.keys, resource: 'teams', input };
  const order = byCreation(teams, input.sort === '-created_at');
  const position = positionOf(listing);
  const withMember =
    input.memberId &&
    db
      .select({ one: sql`1` })
      .from(teamMembers)
      .where(
        and(
          eq(teamMembers.workspaceId, call.workspaceId),
          eq(teamMembers.teamId, teams.id),
          eq(teamMembers.memberId, input.memberId),
        ),
      );
  const rows = await db
    .select()
    .from(teams)
    .where(
      and(
        eq(teams.workspaceId, call.workspaceId),
        withMember ? exists(withMember) : undefined,
        order.after(position),
      ),
    )
    .orderBy(...order.orderBy)
    .limit(input.limit + 1);
  return toPage(listing, await presentTeams(call, rows), order.position, (team) => team);
}

export async function deleteTeam(
  call: Call,
  { key, reassignTo, dryRun, expectedVersion }: z.output<typeof contract.deleteTeam.input>,
): Promise<z.input<typeof contract.deleteTeam.output>> {
  // Members before teams, as everywhere: two that lock in different orders would wait for each other.
  if (reassignTo) await requireAssignee(call, reassignTo, 'reassignTo');
  const [row] = await db.select().from(teams).where(byKey(call, key)).for('update');
  if (!row) throw notFound('team');
  await assertVersion(call, row, expectedVersion);
  const { id, name } = row;
  if (reassignTo === id) throw invalidField('/reassignTo', 'invalid_value', 'Must be another team.');
  if (dryRun) return { id, deleted: false, effects: await workOf(call, id) };
  const team = await presentTeam(call, row);
  const effects = await handOver(call, id, reassignTo ?? null);
  await db.delete(teams).where(here(call, id));
  call.audit({
    action: 'team.delete',
    resource: { type: 'team', id },
    changes: { key, name, reassignTo: reassignTo ?? null, ...effects },
  });
  call.emit({ type: 'team.deleted', resource: { type: 'team', id, version: row.version }, data: { team } });
  return { id, deleted: true, effects };
}
