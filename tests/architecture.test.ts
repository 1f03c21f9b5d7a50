import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** The borders between rooms, read from the import lines. */
const root = resolve(import.meta.dirname, '..');
const source = join(root, 'packages/server/src');
const categories = [
  'authentication',
  'workspaces',
  'conversations',
  'customers',
  'knowledge',
  'agent',
  'channels',
  'webhooks',
  'limits',
  'widget',
];

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test(-d)?\.ts$/.test(name))
    .map((name) => join(folder, name));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  return [
    ...text.matchAll(/^(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm),
  ].map(([, type, named, bare]) => {
    const specifier = (named ?? bare)!;
    const to = specifier.startsWith('.') ? relative(source, resolve(file, '..', specifier)) : specifier;
    return { from: relative(source, file), to, typeOnly: type !== undefined };
  });
}

const all = filesBelow(source).flatMap(importsOf);
const roomOf = (path: string) => path.split('/')[0]!;
const say = (found: Import[]) => found.map(({ from, to }) => `${from} imports ${to}`);

test('the borders are checked on real imports', () => {
  expect(all.length).toBeGreaterThan(300);
});

/** A category's contract is `contract.ts`, or a folder `contract/` of one file per resource behind it. */
const isContract = (path: string) => /(^|\/)contract(\/[a-z-]+)?\.ts$/.test(path);

test('contracts know zod and other contracts only', () => {
  const contracts = all.filter(({ from }) => isContract(from));
  expect(say(contracts.filter(({ to }) => to !== 'zod' && !isContract(to)))).toEqual([]);
});

test('routers wire, and never touch the database', () => {
  const routers = all.filter(({ from }) => from.endsWith('/router.ts'));
  expect(
    say(
      routers.filter(
        ({ to }) => to.startsWith('platform/') || to.endsWith('tables.ts') || to === 'drizzle-orm',
      ),
    ),
  ).toEqual([]);
});

test('categories meet only at their front doors', () => {
  const crossing = all.filter(
    ({ from, to }) =>
      categories.includes(roomOf(from)) && categories.includes(roomOf(to)) && roomOf(from) !== roomOf(to),
  );
  expect(say(crossing.filter(({ to }) => !/\/index\.ts$/.test(to) && !isContract(to)))).toEqual([]);
});

test('the platform knows no category, no rpc and no http', () => {
  const platform = all.filter(({ from }) => from.startsWith('platform/'));
  expect(
    say(platform.filter(({ to }) => [...categories, 'rpc', 'http', 'router.ts'].includes(roomOf(to)))),
  ).toEqual([]);
});

test('only http knows requests and responses', () => {
  const elsewhere = all.filter(({ from }) => !/^(http\/|server\.ts|testing\/|cli)/.test(from));
  expect(
    say(elsewhere.filter(({ to }) => /^(hono|@hono|node:http)/.test(to) || to.startsWith('http/'))),
  ).toEqual([]);
});

test('drivers are known to the database folder only', () => {
  const outside = all.filter(({ from }) => !from.startsWith('platform/db/') && !from.startsWith('testing/'));
  expect(say(outside.filter(({ to }) => /^(postgres|pg|@electric-sql\/pglite)$/.test(to)))).toEqual([]);
});

test('the job queue is known to the jobs folder only', () => {
  const outside = all.filter(({ from }) => !from.startsWith('platform/jobs/'));
  expect(say(outside.filter(({ to }) => to === 'pg-boss'))).toEqual([]);
});

test('there is one way out of the server', () => {
  // The command line is a client of servers, and the tests of them.
  const inServer = filesBelow(source).filter(
    (file) =>
      !/^(platform\/http-out|cli|testing)\//.test(relative(source, file)) &&
      // Where files are kept is for the operator to say, not for callers.
      relative(source, file) !== 'platform/files/s3.ts',
  );
  const clients = /^(undici|node-fetch|axios|got|ws|nodemailer|node:(https|http2|tls|dgram|net|http))$/;
  const called = inServer.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const modules = importsOf(file).filter(({ to, typeOnly }) => !typeOnly && clients.test(to));
    const harmless = /import \{ (isIPv6|isIP) \} from 'node:net'/.test(text);
    const fetches = /(?<![.\w])fetch\(|\bnew (WebSocket|EventSource|XMLHttpRequest)\b/.test(text);
    return [
      ...(harmless ? [] : say(modules)),
      ...(fetches ? [`${relative(source, file)} calls out by itself`] : []),
    ];
  });
  expect(called).toEqual([]);
});

test('sdk and widget know the server by its types only', () => {
  for (const name of ['sdk', 'widget']) {
    const imports = filesBelow(join(root, 'packages', name, 'src')).flatMap(importsOf);
    expect(
      say(
        imports.filter(
          ({ to, typeOnly }) => (to.startsWith('@woes/server') || to.includes('server/src')) && !typeOnly,
        ),
      ),
    ).toEqual([]);
  }
});

test('no file of the server has become two things', () => {
  const long = filesBelow(source).filter(
    (file) =>
      !file.endsWith('contract.ts') &&
      readFileSync(file, 'utf8').split('\n').length > 300 &&
      !file.includes('/contract/'),
  );
  expect(long.map((file) => relative(root, file))).toEqual([]);
});
