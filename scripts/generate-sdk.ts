import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorCodes } from '../packages/server/src/contract/errors.ts';
import { scopes } from '../packages/server/src/contract/scopes.ts';
import { appRouter } from '../packages/server/src/router.ts';
import { operationsOf } from '../packages/server/src/rpc/catalogue.ts';
import { errorsFile } from './generate-sdk/errors-file.ts';
import { describeOperation, treeOf } from './generate-sdk/operations.ts';
import { resourcesFile } from './generate-sdk/resources-file.ts';
import { routerFile } from './generate-sdk/router-file.ts';
import { TypeWriter } from './generate-sdk/type-writer.ts';
import { typesFile } from './generate-sdk/types-file.ts';

const folder = new URL('../packages/sdk/src/generated/', import.meta.url);
const head = '// Generated from the contract of the API. Change the contract and generate again.\n\n';

/** The generated files of the SDK by name. The same contract always gives the same bytes. */
export function generateSdk(): Map<string, string> {
  const scopeNames = { name: 'ScopeName', values: scopes };
  const types = new TypeWriter([{ name: 'ErrorCode', values: errorCodes }, scopeNames]);
  const operations = operationsOf(appRouter).map((entry) => describeOperation(entry, types));
  const tree = treeOf(operations);
  const files = {
    'errors.ts': errorsFile(),
    'types.ts': typesFile(types, scopeNames),
    'router.ts': routerFile(tree),
    'resources.ts': resourcesFile(tree, operations),
  };
  return new Map(Object.entries(files).map(([name, text]) => [name, head + text]));
}

/** Names of the files that are not what the contract says. */
export function driftedFiles(): string[] {
  return [...generateSdk()].flatMap(([name, text]) => (read(name) === text ? [] : [name]));
}

function read(name: string): string | null {
  try {
    return readFileSync(new URL(name, folder), 'utf8');
  } catch {
    return null;
  }
}

if (import.meta.main) {
  const drifted = driftedFiles();
  const path = (name: string) => fileURLToPath(new URL(name, folder));
  if (process.argv.includes('--check')) {
    for (const name of drifted) console.error(`${path(name)} is not what the contract says.`);
    process.exitCode = drifted.length > 0 ? 1 : 0;
  } else {
    const files = generateSdk();
    for (const name of drifted) {
      writeFileSync(new URL(name, folder), files.get(name)!);
      console.log(`wrote ${path(name)}`);
    }
  }
}
