/** What gitleaks wants behind a key is what code has there; sentences and markup end in more ways. */
const terminator = '(?:[\\x60\'"\\s;]|\\\\[nr]|$)';
const widerTerminator = '(?:[\\x60\'"\\s;<>,)\\]}&!?*|]|[.:](?:\\s|$)|\\\\[nr]|$)';

/** Rewrites a pattern of Go's RE2 syntax for JavaScript: what differs is flags, names, classes and the end. */
export function fromGo(go: string): { source: string; flags: string } {
  let flags = '';
  let rest = go.endsWith(terminator) ? go.slice(0, -terminator.length) + widerTerminator : go;
  // A command's line is long, but not without end: each word of it would be tried against all of the rest.
  if (rest.startsWith('\\bcurl')) rest = rest.replaceAll('.*', '.{0,1024}');
  if (rest.startsWith('(?i)')) {
    flags = 'i';
    rest = rest.slice(4);
  }
  return { source: rewrite(rest), flags };
}

/** The lead-in of gitleaks' semi-generic rules: it only makes the match longer to the left, and is slow. */
const leadInPattern = /^((?:\(\?i\))?)\[\\w\.-\]\{0,50\}\?(?:\(\?i:\[\\w\.-\]\{0,50\}\?)?/;

/** Without its lead-in a rule begins with a literal, which the engine looks for quickly. */
export function splitLeadIn(go: string): { rest: string; leadIn: boolean } {
  const found = leadInPattern.exec(go);
  if (!found) return { rest: go, leadIn: false };
  const group = found[0].includes('(?i:') ? '(?i:' : '';
  return { rest: found[1] + group + go.slice(found[0].length), leadIn: true };
}

const posix: Record<string, string> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  digit: '0-9',
  xdigit: '0-9a-fA-F',
};

interface Group {
  readonly start: number;
  /** `(?i)` that stand in the group: each opened a group of its own, to be closed with it. */
  flagged: number;
  readonly captures: boolean;
}

function rewrite(go: string): string {
  const out: string[] = [];
  const open: Group[] = [{ start: 0, flagged: 0, captures: false }];
  let at = 0;
  while (at < go.length) {
    const rest = go.slice(at);
    const here = open.at(-1)!;
    if (rest.startsWith('\\z')) {
      out.push('(?![\\s\\S])');
      at += 2;
    } else if (rest[0] === '\\') {
      out.push(rest.slice(0, 2));
      at += 2;
    } else if (rest[0] === '[') {
      const [text, length] = characterClass(rest);
      out.push(text);
      at += length;
    } else if (rest.startsWith('(?i)')) {
      out.push('(?i:');
      here.flagged += 1;
      at += 4;
    } else if (rest[0] === '(') {
      const head = /^\((\?P?<\w+>|\?[a-z-]*:)?/.exec(rest)![0];
      open.push({ start: out.length, flagged: 0, captures: head === '(' });
      out.push(head.includes('<') ? '(?:' : head);
      at += head.length;
    } else if (rest[0] === ')') {
      out.push(`${')'.repeat(here.flagged)})`);
      // A repeated group holds its last turn only, which is no secret by itself.
      if (here.captures && /^\)[{*+?]/.test(rest) && !rest.startsWith(')?')) out[here.start] = '(?:';
      open.pop();
      at += 1;
    } else if (rest[0] === '|' && here.flagged > 0) {
      out.push(`${')'.repeat(here.flagged)}|${'(?i:'.repeat(here.flagged)}`);
      at += 1;
    } else {
      out.push(rest[0]!);
      at += 1;
    }
  }
  return out.join('') + ')'.repeat(open[0]!.flagged);
}

/** A class with what Go allows in one: a closing bracket in front, and POSIX names. */
function characterClass(text: string): [converted: string, length: number] {
  let at = 1;
  let out = '[';
  if (text[at] === '^') {
    out += '^';
    at += 1;
  }
  if (text[at] === ']') {
    out += '\\]';
    at += 1;
  }
  while (text[at] !== ']') {
    const named = /^\[:(\w+):\]/.exec(text.slice(at));
    if (named) {
      out += posix[named[1]!];
      at += named[0].length;
    } else if (text[at] === '\\') {
      out += text.slice(at, at + 2);
      at += 2;
    } else {
      out += text[at] === '[' ? '\\[' : text[at];
      at += 1;
    }
  }
  return [`${out}]`, at + 1];
}
