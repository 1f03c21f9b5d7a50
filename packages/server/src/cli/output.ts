import { styleText } from 'node:util';
import type { Command } from 'commander';

export interface OutputOptions {
  json?: boolean;
}

export const withJson = (command: Command): Command =>
  command.option('--json', 'print the result as JSON, for programs');

/** The result, and nothing else, goes to stdout: as JSON, or as one line per fact. */
export function printResult(
  result: object,
  facts: [name: string, value: string][],
  { json }: OutputOptions,
): void {
  if (json) {
    console.log(JSON.stringify(result, null, 2));
    return;
  }
  const width = Math.max(...facts.map(([name]) => name.length));
  for (const [name, value] of facts) console.log(`${styleText('dim', name.padEnd(width))}  ${value}`);
}

/** What a person should know beside the result. */
export const note = (text: string): void => console.error(text);

export function complain(message: string, hint: string | null): void {
  console.error(`${styleText('red', 'error', { stream: process.stderr })}: ${message}`);
  if (hint) console.error(hint);
}
