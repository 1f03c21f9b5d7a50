import { isDeepStrictEqual } from 'node:util';
import type { Id } from '../../contract/ids.ts';
import { statement } from '../db/index.ts';
import { decodeId } from '../ids.ts';
import { maskInJson } from './person-mask.ts';

/** A table that may hold what was said of a person. Names are ours, never a caller's. */
export interface TextPlace {
  readonly table: string;
  readonly key: readonly string[];
  readonly texts: readonly string[];
  readonly json: readonly string[];
}

interface Masking {
  /** Which rows, as a condition with the parameter `$3`, a list of ids; all of the workspace when left out. */
  readonly condition?: string;
  readonly ids?: readonly Id[];
  readonly needles: readonly string[];
  readonly mask: (text: string) => string;
}

/** Masks what is found in the rows of a table. Gives how many were changed. */
export async function maskRows(
  workspaceId: Id<'ws'>,
  { table, key, texts, json }: TextPlace,
  { condition = '$3::text is not null', ids = [], needles, mask }: Masking,
): Promise<number> {
  if (needles.length === 0) return 0;
  const columns = [...texts, ...json];
  const all = `concat_ws(' ', ${columns.map((column) => `${column}::text`).join(', ')})`;
  const find = statement<[string, string, string]>(`
    select ${[...key, ...columns].join(', ')} from ${table} where workspace_id = $1 and (${condition}) and exists (
      select from jsonb_array_elements_text($2::jsonb) as needle where position(lower(needle) in lower(${all})) > 0)
    for update`);
  const set = columns.map(
    (column, index) => `${column} = $${index + 2 + key.length}${json.includes(column) ? '::jsonb' : ''}`,
  );
  const write = statement<unknown[]>(`
    update ${table} set ${set.join(', ')} where workspace_id = $1 and ${key.map((column, index) => `${column} = $${index + 2}`).join(' and ')}`);

  const workspace = decodeId(workspaceId);
  let changed = 0;
  for (const row of await find(workspace, JSON.stringify(needles), ids.map(decodeId).join(','))) {
    const [names, values] = [row.slice(0, key.length), row.slice(key.length)];
    const masked = values.map((value) => maskInJson(value, mask));
    if (isDeepStrictEqual(masked, values)) continue;
    const given = masked.map((value, index) =>
      index < texts.length || value === null ? value : JSON.stringify(value),
    );
    await write(workspace, ...names, ...given);
    changed += 1;
  }
  return changed;
}

/** Rows whose id, in a column, is among those given. */
export const among = (column: string): string =>
  `${column} in (select unnest(string_to_array($3, ','))::uuid)`;
