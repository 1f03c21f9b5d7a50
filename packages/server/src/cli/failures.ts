import { z } from 'zod';
import { ConfigError } from '../platform/config.ts';
import { databaseFault, FolderInUseError, MigrationError } from '../platform/db/index.ts';
import { invalidInput, problemOf } from '../rpc/problem-of.ts';
import { CommandError, type Explanation } from './command-error.ts';
import { explainProblem } from './refusals.ts';

/** What went wrong and what can be done about it. Causes that are not ours stay out: they may hold secrets. */
export function explain(error: unknown): Explanation {
  if (error instanceof CommandError) return error;
  if (error instanceof FolderInUseError)
    return {
      message: error.message,
      hint: 'When the other process is a server, let it do the work: --url http://localhost:4000 --token <token>.',
      exitCode: 1,
    };
  if (error instanceof ConfigError || error instanceof MigrationError)
    return { message: error.message, hint: null, exitCode: 1 };
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return { message: 'The port is in use.', hint: 'Choose another with --port or PORT.', exitCode: 1 };
  if (/^(28|3D)/.test(code))
    return {
      message: `The database refuses the connection (${code}).`,
      hint: 'Check DATABASE_URL.',
      exitCode: 1,
    };
  if (databaseFault(error) === 'unavailable')
    return { message: 'The database cannot be reached.', hint: 'Check DATABASE_URL.', exitCode: 1 };
  const problem = error instanceof z.ZodError ? invalidInput(error) : problemOf(error);
  if (problem.code === 'internal_error') return { message: wordsOf(error), hint: null, exitCode: 1 };
  return explainProblem(problem);
}

/** Query errors repeat the SQL and its parameters; only what the database said about it is told. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('query' in error)
    return `The database failed: ${error.cause ? wordsOf(error.cause) : 'it gave no reason'}`;
  return error.message;
}
