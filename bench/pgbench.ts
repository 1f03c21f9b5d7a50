import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageText, type Operation, operations } from './cases.ts';
import { author, eventOf, newMessage } from './contenders/message.ts';
import type { Data } from './data.ts';
import { conversationUuid, idOffset, idPrefixes, idTail, workspaceCount } from './numbering.ts';
import * as statements from './sql.ts';

/** Puts literals and pgbench variables where the statement has `$1`, `$2`, … */
const fill = (statement: string, values: readonly string[]) =>
  `${statement.replace(/\$(\d+)/g, (_, number: string) => values[Number(number) - 1]!)};`;

const conversationId = `('${idPrefixes.conversation}' || :number || '${idTail}')::uuid`;
// Ascending for each client, as new ids are: 4 + 6 + 9 + 10 + 3 digits.
const newId = `('0199' || :run || :count || '7000800000' || (100 + :client_id))::uuid`;

/** One random conversation and its workspace; for `send` one of the half that takes an answer. */
const pick = ({ conversations }: Data, operation: Operation) => {
  const perWorkspace = conversations / workspaceCount;
  const place =
    operation === 'send'
      ? `random(0, ${perWorkspace / 4 - 1}) * 4 + random(1, 2)`
      : `random(0, ${perWorkspace - 1})`;
  return [
    `\\set workspace random(0, ${workspaceCount - 1})`,
    `\\set place ${place}`,
    `\\set number ${idOffset} + :place * ${workspaceCount} + :workspace`,
  ].join('\n');
};

function script(data: Data, operation: Operation): string {
  // pgbench cannot compute a text, so the statement looks its workspace up among fifty constants.
  const workspaceId = `('{${data.workspaces.map(({ uuid }) => uuid).join(',')}}'::uuid[])[1 + :workspace]`;
  const picked = pick(data, operation);
  if (operation === 'list') return `${picked}\n${fill(statements.listConversations, [workspaceId])}`;
  if (operation === 'get')
    return `${picked}\n${fill(statements.getConversation, [workspaceId, conversationId])}`;

  const now = "'2026-11-22'";
  const text = `'${messageText}'`;
  // A space after each colon: pgbench would take what follows for the name of a variable.
  const authorText = `'${JSON.stringify(author).replaceAll(':', ': ')}'`;
  const insert = [
    workspaceId,
    newId,
    conversationId,
    ':next',
    ':timeline',
    'null',
    "'outbound'",
    authorText,
    "'text'",
    text,
  ];
  const update = [
    workspaceId,
    conversationId,
    ':messages',
    ':timeline',
    '0',
    ':unread',
    now,
    "'outbound'",
    text,
    now,
  ];
  // One event per call, so its count is a literal; the id comes from the counter, the rest is one document.
  const append = statements.appendEvents
    .replaceAll('jsonb_array_length($2::jsonb)', '1')
    .replace("(e.value->>'id')::uuid", newId);
  return [
    picked,
    '\\set count :count + 1',
    'begin;',
    `${fill(statements.lockConversation, [workspaceId, conversationId]).slice(0, -1)} \\gset`,
    '\\set next :last_sequence + 1',
    '\\set messages :message_count + 1',
    '\\set timeline :last_timeline_sequence + 1',
    '\\set unread :unread_customer + 1',
    fill(statements.insertMessage, [...insert, 'null', "'sent'", '1', now, now, "'[]'"]),
    fill(statements.updateConversation, [
      ...update,
      'null',
      "'waiting_on_customer'",
      'null',
      'null',
      ':reopen_count',
      ':version',
      now,
      ':next',
      'null',
      'false',
      'null',
      ':next',
      '0',
    ]),
    fill(append, [workspaceId, ':event']),
    'commit;',
  ].join('\n');
}

/** An event of the size that the server writes. */
function eventDocument(data: Data): string {
  const id = conversationUuid(0);
  const message = newMessage({ id, last_sequence: 2, last_timeline_sequence: 2 }, messageText, new Date());
  return JSON.stringify([eventOf(data.workspaces[0]!.uuid, message)]);
}

export interface Pgbench {
  /** Transactions per second over whole seconds, the first of which is not counted. */
  run(operation: Operation, seconds: number): Promise<number>;
}

/** The same statements prepared, from PostgreSQL's own load generator: what the database alone could do. */
export async function preparePgbench(
  programs: string,
  ownerUrl: string,
  data: Data,
  folder: string,
  clients: number,
): Promise<Pgbench> {
  const scripts = join(folder, 'pgbench');
  await mkdir(scripts);
  for (const operation of operations)
    await writeFile(join(scripts, `${operation}.sql`), script(data, operation));
  const { hostname, port, username, pathname } = new URL(ownerUrl);
  let runs = 0;

  return {
    async run(operation, seconds) {
      runs += 1;
      const output = await collect(
        join(programs, 'pgbench'),
        [
          [
            '-h',
            hostname,
            '-p',
            port,
            '-U',
            username,
            '-n',
            '-M',
            'prepared',
            '-c',
            String(clients),
            '-j',
            '1',
          ],
          ['-T', String(seconds + 1), '-P', '1', '-D', `run=${100_000 + runs}`, '-D', 'count=100000000'],
          ['-D', `event=${eventDocument(data)}`],
          ['-f', join(scripts, `${operation}.sql`), pathname.slice(1)],
        ].flat(),
      );
      const rates = [...output.matchAll(/progress: [\d.]+ s, ([\d.]+) tps/g)].map((match) =>
        Number(match[1]),
      );
      const counted = rates.slice(1);
      if (counted.length === 0) throw new Error(`pgbench measured nothing:\n${output.slice(-2000)}`);
      return counted.reduce((sum, rate) => sum + rate, 0) / counted.length;
    },
  };
}

function collect(program: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`pgbench failed:\n${output.slice(-2000)}`)),
    );
  });
}
