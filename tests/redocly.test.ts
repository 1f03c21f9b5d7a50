import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** The documents as Redocly's strictest rules see them: what it recommends, with warnings as errors. */
const folder = resolve(import.meta.dirname, '../docs');
const config = join(import.meta.dirname, 'redocly/redocly.yaml');
const program = resolve(import.meta.dirname, 'node_modules/@redocly/cli/bin/cli.js');

function lint(file: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, 'lint', file, '--config', config, '--format', 'stylish'],
    {
      cwd: mkdtempSync(join(tmpdir(), 'woes-redocly-')),
      encoding: 'utf8',
      // It would tell its makers of each run, and ask them for a newer version.
      env: { PATH: process.env.PATH, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    },
  );
  return { status, said: `${stdout}${stderr}` };
}

test.each(['openapi.json', 'openapi-widget.json'])('%s breaks no rule of Redocly', (document) => {
  const { status, said } = lint(join(folder, document));
  expect(status, said.slice(-10_000)).toBe(0);
  expect(said).not.toMatch(/warning/i);
});

/** Redocly compares paths without their methods; what counts is whether one request can mean two operations. */
test.each(['openapi.json', 'openapi-widget.json'])('no request can mean two operations of %s', (document) => {
  const { paths } = JSON.parse(readFileSync(join(folder, document), 'utf8'));
  const requests = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item as object).map((method) => ({ method, path, parts: path.split('/') })),
  );
  const isParameter = (part: string) => part.startsWith('{');
  const meet = (a: string[], b: string[]) =>
    a.length === b.length && a.every((part, i) => part === b[i] || isParameter(part) || isParameter(b[i]!));
  // Fixed words win over a parameter in their place: only paths where each has a word of its own are in doubt.
  const wins = (a: string[], b: string[]) => a.every((part, i) => isParameter(b[i]!) || !isParameter(part));
  const doubtful = requests.flatMap((one, n) =>
    requests
      .slice(n + 1)
      .filter(({ method, parts }) => method === one.method && meet(one.parts, parts))
      .filter(({ parts }) => !wins(one.parts, parts) && !wins(parts, one.parts))
      .map(({ path }) => `${one.method} ${one.path} and ${path}`),
  );
  expect(doubtful).toEqual([]);
});

test('a document that breaks a rule would be found', () => {
  const document = JSON.parse(readFileSync(join(folder, 'openapi-widget.json'), 'utf8'));
  const [operation] = Object.values(Object.values(document.paths)[0] as Record<string, any>);
  delete operation.operationId;
  const file = join(mkdtempSync(join(tmpdir(), 'woes-redocly-')), 'openapi.json');
  writeFileSync(file, JSON.stringify(document));
  const { status, said } = lint(file);
  expect(status).toBe(1);
  expect(said).toContain('operationId');
});
