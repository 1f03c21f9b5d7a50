import { bringUp, runNode } from './bring-up.mjs';

bringUp();
process.exitCode = await runNode(['packages/server/src/main.ts'], {
  WOES_LOG: process.env.WOES_LOG ?? 'warn',
});
