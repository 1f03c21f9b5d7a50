import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { bounded } from '../platform/differences.ts';
import type { fieldStrategy, MergeEffects, mergeStrategies } from './contract.ts';
import type { Row } from './rows.ts';

type Strategy = (typeof mergeStrategies)[number];
export type FieldStrategy = z.output<typeof fieldStrategy>;
type Conflict = MergeEffects['conflicts'][number];
type Side = 'target' | 'source';

/** The fields that a merge may change on the target. */
export type MergedFields = Pick<
  Row,
  | 'externalId'
  | 'email'
  | 'name'
  | 'phone'
  | 'traits'
  | 'customFields'
  | 'customFieldOrigins'
  | 'tags'
  | 'blocked'
  | 'archivedAt'
>;

/** What the target is to be, and in which fields that was a choice. */
export function mergeFields(
  target: Row,
  source: Row,
  strategy: FieldStrategy,
): { values: MergedFields; conflicts: Conflict[] } {
  const conflicts: Conflict[] = [];
  const isLater = source.updatedAt > target.updatedAt;
  const sideOf = (wanted: Strategy = 'keep_target'): Side =>
    wanted === 'take_source' || (wanted === 'latest' && isLater) ? 'source' : 'target';

  const one = (field: 'externalId' | 'email' | 'name' | 'phone') => {
    const [ours, theirs] = [target[field], source[field]];
    if (ours === null || theirs === null || ours === theirs) return ours ?? theirs;
    const kept = sideOf(strategy[field]);
    conflicts.push({ field, target: ours, source: theirs, kept });
    return kept === 'source' ? theirs : ours;
  };

  const map = <T>(
    field: 'traits' | 'customFields',
    ours: Readonly<Record<string, T>>,
    theirs: Readonly<Record<string, T>>,
    sideOfKey: (key: string) => Side,
  ) => {
    const merged: Record<string, T> = { ...ours };
    const fromSource = new Set<string>();
    for (const [key, value] of Object.entries(theirs)) {
      const isConflict = Object.hasOwn(ours, key) && !isDeepStrictEqual(ours[key], value);
      if (Object.hasOwn(ours, key) && !isConflict) continue;
      const kept = isConflict ? sideOfKey(key) : 'source';
      if (isConflict)
        conflicts.push({
          field: `${field}.${key}`,
          target: ours[key] as never,
          source: value as never,
          kept,
        });
      if (kept === 'target') continue;
      merged[key] = value;
      fromSource.add(key);
    }
    return { merged, fromSource };
  };

  const traits = map('traits', target.traits, source.traits, () => sideOf(strategy.traits));
  const fields = map('customFields', target.customFields, source.customFields, (key) => {
    const [ours, theirs] = [target.customFieldOrigins[key], source.customFieldOrigins[key]];
    if (ours !== theirs) return ours === 'manual' ? 'target' : 'source';
    return sideOf(strategy.customFields);
  });
  const origins = { ...target.customFieldOrigins };
  for (const key of fields.fromSource) origins[key] = source.customFieldOrigins[key]!;
  return {
    values: {
      externalId: one('externalId'),
      email: one('email'),
      name: one('name'),
      phone: one('phone'),
      traits: bounded('/sourceId', 64, traits.merged),
      customFields: bounded('/sourceId', 64, fields.merged),
      customFieldOrigins: origins,
      tags: bounded('/sourceId', 64, [...new Set([...target.tags, ...source.tags])]),
      blocked: target.blocked || source.blocked,
      archivedAt: target.archivedAt && source.archivedAt,
    },
    conflicts,
  };
}

/**
 * What of the target goes back to what it was before a merge: fields, and keys of maps, that are still as the merge
 * left them.
 */
export function unmergeFields(now: Row, before: MergedFields, merged: MergedFields): Partial<MergedFields> {
  const back: Partial<Record<keyof MergedFields, unknown>> = {};
  for (const field of ['externalId', 'email', 'name', 'phone', 'blocked'] as const)
    if (before[field] !== merged[field] && now[field] === merged[field]) back[field] = before[field];
  for (const field of ['traits', 'customFields', 'customFieldOrigins'] as const)
    back[field] = mapBack(now[field], before[field], merged[field]);
  const added = merged.tags.filter((tag) => !before.tags.includes(tag));
  back.tags = now.tags.filter((tag) => !added.includes(tag));
  return back as Partial<MergedFields>;
}

function mapBack<T>(
  now: Readonly<Record<string, T>>,
  before: Readonly<Record<string, T>>,
  merged: Readonly<Record<string, T>>,
): Record<string, T> {
  const back = { ...now };
  for (const [key, value] of Object.entries(merged)) {
    if (isDeepStrictEqual(before[key], value) || !isDeepStrictEqual(now[key], value)) continue;
    if (Object.hasOwn(before, key)) back[key] = before[key] as T;
    else delete back[key];
  }
  return back;
}
