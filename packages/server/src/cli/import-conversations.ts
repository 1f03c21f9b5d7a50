import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { id } from '../contract/ids.ts';
import { CommandError } from './command-error.ts';
import { type ImportPart, isFull, type RefusedLine, readLine, readLines } from './import-lines.ts';
import { type ImportGoal, mustBeOf, type SendParts, sendToServer } from './import-senders.ts';
import { note, type OutputOptions, printResult, withJson } from './output.ts';
import { Progress } from './progress.ts';
import type { Environment } from './run.ts';
import { remoteTarget, type TargetOptions, withTarget } from './target.ts';

interface Options extends TargetOptions, OutputOptions {
  workspace?: string;
  channel: string;
  dryRun?: boolean;
}

/** What became of a file. A line counts once, however many parts it has. */
interface Report {
  lines: number;
  created: number;
  updated: number;
  noop: number;
  refused: RefusedLine[];
}

/** With the line that was counted last. */
type Counting = Report & { last?: { line: number; result: string } };

export const importConversationsCommand = (env: Environment): Command =>
  withJson(
    withTarget(
      new Command('conversations')
        .description('Import conversations from a file of newline-delimited JSON.')
        .argument('<file>', 'one conversation per line; `-` reads standard input')
        .requiredOption('--channel <id>', 'channel that the conversations are to belong to')
        .option('--workspace <id|slug>', 'workspace to import into; with --url that of the token')
        .option('--dry-run', 'say what would be done, and do nothing'),
      'a credential that holds conversations:write',
    ),
  )
    .addHelpText(
      'after',
      `
A line is one item of POST /conversations/import:
  {"externalId":"ticket-1","customer":{"externalId":"user-1","name":"Mariah"},"subject":"…","state":"resolved",
   "messages":[{"externalId":"1","direction":"inbound","body":{"text":"…"},"sentAt":"2024-03-01T09:30:00Z"}]}

What is there already is left alone: an import that was broken off is simply run again. Lines that are refused are
listed with what is wrong with them, the others are taken; the exit code is 3 then.

Examples:
  $ woes import conversations tickets.ndjson --workspace acme --channel chn_01jd0000000000000000000001
  $ zcat tickets.ndjson.gz | woes import conversations - --channel chn_01jd0000000000000000000001 \\
      --url http://localhost:4000 --token "$WOES_KEY" --json`,
    )
    .action(async (file: string, { channel, workspace, dryRun = false, ...options }: Options) => {
      const channelId = id('chn').safeParse(channel);
      if (!channelId.success) throw new CommandError('--channel: Must be the id of a channel.', 2);
      const goal: ImportGoal = { channelId: channelId.data, dryRun };
      const remote = remoteTarget(options, env, 'credential');
      let report: Report;
      if (remote) {
        await mustBeOf(remote, workspace);
        report = await importFile(file, sendToServer(remote, goal));
      } else {
        if (!workspace) throw new CommandError('--workspace: Give the id or the slug of the workspace.', 2);
        const { importHere } = await import('./import-here.ts');
        report = await importHere(env, workspace, goal, (send) => importFile(file, send));
      }
      tell(report, options);
    });

async function importFile(file: string, send: SendParts): Promise<Report> {
  const size = file === '-' ? 0 : ((await stat(file).catch(() => null))?.size ?? 0);
  const progress = new Progress(process.stderr, size);
  const report: Counting = { lines: 0, created: 0, updated: 0, noop: 0, refused: [] };
  let batch: ImportPart[] = [];
  let read = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    const outcomes = await send(batch);
    for (const [index, part] of batch.entries()) count(report, part, outcomes[index]!);
    batch = [];
    progress.show(read, `${report.lines} lines, ${report.refused.length} refused`);
  };
  try {
    for await (const { line, text, bytes } of readLines(file)) {
      const found = readLine(line, text);
      if (found.length > 0) report.lines += 1;
      for (const each of found) {
        if ('code' in each) {
          report.refused.push(each);
          continue;
        }
        if (isFull(batch, each)) await flush();
        batch.push(each);
      }
      read += bytes;
    }
    await flush();
  } finally {
    progress.end();
  }
  const { last: _, ...counted } = report;
  return counted;
}

function count(
  report: Counting,
  { line, item }: ImportPart,
  { result, error }: Awaited<ReturnType<SendParts>>[number],
) {
  if (!error) {
    if (result !== 'created' && result !== 'updated' && result !== 'noop') return;
    // Of a line in several parts the first says what became of it, unless it was there and a later one was not.
    const { last } = report;
    if (last?.line !== line) report[result] += 1;
    else if (last.result === 'noop' && result === 'updated') {
      report.noop -= 1;
      report.updated += 1;
    } else return;
    report.last = { line, result };
    return;
  }
  const { externalId } = item;
  const fields = error.errors.map(({ pointer, code, detail }) => ({
    line,
    externalId,
    code,
    pointer: pointer.replace(/^\/items\/\d+/, ''),
    detail,
  }));
  if (fields.length > 0) report.refused.push(...fields);
  else report.refused.push({ line, externalId, code: error.code, pointer: '', detail: error.detail });
}

function tell(report: Report, options: OutputOptions): void {
  const refusedLines = new Set(report.refused.map(({ line }) => line)).size;
  printResult(
    report,
    [
      ['lines', String(report.lines)],
      ['created', String(report.created)],
      ['updated', String(report.updated)],
      ['unchanged', String(report.noop)],
      ['refused', String(refusedLines)],
    ],
    options,
  );
  if (report.refused.length === 0) return;
  if (!options.json)
    for (const { line, pointer, code, detail } of report.refused)
      note(`line ${line}${pointer ? ` ${pointer}` : ''}: ${detail} (${code})`);
  throw new CommandError(
    refusedLines === 1 ? '1 line was refused.' : `${refusedLines} lines were refused.`,
    3,
    'Mend them and run the command again: what was taken is left alone.',
  );
}
