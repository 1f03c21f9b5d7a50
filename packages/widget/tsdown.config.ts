import { defineConfig } from 'tsdown';

const browsers = 'es2022';

export default defineConfig([
  {
    entry: { index: 'src/index.ts' },
    format: 'esm',
    platform: 'browser',
    target: browsers,
    minify: true,
    dts: true,
    tsconfig: '../../tsconfig.json',
    fixedExtension: false,
  },
]);
