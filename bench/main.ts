import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findPostgres } from '../packages/server/src/testing/postgres-server.ts';
import { checkAnswers } from './check.ts';
import { describeMachine, machineLine } from './machine.ts';
import { measureAll, type Plan, stepCount } from './measure.ts';
import { preparePgbench } from './pgbench.ts';
import { Progress } from './progress.ts';
import { markdownTable, terminalTable, verdicts } from './report.ts';
import { setUp } from './setup.ts';
import { summarise } from './summary.ts';

const usage = `npm run bench -- [options]

  --quick        20 000 conversations and short rounds, in less than 90 s
  --json FILE    also writes the result as JSON
  --help         prints this`;

const connections = 32;
const poolSize = 10;
const setUpSteps = 12;

const plans: Record<'full' | 'quick', Plan> = {
  full: {
    conversations: 200_000,
    rounds: 5,
    seconds: 3,
    rampSeconds: 0.5,
    warmUpSeconds: 3,
    connections,
  },
  quick: {
    conversations: 20_000,
    rounds: 2,
    seconds: 0.6,
    rampSeconds: 0.2,
    warmUpSeconds: 0.4,
    connections,
  },
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean' }, json: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return console.log(usage);
  if (!findPostgres()) throw new Error('The bench needs PostgreSQL 15 or later on this machine.');
  const plan = plans[values.quick ? 'quick' : 'full'];
  const progress = new Progress(process.stderr);
  const onStep = (step: string) => progress.step(step);

  await using stack = new AsyncDisposableStack();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stack.disposeAsync().finally(() => process.exit(1)));
  progress.begin(setUpSteps);
  const setup = await setUp(stack, { conversations: plan.conversations, poolSize, onStep });
  const { data, contenders, generator, programs, ownerUrl, folder } = setup;
  const machine = describeMachine(programs);
  const bodySize = await checkAnswers(contenders, data);
  const pgbench = await preparePgbench(programs, ownerUrl, data, folder, connections);

  progress.begin(stepCount(plan, contenders.length));
  const cases = await measureAll({ plan, data, contenders, generator, pgbench, bodySize, onStep });
  await checkAnswers(contenders, data);
  progress.end();

  const summaries = cases.map(summarise);
  console.log(`
${machineLine(machine)}
${plan.conversations} conversations in ${data.workspaces.length} workspaces, ${connections} connections, pool of ${poolSize}, medians of ${plan.rounds} rounds

${terminalTable(summaries, process.stdout)}

${verdicts(summaries).join('\n')}

For the README:

${markdownTable(machine, summaries)}`);
  if (values.json)
    await writeFile(
      values.json,
      `${JSON.stringify({ machine, cases: summaries.map(({ result }) => result) }, null, 2)}\n`,
    );
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
