import { boundsOf, definitionOf, type Schema, wrapped } from './schema.ts';

const width = 106;

/** A doc comment, on one line when it fits. */
export function comment(paragraphs: readonly string[], indent = ''): string {
  const lines = paragraphs
    .filter((paragraph) => paragraph !== '')
    .flatMap((paragraph, n) => [...(n === 0 ? [] : ['']), ...wrap(safe(paragraph), width - indent.length)]);
  if (lines.length === 0) return '';
  const [only] = lines;
  if (lines.length === 1) return `${indent}/** ${only} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} *${line ? ` ${line}` : ''}`).join('\n')}\n${indent} */\n`;
}

const safe = (text: string) => text.replaceAll('*/', '*\\/');

/** Code examples keep their lines. */
function wrap(paragraph: string, max: number): string[] {
  if (paragraph.startsWith('@example')) return paragraph.split('\n');
  const lines: string[] = [];
  for (const word of paragraph.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < max) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** What a field's comment says: its description, its bounds, its default. */
export function fieldComment(schema: Schema): string {
  return [descriptionOf(schema), ...limits(schema), defaultOf(schema)].filter(Boolean).join(' ');
}

/** The outermost description; that of a named shape stands at the shape. */
function descriptionOf(schema: Schema): string {
  const meta = schema.meta();
  if (meta?.id) return '';
  // How a time is written on the wire says nothing to those who hold a `Date`.
  if (definitionOf(schema).type === 'date' && meta?.description?.startsWith('RFC 3339')) return '';
  if (meta?.description) return meta.description;
  const inner = wrapped(schema);
  return inner ? descriptionOf(inner) : '';
}

function limits(schema: Schema): string[] {
  const inner = wrapped(schema);
  if (inner) return limits(inner);
  const meta = schema.meta();
  if (meta?.id || meta?.typeName) return [];
  const { type, element } = definitionOf(schema);
  if (type === 'string') return sentence(schema, 'characters');
  if (type === 'number') return sentence(schema, '');
  if (type !== 'array' || !element) return [];
  const [each] = limits(element);
  return [
    ...sentence(schema, 'entries'),
    ...(each ? [`Each ${each[0]!.toLowerCase()}${each.slice(1)}`] : []),
  ];
}

/** Bounds that are those of the number format itself say nothing. */
const formatMax = 2_147_483_647;

function sentence(schema: Schema, unit: string): string[] {
  const { min, max } = boundsOf(schema);
  const things = unit && ` ${unit}`;
  const low = min !== undefined && min > 0 ? number(min) : null;
  const high = max !== undefined && max < formatMax ? number(max) : null;
  if (low && high) return [low === high ? `Exactly ${low}${things}.` : `${low} to ${high}${things}.`];
  if (high) return [`At most ${high}${things}.`];
  if (low && !(unit === 'characters' && low === '1')) return [`At least ${low}${things}.`];
  return [];
}

const number = (value: number) => String(value).replace(/\B(?=(\d{3})+$)/g, value >= 10_000 ? ' ' : '');

function defaultOf(schema: Schema): string {
  const { type, defaultValue } = definitionOf(schema);
  if (type === 'default' || type === 'prefault') return `Default: \`${JSON.stringify(defaultValue)}\`.`;
  const inner = wrapped(schema);
  return inner ? defaultOf(inner) : '';
}
