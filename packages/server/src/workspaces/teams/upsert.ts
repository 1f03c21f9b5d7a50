import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { db } from '../../platform/db/index.ts';
import { differences } from '../../platform/differences.ts';
import { notFound } from '../../platform/problem.ts';
import { assertVersion } from '../../rpc/assert-version.ts';
import type { Call } from '../../rpc/context.ts';
import { type AssignmentPolicy, type upsertTeam as contract, planLimits, type Team } from '../contract.ts';
import { requireMembers } from '../members/lookup.ts';
import { assertRoom } from '../room.ts';
import { lockWorkspace } from '../rows.ts';
import { teams } from '../tables.ts';
import { changeTeam, join } from './membership.ts';
import { byKey, membersOfTeams, policyInOrder, presentTeam, type TeamRow } from './rows.ts';

type Input = z.output<typeof contract.input>;

const byHand: AssignmentPolicy = {
  strategy: 'manual',
  maxOpenPerMember: null,
  onlyOnline: false,
  respectBusinessHours: false,
};

/** Finds or creates by key. Teams are made one after the other, so two at once make one. */
export async function upsertTeam(call: Call, input: Input): Promise<z.input<typeof contract.output>> {
  const { add = [], remove = [] } = input.memberIds ?? {};
  // In the order in which all others lock: workspace, members, teams.
  const [known] = await db.select({ id: teams.id }).from(teams).where(byKey(call, input.key));
  if (!known && input.expectedVersion !== undefined) throw notFound('team');
  if (!known) await lockWorkspace(call);
  await requireMembers(call, [...add, ...remove], 'memberIds');
  const row = await lock(call, input.key);
  if (!row) return { ...(await create(call, input)), result: 'created' };
  await assertVersion(call, row, input.expectedVersion);
  const changed = await change(call, row, input);
  return changed ? { ...changed, result: 'updated' } : { ...(await presentTeam(call, row)), result: 'noop' };
}

async function lock(call: Call, key: string): Promise<TeamRow | undefined> {
  const [row] = await db.select().from(teams).where(byKey(call, key)).for('no key update');
  return row;
}

async function create(call: Call, { key, name, assignmentPolicy, memberIds }: Input): Promise<Team> {
  const [found] = await db
    .select({ count: sql<number>`count(*)::integer` })
    .from(teams)
    .where(eq(teams.workspaceId, call.workspaceId));
  assertRoom('teams', found!.count, planLimits.teams);
  const [row] = await db
    .insert(teams)
    .values({
      workspaceId: call.workspaceId,
      id: call.newId('team'),
      key,
      name: name ?? key,
      assignmentPolicy: merged(byHand, assignmentPolicy),
      createdAt: call.now,
      updatedAt: call.now,
    })
    .returning();
  const { add = [], remove = [] } = memberIds ?? {};
  await join(
    call,
    row!.id,
    [...new Set(add)].filter((id) => !remove.includes(id)),
  );
  const team = await presentTeam(call, row!);
  const { id } = team;
  call.audit({ action: 'team.create', resource: { type: 'team', id }, changes: { key, name: team.name } });
  call.emit({ type: 'team.created', resource: { type: 'team', id, version: 1 }, data: { team } });
  return team;
}

async function change(call: Call, row: TeamRow, input: Input): Promise<Team | null> {
  const there = ((await membersOfTeams(call, [row.id])).get(row.id) ?? []).map(({ id }) => id);
  const { add = [], remove = [] } = input.memberIds ?? {};
  const membership = {
    add: [...new Set(add)].filter((id) => !there.includes(id) && !remove.includes(id)),
    remove: there.filter((id) => remove.includes(id)),
  };
  const current = { name: row.name, assignmentPolicy: policyInOrder(row.assignmentPolicy) };
  const { changes, values } = differences(current, {
    name: input.name,
    assignmentPolicy: merged(current.assignmentPolicy, input.assignmentPolicy),
  });
  if (!values && membership.add.length + membership.remove.length === 0) return null;
  const team = await changeTeam(call, row, { ...values, changes }, membership);
  call.audit({
    action: 'team.update',
    resource: { type: 'team', id: row.id },
    changes: { ...changes, ...(membership.add.length + membership.remove.length > 0 ? { membership } : {}) },
  });
  return team;
}

/** A policy with what of it is to be other. */
const merged = (policy: AssignmentPolicy, changes: Input['assignmentPolicy'] = {}): AssignmentPolicy =>
  policyInOrder({
    ...policy,
    ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
  });
