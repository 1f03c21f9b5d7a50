#!/usr/bin/env node
import { run } from './cli/run.ts';

// A reader such as `head` may leave before the end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

const exitCode = await run(process.argv.slice(2), process.env);
// A server that failed to start may have left something open.
if (exitCode !== 0) process.exit(exitCode);
