import { statement } from '../../platform/db/index.ts';
import { addStored, encodeMembers, type Members, noMembers, removeMember } from './members.ts';

/** Of one segment: which conversations have which term. */
export class Postings {
  readonly #members = new Map<string, Members>();
  readonly #stored = new Map<string, Uint8Array>();

  constructor(rows: readonly unknown[][]) {
    for (const [term, stored] of rows as [string, Uint8Array][]) {
      this.#stored.set(term, stored);
      addStored(this.of(term), stored);
    }
  }

  of(term: string): Members {
    let members = this.#members.get(term);
    if (!members) {
      members = noMembers();
      this.#members.set(term, members);
    }
    return members;
  }

  remove(place: number): void {
    for (const members of this.#members.values()) removeMember(members, place);
  }

  /** What is to be stored anew, and the terms that nobody has any more. */
  differences(): { stored: { term: string; members: string }[]; empty: string[] } {
    const stored: { term: string; members: string }[] = [];
    const empty: string[] = [];
    for (const [term, members] of this.#members) {
      const encoded = encodeMembers(members);
      if (encoded.equals(this.#stored.get(term) ?? nothing)) continue;
      if (encoded.length === 0) empty.push(term);
      else stored.push({ term, members: encoded.toString('base64') });
    }
    return { stored, empty };
  }
}

const nothing = new Uint8Array();

const ofSegment = statement<[string, number]>(
  'select term, members from search_postings where workspace_id = $1 and segment = $2',
);
const ofTerms = statement<[string, number, string]>(`
  select term, members from search_postings
  where workspace_id = $1 and segment = $2 and term = any(string_to_array($3, ','))`);
const store = statement<[string, number, string]>(`
  insert into search_postings (workspace_id, term, segment, members)
  select $1::uuid, r.term, $2, decode(r.members, 'base64') from jsonb_to_recordset($3::jsonb) as r (term text, members text)
  on conflict (workspace_id, term, segment) do update set members = excluded.members`);
const drop = statement<[string, number, string]>(`
  delete from search_postings
  where workspace_id = $1 and segment = $2 and term = any(string_to_array($3, ','))`);

export const loadSegment = async (workspace: string, segment: number): Promise<Postings> =>
  new Postings(await ofSegment(workspace, segment));

export const loadTerms = async (
  workspace: string,
  segment: number,
  terms: readonly string[],
): Promise<Postings> => new Postings(await ofTerms(workspace, segment, terms.join(',')));

export async function storePostings(workspace: string, segment: number, postings: Postings): Promise<void> {
  const { stored, empty } = postings.differences();
  if (empty.length > 0) await drop(workspace, segment, empty.join(','));
  if (stored.length > 0) await store(workspace, segment, JSON.stringify(stored));
}
