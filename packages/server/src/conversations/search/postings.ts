import { statement } from '../../platform/db/index.ts';
import {
  addStored,
  bitmapBytes,
  encodeMembers,
  encodePlace,
  type Members,
  noMembers,
  removeMember,
} from './members.ts';

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

// What holds the two bytes of a place in a short list is a little more than what holds the place.
const ofPlaces = statement<[workspace: string, segment: number, places: string]>(`
  select p.term, p.members from search_postings p
  where p.workspace_id = $1 and p.segment = $2 and exists (
    select from jsonb_to_recordset($3::jsonb) as r (place integer, bytes text)
    where case when octet_length(p.members) = ${bitmapBytes} then get_bit(p.members, r.place) = 1
      else position(decode(r.bytes, 'hex') in p.members) > 0 end
  )`);
const ofTerms = statement<[string, number, string]>(`
  select p.term, p.members from unnest(string_to_array($3, ',')) as t (term)
  join search_postings p on p.workspace_id = $1 and p.term = t.term and p.segment = $2`);
const store = statement<[string, number, string]>(`
  insert into search_postings (workspace_id, term, segment, members)
  select $1::uuid, r.term, $2, decode(r.members, 'base64') from jsonb_to_recordset($3::jsonb) as r (term text, members text)
  on conflict (workspace_id, term, segment) do update set members = excluded.members`);
const drop = statement<[string, number, string]>(`
  delete from search_postings p using unnest(string_to_array($3, ',')) as t (term)
  where p.workspace_id = $1 and p.term = t.term and p.segment = $2`);

/** The postings of some terms, and of all terms that stand at some places. */
export async function loadPostings(
  workspace: string,
  segment: number,
  terms: readonly string[],
  places: readonly number[],
): Promise<Postings> {
  const named = await ofTerms(workspace, segment, terms.join(','));
  if (places.length === 0) return new Postings(named);
  const wanted = JSON.stringify(places.map((place) => ({ place, bytes: encodePlace(place) })));
  return new Postings([...named, ...(await ofPlaces(workspace, segment, wanted))]);
}

export async function storePostings(workspace: string, segment: number, postings: Postings): Promise<void> {
  const { stored, empty } = postings.differences();
  if (empty.length > 0) await drop(workspace, segment, empty.join(','));
  if (stored.length > 0) await store(workspace, segment, JSON.stringify(stored));
}
