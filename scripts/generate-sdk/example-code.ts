import { key, quoted } from './type-writer.ts';

const lineMax = 90;

/** A value as TypeScript code, on one line when it fits beside the `used` characters before it. */
export function code(value: unknown, indent = '', used = 0): string {
  if (value instanceof Date) return `new Date(${quoted(value.toISOString())})`;
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const deeper = `${indent}  `;
  const parts = (into: string) =>
    Array.isArray(value)
      ? value.map((each) => code(each, into))
      : Object.entries(value).map(([name, field]) => `${key(name)}: ${code(field, into)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const flat = parts(indent);
  if (flat.length === 0) return open + close;
  const pad = open === '{' ? ' ' : '';
  const oneLine = `${open}${pad}${flat.join(', ')}${pad}${close}`;
  if (!oneLine.includes('\n') && indent.length + used + oneLine.length <= lineMax) return oneLine;
  return `${open}\n${parts(deeper)
    .map((part) => `${deeper}${part},\n`)
    .join('')}${indent}${close}`;
}
