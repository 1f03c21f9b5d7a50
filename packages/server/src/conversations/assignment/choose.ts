import type { Id } from '../../contract/ids.ts';
import type { Assignment, SkipReason } from '../contract.ts';

export interface Candidate {
  readonly id: Id<'mem'>;
  readonly availability: 'online' | 'away' | 'offline';
  /** Conversations that the member takes at most; null for no bound. */
  readonly capacity: number | null;
  /** Conversations that the member has now. */
  readonly open: number;
}

export interface ChoiceRules {
  readonly strategy: 'round_robin' | 'least_loaded';
  readonly onlyOnline: boolean;
  readonly maxOpenPerMember: number | null;
  /** Whether the hours in which the team takes work are now. */
  readonly isOpen: boolean;
  /** Who was given the last conversation. */
  readonly last: Id<'mem'> | null;
}

interface Choice extends Pick<Assignment, 'candidatesConsidered' | 'skipped'> {
  readonly memberId: Id<'mem'> | null;
}

/** Who of a team is given the next conversation, and why the others could not be. */
export function choose(candidates: readonly Candidate[], rules: ChoiceRules): Choice {
  const judged = inTurn(candidates, rules.last).map((each) => ({ each, reason: reasonAgainst(each, rules) }));
  const able = judged.filter(({ reason }) => reason === null).map(({ each }) => each);
  const skipped = judged.flatMap(({ each, reason }) => (reason ? [{ memberId: each.id, reason }] : []));
  const [chosen] = rules.strategy === 'round_robin' ? able : [...able].sort((a, b) => a.open - b.open);
  return { memberId: chosen?.id ?? null, candidatesConsidered: candidates.length, skipped };
}

/** Everybody in the order of ids, beginning behind whoever was last: also where loads are equal, each has a turn. */
function inTurn(candidates: readonly Candidate[], last: Id<'mem'> | null): Candidate[] {
  const sorted = [...candidates].sort((a, b) => (a.id < b.id ? -1 : 1));
  const behind = last === null ? 0 : sorted.findIndex(({ id }) => id > last);
  return behind < 1 ? sorted : [...sorted.slice(behind), ...sorted.slice(0, behind)];
}

function reasonAgainst(
  { availability, capacity, open }: Candidate,
  { onlyOnline, maxOpenPerMember, isOpen }: ChoiceRules,
): SkipReason | null {
  if (!isOpen) return 'outside_business_hours';
  if (onlyOnline && availability !== 'online') return availability;
  const most = Math.min(capacity ?? Number.POSITIVE_INFINITY, maxOpenPerMember ?? Number.POSITIVE_INFINITY);
  return open >= most ? 'at_capacity' : null;
}
