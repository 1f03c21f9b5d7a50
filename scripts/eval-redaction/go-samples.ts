import { sampleOf } from './regex-sample.ts';

/** What a rule of gitleaks must find and must not, evaluated from the Go source that its rule is tested with. */
export interface RuleSamples {
  readonly rule: string;
  readonly positives: readonly string[];
  readonly negatives: readonly string[];
  /** Expressions that this evaluator does not know. */
  readonly skipped: number;
}

type Value = string | readonly string[];
interface Scope {
  readonly names: Map<string, Value>;
  readonly random: () => number;
}

const classes: Record<string, (count: string) => string> = {
  AlphaNumeric: (count) => `[a-z0-9]{${count}}`,
  AlphaNumericExtended: (count) => `[a-z0-9=_\\-]{${count}}`,
  AlphaNumericExtendedShort: (count) => `[a-z0-9_-]{${count}}`,
  AlphaNumericExtendedLong: (count) => `[a-z0-9\\/=_\\+\\-]{${count}}`,
  Hex: (count) => `[a-f0-9]{${count}}`,
  Numeric: (count) => `[0-9]{${count}}`,
  Hex8_4_4_4_12: () => '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}',
};

/** The ways of writing an assignment that gitleaks tries its rules on. */
const assignments = [
  '{i}Token="{s}"',
  '{i}Token = "{s}"',
  '{i}Token={s}',
  '{i}Token = {s}',
  '{\n    "{i}_token": "{s}"\n}',
  '<{i}Token>{s}</{i}Token>',
  '<{i}Token>\n    {s}\n</{i}Token>',
  '{i}_token: {s}',
  "{i}_token: '{s}'",
  '{i}_token: "{s}"',
  'string {i}Token = "{s}";',
  'var {i}Token string = "{s}"',
  '{i}Token := "{s}"',
  '{i}Token := `{s}`',
  'String {i}Token = "{s}";',
  "var {i}Token = '{s}'",
  '{i}Token = `{s}`',
  `\${i}Token .= "{s}"`,
  "{i}Token = '{s}'",
  '{i}_TOKEN = "{s}"',
  '{i}_TOKEN := "{s}"',
  '{i}_TOKEN ?= "{s}"',
  '{i}_TOKEN ::= "{s}"',
];

export function samplesOf(source: string, random: () => number): RuleSamples[] {
  const globals: Scope = { names: new Map(), random };
  for (const { 1: name, index, 0: head } of source.matchAll(/^var (\w+) = (?=\[\]string\{)/gm)) {
    try {
      globals.names.set(name!, new Reader(source, index + head.length, globals).expression());
    } catch {
      // Of another form: who refers to it is counted as skipped.
    }
  }
  return source
    .split(/^func /m)
    .slice(1)
    .flatMap((body) => {
      const rule = /RuleID:\s+"([^"]+)"/.exec(body)?.[1];
      return rule ? [samplesOfRule(rule, body, globals)] : [];
    });
}

function samplesOfRule(rule: string, body: string, globals: Scope): RuleSamples {
  const scope: Scope = { names: new Map(globals.names), random: globals.random };
  const found: Record<string, string[]> = { tps: [], fps: [] };
  let skipped = 0;
  for (const { 0: head, 1: name, index } of body.matchAll(/^\t(\w+) :?= /gm)) {
    if (name === 'r') continue;
    try {
      const value = new Reader(body, index + head.length, scope).expression();
      scope.names.set(name!, value);
      if (name! in found) found[name!] = [...value];
    } catch {
      skipped += 1;
    }
  }
  return { rule, positives: found.tps!, negatives: found.fps!, skipped };
}

/** Reads one expression of Go: literals, sums, and the calls that samples are made with. */
class Reader {
  readonly #text: string;
  readonly #scope: Scope;
  #at: number;

  constructor(text: string, at: number, scope: Scope) {
    this.#text = text;
    this.#at = at;
    this.#scope = scope;
  }

  expression(): Value {
    let value = this.#operand();
    for (;;) {
      this.#blank(false);
      if (this.#text[this.#at] !== '+') return value;
      this.#at += 1;
      value = `${text(value)}${text(this.#operand())}`;
    }
  }

  #operand(): Value {
    this.#blank(true);
    const rest = this.#text.slice(this.#at);
    if (rest[0] === '`') return this.#take(rest.slice(1, rest.indexOf('`', 1)), rest.indexOf('`', 1) + 1);
    const quoted = /^"(?:[^"\\\n]|\\.)*"/.exec(rest);
    if (quoted) return this.#take(interpreted(quoted[0]), quoted[0].length);
    const list = /^(?:\[\]string|map\[string\]string)\{/.exec(rest);
    if (list) {
      this.#at += list[0].length;
      return this.#list('}', list[0].startsWith('map'));
    }
    const call = /^([\w.]+)\(/.exec(rest);
    if (call) {
      this.#at += call[0].length;
      const given = this.#list(')', false, true) as unknown as Value[];
      return this.#call(call[1]!, given);
    }
    const name = /^\w+/.exec(rest)?.[0];
    const value = name === undefined ? undefined : this.#scope.names.get(name);
    if (value === undefined) throw new Error(`Unknown: ${rest.slice(0, 30)}`);
    return this.#take(value, name!.length);
  }

  #list(end: string, isMap: boolean, keepLists = false): string[] {
    const values: Value[] = [];
    for (;;) {
      this.#blank(true);
      if (this.#text[this.#at] === end) {
        this.#at += 1;
        return (keepLists ? values : values.flat()) as string[];
      }
      let value = this.expression();
      this.#blank(true);
      if (isMap && this.#text[this.#at] === ':') {
        this.#at += 1;
        value = this.expression();
        this.#blank(true);
      }
      values.push(value);
      if (this.#text.startsWith('...', this.#at)) this.#at += 3;
      this.#blank(true);
      if (this.#text[this.#at] === ',') this.#at += 1;
    }
  }

  #call(name: string, given: Value[]): Value {
    const local = name.replace(/^\w+\./, '');
    const first = given[0] === undefined ? '' : given[0];
    if (local in classes) return classes[local]!(text(first));
    if (local === 'NewSecret') return sampleOf(text(first), this.#scope.random);
    if (local === 'Sprintf') {
      const rest = given.slice(1).flat();
      return text(first).replace(/%[sdv]/g, () => rest.shift() ?? '');
    }
    const written = (template: string) =>
      template.replaceAll('{i}', () => text(first)).replaceAll('{s}', () => text(given[1]!));
    if (local === 'GenerateSampleSecret') return written('{i}_api_token = "{s}"');
    if (local === 'GenerateSampleSecrets') return assignments.map(written);
    if (local === 'append') return given.flat();
    if (local === 'ToUpper') return text(first).toUpperCase();
    if (local === 'ToLower') return text(first).toLowerCase();
    if (local === 'EncodeToString') return Buffer.from(text(first)).toString('base64');
    if (local === 'byte') return first;
    throw new Error(`Unknown: ${name}`);
  }

  #take<T>(value: T, length: number): T {
    this.#at += length;
    return value;
  }

  #blank(withLines: boolean): void {
    const pattern = withLines ? /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y : /[ \t]*/y;
    pattern.lastIndex = this.#at;
    this.#at += pattern.exec(this.#text)![0].length;
  }
}

const text = (value: Value): string => {
  if (typeof value !== 'string') throw new Error('A list is no text.');
  return value;
};

const interpreted = (literal: string): string =>
  literal.slice(1, -1).replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/gi, (_, hex, code, character) => {
    if (hex ?? code) return String.fromCharCode(Number.parseInt(hex ?? code, 16));
    return ({ n: '\n', t: '\t', r: '\r' } as Record<string, string>)[character] ?? character;
  });
