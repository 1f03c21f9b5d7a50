import { bringUp, runNode } from './bring-up.mjs';

const [program, ...args] = process.argv.slice(2);
bringUp({ widget: false });
process.exitCode = await runNode([program, ...args]);
