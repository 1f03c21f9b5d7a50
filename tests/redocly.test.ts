import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** The documents as Redocly's strictest rules see them: what it recommends, with warnings as errors. */
const folder = resolve(import.meta.dirname, '../docs');
const program = resolve(import.meta.dirname, 'node_modules/@redocly/cli/bin/cli.js');

function lint(file: string) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, 'lint', file, '--extends', 'recommended-strict', '--format', 'stylish'],
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
