import { expect, test } from 'vitest';
import { brotliBytes, bundle } from './testing/bundle.ts';

const timeoutMs = 60_000;
const limits = { index: 5000, panel: 14_000, embed: 14_000 };

for (const name of ['index', 'panel', 'embed'] as const)
  test(
    `${name}.js is whole by itself and at most ${limits[name]} bytes in brotli`,
    async () => {
      const files = await bundle(name);
      const code = files[`${name}.js`]!;
      console.log(
        `${name}.js: ${code.length} bytes minified, ${brotliBytes(code)} bytes brotli (limit ${limits[name]})`,
      );
      expect(code).not.toMatch(/\bimport\b/);
      expect(brotliBytes(code)).toBeLessThanOrEqual(limits[name]);
    },
    timeoutMs,
  );

test(
  'the declarations name nothing of the server and import nothing',
  async () => {
    for (const name of ['index', 'panel'] as const) {
      const files = await bundle(name, true);
      expect(files[`${name}.d.ts`]).not.toMatch(/\bzod\b|\bimport\b|contract/);
    }
  },
  timeoutMs,
);
