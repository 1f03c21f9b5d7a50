import { styleText } from 'node:util';
import { type Machine, machineLine } from './machine.ts';
import { type CaseSummary, targets } from './summary.ts';

const number = (value: number) =>
  Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ' ');

const heads = [
  'case',
  'door',
  'requests/s',
  'p50 ms',
  'p99 ms',
  'hand-written/s',
  'usual/s',
  'pgbench/s',
  '× hand-written',
  '× usual',
  '× pgbench',
];

const cells = ({ result, rps }: CaseSummary) => [
  result.name,
  result.door.toUpperCase(),
  number(result.rps),
  result.p50Ms.toFixed(1),
  result.p99Ms.toFixed(1),
  number(rps['hand-written']),
  number(rps.usual),
  number(rps.pgbench),
  result.vsHandWritten.toFixed(2),
  result.vsUsual.toFixed(2),
  result.vsPgbench.toFixed(2),
];

/** The table for people at a terminal; ratios that a target speaks of are coloured where colours show. */
export function terminalTable(summaries: CaseSummary[], stream: NodeJS.WriteStream): string {
  const rows = [heads, ...summaries.map(cells)];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: string[], paint: (text: string, column: number) => string) =>
    row
      .map((cell, column) =>
        paint(column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!), column),
      )
      .join('  ');
  return [
    line(heads, (text) => paint('bold', text, stream)),
    ...summaries.map((summary) =>
      line(cells(summary), (text, column) => {
        const reached = reachedAt(summary)[column];
        return reached === undefined ? text : paint(reached ? 'green' : 'red', text, stream);
      }),
    ),
  ].join('\n');
}

const reachedAt = ({ result }: CaseSummary): Record<number, boolean> => ({
  8: result.vsHandWritten >= targets[result.door].handWritten,
  9: result.vsUsual >= targets[result.door].usual,
});

const paint = (style: 'bold' | 'green' | 'red', text: string, stream: NodeJS.WriteStream) =>
  stream.isTTY ? styleText(style, text, { stream }) : text;

/** Which targets were reached, and by how much the others were missed. */
export function verdicts(summaries: CaseSummary[]): string[] {
  return summaries.flatMap(({ result }) => {
    const { handWritten, usual } = targets[result.door];
    return [
      ['hand-written', result.vsHandWritten, handWritten] as const,
      ['usual', result.vsUsual, usual] as const,
    ].map(
      ([other, ratio, target]) =>
        `${ratio >= target ? 'reached' : 'MISSED '}  ${result.name}, ${result.door.toUpperCase()}: ${ratio.toFixed(2)} × ${other} (target ${target.toFixed(2)})`,
    );
  });
}

/** The table for the README. */
export function markdownTable(machine: Machine, summaries: CaseSummary[]): string {
  const row = (texts: string[]) => `| ${texts.join(' | ')} |`;
  return [
    row(['case', 'door', 'requests/s', 'p50', 'p99', '× hand-written', '× usual', '× pgbench']),
    '|---|---|--:|--:|--:|--:|--:|--:|',
    ...summaries.map(({ result }) =>
      row([
        result.name,
        result.door.toUpperCase(),
        number(result.rps),
        `${result.p50Ms.toFixed(1)} ms`,
        `${result.p99Ms.toFixed(1)} ms`,
        result.vsHandWritten.toFixed(2),
        result.vsUsual.toFixed(2),
        result.vsPgbench.toFixed(2),
      ]),
    ),
    '',
    `${machineLine(machine)}.`,
  ].join('\n');
}
