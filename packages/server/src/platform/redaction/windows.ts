export const windowSize = 65_536;
export const windowOverlap = 512;
/** How far a cut is moved so as not to go through a word. */
const longestWord = 8_192;

export interface Window {
  readonly start: number;
  readonly end: number;
}

/** Long text in pieces that overlap, cut between words where that is possible. */
export function* windowsOf(text: string): Generator<Window> {
  if (text.length <= windowSize) {
    yield { start: 0, end: text.length };
    return;
  }
  for (let start = 0; ; ) {
    const end = wordEnd(text, start + windowSize);
    yield { start, end };
    if (end >= text.length) return;
    start = Math.max(wordStart(text, end - windowOverlap), start + 1);
  }
}

function wordEnd(text: string, from: number): number {
  if (from >= text.length) return text.length;
  for (let at = from; at < Math.min(text.length, from + longestWord); at++)
    if (isSpace(text.charCodeAt(at))) return at;
  return Math.min(text.length, from);
}

function wordStart(text: string, from: number): number {
  for (let at = from; at > from - windowOverlap; at--) if (isSpace(text.charCodeAt(at - 1))) return at;
  return from;
}

const isSpace = (code: number) => code === 32 || (code >= 9 && code <= 13);
