import type { SearchHighlight } from '../contract.ts';
import type { Word } from './words.ts';

const around = 80;
const lengthMax = 320;
const partsMax = 40;

type Parts = SearchHighlight['parts'];

/** The text around the first place of what was found, in parts that are found and parts that are not. */
export function highlightOf(text: string, places: readonly (readonly [Word, Word])[]): Parts {
  const spans = joined(places.map(([first, last]) => ({ start: first.start, end: last.end })));
  const from = wholeCharacter(text, Math.max(0, spans[0]!.start - around));
  const to = wholeCharacter(text, Math.min(text.length, from + lengthMax));
  const parts: Parts = [];
  const add = (start: number, end: number, match: boolean) => {
    if (end > start) parts.push({ text: text.slice(start, end), match });
  };
  let at = from;
  for (const { start, end } of spans) {
    if (start >= to || parts.length >= partsMax) break;
    add(at, Math.min(start, to), false);
    add(start, wholeCharacter(text, Math.min(end, to)), true);
    at = Math.min(end, to);
  }
  add(at, to, false);
  if (from > 0) parts.unshift({ text: '…', match: false });
  if (to < text.length) parts.push({ text: '…', match: false });
  return parts;
}

/** Spans in their order, each once: phrases may overlap. */
function joined(spans: { start: number; end: number }[]): { start: number; end: number }[] {
  const result: { start: number; end: number }[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else result.push({ ...span });
  }
  return result;
}

/** A place that is not in the middle of a character. */
const wholeCharacter = (text: string, at: number): number =>
  at > 0 && at < text.length && (text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at - 1 : at;
