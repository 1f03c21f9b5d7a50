/** Another reading of a piece of text, and where in the text each finding of it stands. */
export interface View {
  readonly text: string;
  /** The place in the text of a place in the view; a whole view when it cannot be told apart. */
  place(start: number, end: number): readonly [start: number, end: number];
}

const escapeSequence = /\\(?:u([0-9a-fA-F]{4})|(["'\\/bfnrt]))/g;
const control: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** Text that was written into JSON or code, without its escapes; null when it has none. */
export function unescapedView(text: string): View | null {
  if (!text.includes('\\')) return null;
  const at = new Int32Array(text.length + 1);
  let [plain, read, written] = ['', 0, 0];
  const copy = (until: number) => {
    plain += text.slice(read, until);
    for (; read < until; read++) at[written++] = read;
  };
  for (const { 0: sequence, 1: code, 2: character, index } of text.matchAll(escapeSequence)) {
    copy(index);
    plain += code ? String.fromCharCode(Number.parseInt(code, 16)) : (control[character!] ?? character);
    at[written++] = index;
    read = index + sequence.length;
  }
  if (written === read) return null;
  copy(text.length);
  at[written] = text.length;
  return { text: plain, place: (start, end) => [at[start]!, at[end]!] };
}

const encodedRun = /(?:[\w.~!*'()+-]|%[0-9A-Fa-f]{2})*%[0-9A-Fa-f]{2}(?:[\w.~!*'()+-]|%[0-9A-Fa-f]{2})*/g;

/** What is encoded for a URL or in base64, decoded once. */
export function* decodedViews(text: string): Generator<View> {
  if (text.includes('%')) {
    for (const { 0: run, index } of text.matchAll(encodedRun)) {
      const decoded = fromPercent(run);
      if (decoded === null) continue;
      yield {
        text: decoded.text,
        place: (start, end) => [index + decoded.at[start]!, index + decoded.at[end]!],
      };
    }
  }
  for (const [index, run] of base64Runs(text)) {
    const whole = fromBase64(run);
    if (whole !== null) yield { text: whole, place: () => [index, index + run.length] };
    else if (run.includes('/')) yield* partsOfPath(run, index);
  }
}

const base64Letters = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  base64Letters[letter.charCodeAt(0)] = 1;
const shortestRun = 24;
const longestRun = 8_192;

/** Runs of letters of base64. Written out, because a pattern would take longer than the whole search. */
function* base64Runs(text: string): Generator<[index: number, run: string]> {
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 128;
    if (code < 128 && base64Letters[code] === 1 && at - start < longestRun) continue;
    if (at - start >= shortestRun) {
      let end = at;
      while (end < text.length && end - at < 2 && text[end] === '=') end += 1;
      yield [start, text.slice(start, end)];
    }
    start = code < 128 && base64Letters[code] === 1 ? at : at + 1;
  }
}

/** The slash is a letter of base64, and parts paths: what is nothing as a whole may be something by parts. */
function* partsOfPath(run: string, index: number): Generator<View> {
  for (const { 0: part, index: at } of run.matchAll(/[^/]{24,}/g)) {
    const decoded = fromBase64(part);
    if (decoded !== null) yield { text: decoded, place: () => [index + at, index + at + part.length] };
  }
}

function fromPercent(run: string): { text: string; at: number[] } | null {
  let text = '';
  const at: number[] = [];
  for (const { 0: part, index } of run.matchAll(/(?:%[0-9A-Fa-f]{2})+|[^%]+/g)) {
    if (!part.startsWith('%')) {
      for (let n = 0; n < part.length; n++) at.push(index + n);
      text += part;
      continue;
    }
    let decoded: string;
    try {
      decoded = decodeURIComponent(part);
    } catch {
      return null;
    }
    // Only where each escape is one character does a place within them have a counterpart.
    for (let n = 0; n < decoded.length; n++)
      at.push(decoded.length * 3 === part.length ? index + n * 3 : index);
    text += decoded;
  }
  at.push(run.length);
  return { text, at };
}

/** Base64 of readable text; of anything else there is nothing to search. */
function fromBase64(run: string): string | null {
  if (!/[A-Z]/.test(run) || !/[a-z]/.test(run)) return null;
  const decoded = Buffer.from(run, 'base64').toString('latin1');
  return /^[\t\n\r\x20-\x7e]+$/.test(decoded) ? decoded : null;
}
