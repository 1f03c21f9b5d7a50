import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createWorkspace } from '@woes/server/testing';
import { describe, expect, test } from 'vitest';

/** The code of the guides, run as it stands against a real server. */
const run = promisify(execFile);
const folder = resolve(import.meta.dirname, '../docs/guides');
const guides = (await readdir(folder)).filter((name) => name.endsWith('.md'));

const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code]) => code!);

/** What the comments behind `console.log` say is printed. */
const printed = (code: string) =>
  [...code.matchAll(/console\.log\(.*\);? \/\/ (.+)$/gm)].map(([, text]) => text!);

test('there are guides', () => {
  expect(guides.length).toBeGreaterThan(0);
});

describe.each(guides)('%s', (name) => {
  test('its programs run', async () => {
    const text = await readFile(join(folder, name), 'utf8');
    const { server, admin } = await createWorkspace();
    const env = { ...process.env, WOES_API_KEY: admin.key, WOES_BASE_URL: server.url };

    // Beside the tests, so that the program finds the packages of the workspace.
    const place = await mkdtemp(join(import.meta.dirname, '.guide-'));
    const program = join(place, 'guide.ts');
    const code = blocks(text, 'ts').join('\n');
    await writeFile(program, code);
    try {
      const { stdout } = await run(process.execPath, [program], { env });
      expect(printed(code)).not.toEqual([]);
      let at = 0;
      for (const expected of printed(code)) {
        expect(stdout.slice(at)).toContain(expected);
        at = stdout.indexOf(expected, at) + expected.length;
      }
    } finally {
      await rm(place, { recursive: true });
    }
    for (const command of blocks(text, 'sh')) {
      const { stdout } = await run('bash', ['-c', command], { env });
      expect(JSON.parse(stdout).code).toBeUndefined();
    }
  });
});
