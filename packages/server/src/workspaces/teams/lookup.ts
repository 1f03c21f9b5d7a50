import type { Id } from '../../contract/ids.ts';
import { db } from '../../platform/db/index.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { Call } from '../../rpc/context.ts';
import type { Team, TeamMember } from '../contract.ts';
import { teams } from '../tables.ts';
import { here, membersOfTeams, presentTeam } from './rows.ts';

/** A team of the workspace; null when there is none. */
export async function findTeam(call: Call, id: Id<'team'>): Promise<Team | null> {
  const [row] = await db.select().from(teams).where(here(call, id));
  return row ? presentTeam(call, row) : null;
}

/** A team that another record is about to name. It stays until the transaction ends. */
export async function assertTeam(
  call: Call,
  id: Id<'team'>,
  field = 'teamId',
): Promise<{ id: Id<'team'>; key: string; name: string }> {
  const [row] = await db.select().from(teams).where(here(call, id)).for('key share');
  if (!row)
    throw new ProblemError('reference_not_usable', `${field} must name a team of this workspace.`, {
      metadata: { field },
    });
  const { key, name } = row;
  return { id, key, name };
}

/** The active members of a team: those who can be given something. */
export async function teamMembers(call: Call, id: Id<'team'>): Promise<TeamMember[]> {
  const found = await membersOfTeams(call, [id]);
  return (found.get(id) ?? []).filter(({ status }) => status === 'active');
}
