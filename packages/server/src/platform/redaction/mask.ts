import { scan } from './scan.ts';
import { sharedRules } from './shared-rules.ts';

const masked = '[masked]';
/** Masks secrets in text for operators, where nothing is to be told apart or restored. */
export function maskSecrets(text: string): string {
  const findings = scan(text, { rules: sharedRules() });
  if (findings.length === 0) return text;
  let out = '';
  let at = 0;
  for (const { start, end } of findings) {
    out += text.slice(at, start) + masked;
    at = end;
  }
  return out + text.slice(at);
}

const word = '[a-zA-Z]{1,24}(?:[._ ][a-zA-Z]{1,24}){0,6}';
const id = '[a-z]{2,12}_[0-9a-hjkmnp-tv-z]{26}';
/** A line of nothing but words, numbers and ids of ours, as most are: it has no place for a secret. */
const plainLine = new RegExp(
  `^\\{"level":\\d{2}(?:,"[a-zA-Z]{1,24}":(?:-?\\d{1,16}(?:\\.\\d{1,16})?|true|false|null|"(?:${id}|${word}|[0-9T:.-]{8,27}Z|)"))*\\}\\n?$`,
);

/** Masks secrets in a line of JSON. One that is none any more for it leaves without what it said. */
export function maskSecretsInLine(line: string): string {
  if (plainLine.test(line)) return line;
  const shown = maskSecrets(line);
  if (shown === line) return line;
  try {
    JSON.parse(shown);
    return shown;
  } catch {
    const level = /^\{"level":\d{1,3},"time":"[\w:.-]{1,40}"/.exec(line)?.[0] ?? '{"level":50';
    return `${level},"msg":"${masked}"}\n`;
  }
}

/** Masks secrets in every string of a JSON value, and leaves its structure. */
export function maskSecretsInValue<T>(value: T): T {
  if (typeof value === 'string') return maskSecrets(value) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  // Most values hold no secret at all: written out once, they are searched once.
  const text = JSON.stringify(value) ?? '';
  if (maskSecrets(text) === text) return value;
  return walk(value) as T;
}

function walk(value: unknown): unknown {
  if (typeof value === 'string') return maskSecrets(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(walk);
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const shown = walk(field);
      if (typeof field !== 'string' || shown !== field) return [name, shown];
      // A name beside it may be what makes a value a secret.
      const pair = JSON.stringify({ [name]: field });
      return [name, maskSecrets(pair) === pair ? field : masked];
    }),
  );
}
