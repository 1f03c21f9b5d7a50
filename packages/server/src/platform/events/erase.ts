import type { Id } from '../../contract/ids.ts';
import { statement } from '../db/index.ts';
import { maskInJson, type PersonMask } from '../erasure/index.ts';
import { decodeId } from '../ids.ts';

/** Whose traces are taken out of the log. */
interface Traces {
  /** The person's records: what they were is blanked. */
  readonly resourceIds: readonly Id[];
  readonly conversationIds: readonly Id[];
  readonly mask: PersonMask;
}

interface Stored {
  readonly data: unknown;
  readonly changes: Readonly<Record<string, unknown>>;
  readonly actor: unknown;
  readonly [field: string]: unknown;
}

/** The log is read in parts: none takes longer than a statement may. */
const partEvents = 20_000;

const headOf = statement<[string]>('select seq from event_heads where workspace_id = $1');
const find = statement<[string, number, number, string, string, string]>(`
  select seq, envelope, resource_id in (select unnest(string_to_array($4, ','))::uuid)
      or coalesce(conversation_id in (select unnest(string_to_array($5, ','))::uuid), false), resource_type
  from event_log where workspace_id = $1 and seq > $2 and seq <= $3
    and (resource_id in (select unnest(string_to_array($4, ','))::uuid)
      or conversation_id in (select unnest(string_to_array($5, ','))::uuid)
      or exists (select from jsonb_array_elements_text($6::jsonb) as needle
        where position(lower(needle) in lower(envelope::text)) > 0))
  order by seq`);
const write = statement<[string, number, string]>(
  'update event_log set envelope = $3::jsonb where workspace_id = $1 and seq = $2',
);

/**
 * Takes a person out of the event log. That something happened, when, by whom and to what stays, with the names of
 * the fields that changed. Gives how many events were changed.
 */
export async function eraseFromEvents(
  workspaceId: Id<'ws'>,
  { resourceIds, conversationIds, mask }: Traces,
): Promise<number> {
  const workspace = decodeId(workspaceId);
  const head = Number((await headOf(workspace))[0]?.[0] ?? 0);
  const lists = [resourceIds, conversationIds].map((ids) => ids.map(decodeId).join(',')) as [string, string];
  const needles = JSON.stringify([...resourceIds, ...mask.anywhere]);
  let changed = 0;
  for (let from = 0; from < head; from += partEvents)
    for (const [seq, envelope, isOwn, type] of await find(
      workspace,
      from,
      from + partEvents,
      ...lists,
      needles,
    )) {
      const stored = envelope as Stored;
      const names = resourceIds.some((id) => JSON.stringify(stored).includes(id));
      // Another person with the same address is another person.
      if (type === 'customer' && !isOwn && !names) continue;
      const left = isOwn || names ? blanked(stored, mask) : masked(stored, mask);
      await write(workspace, Number(seq), JSON.stringify(left));
      changed += 1;
    }
  return changed;
}

const blanked = (stored: Stored, mask: PersonMask): Stored => ({
  ...stored,
  data: { erased: true },
  changes: Object.fromEntries(Object.keys(stored.changes).map((field) => [field, { from: null, to: null }])),
  actor: maskInJson(stored.actor, mask.maskNearby),
});

const masked = (stored: Stored, { maskAnywhere }: PersonMask): Stored => ({
  ...stored,
  data: maskInJson(stored.data, maskAnywhere),
  changes: maskInJson(stored.changes, maskAnywhere) as Stored['changes'],
  actor: maskInJson(stored.actor, maskAnywhere),
});
