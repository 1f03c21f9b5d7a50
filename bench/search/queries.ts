import { seededRandom } from '../random.ts';
import { vocabularySize, wordOf } from './corpus.ts';

export interface QueryKind {
  readonly name: string;
  /** A request of this kind, another one each time. */
  next(): { readonly query: string; readonly filter?: object; readonly sort?: string };
}

/** What is asked, by how often its words are used. */
export function queryKinds(): QueryKind[] {
  const random = seededRandom(2);
  const between = (from: number, to: number) => wordOf(from + Math.floor(random() * (to - from)));
  const common = () => between(0, 20);
  const frequent = () => between(50, 500);
  const rare = () => between(5000, 20_000);
  const rarest = () => between(40_000, vocabularySize);
  const open = { field: 'state', op: 'eq', value: 'open' };
  const kind = (name: string, next: () => string, more: object = {}): QueryKind => ({
    name,
    next: () => ({ query: next(), ...more }),
  });
  return [
    kind('a word in most messages', common),
    kind('a frequent word', frequent),
    kind('a rare word', rare),
    kind('one of the rarest words', rarest),
    kind('a word that nobody used', () => `${rare()}xq`),
    kind('two words in most messages', () => `${common()} ${common()}`),
    kind('a frequent and a rare word', () => `${frequent()} ${rare()}`),
    kind('four frequent words', () => [1, 2, 3, 4].map(frequent).join(' ')),
    kind('a beginning of two letters', () => `${common().slice(0, 2)}*`),
    kind('a beginning of four letters', () => `${frequent().slice(0, 4)}*`),
    kind('a phrase of two common words', () => `"${common()} ${common()}"`),
    kind('a frequent word without another', () => `${frequent()} -${common()}`),
    kind('a frequent word, open only', frequent, { filter: open }),
    kind('two common words by time', () => `${common()} ${common()}`, { sort: '-created_at' }),
  ];
}
