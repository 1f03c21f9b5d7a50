import type { SearchField } from '../contract.ts';
import { addMember, type Members, noMembers, placeOf, segmentOf } from './members.ts';

/** How much a word in a field says about what a conversation is about: 1 to 3. */
const weights: Readonly<Record<SearchField, number>> = { subject: 3, customer: 3, messages: 2, notes: 1 };

export interface Asked {
  readonly word: string;
  readonly isPrefix: boolean;
}

export interface Weighted {
  readonly weight: number;
  readonly members: Members;
}

/** Where one word stands: in which field of which conversations. */
export class Places {
  readonly asked: Asked;
  readonly #byField: Map<SearchField, Map<number, Members>>;

  constructor(asked: Asked, fields: readonly SearchField[]) {
    this.asked = asked;
    this.#byField = new Map(fields.map((field) => [field, new Map()]));
  }

  members(field: SearchField, segment: number): Members | null {
    const bySegment = this.#byField.get(field);
    if (!bySegment) return null;
    let members = bySegment.get(segment);
    if (!members) {
      members = noMembers();
      bySegment.set(segment, members);
    }
    return members;
  }

  addRecent(field: SearchField, ref: number, words: Set<string>): void {
    const { word, isPrefix } = this.asked;
    const has = isPrefix ? [...words].some((each) => each.startsWith(word)) : words.has(word);
    const members = has ? this.members(field, segmentOf(ref)) : null;
    if (members) addMember(members, placeOf(ref));
  }

  segments(): Set<number> {
    return new Set([...this.#byField.values()].flatMap((bySegment) => [...bySegment.keys()]));
  }

  /** The members of a segment with the weight of their field. */
  inSegment(segment: number): Weighted[] {
    return [...this.#byField].flatMap(([field, bySegment]) => {
      const members = bySegment.get(segment);
      return members ? [{ weight: weights[field], members }] : [];
    });
  }
}
