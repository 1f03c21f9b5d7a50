import { defineConfig, type UserConfig } from 'tsdown';

const browser: UserConfig = {
  platform: 'browser',
  target: 'es2022',
  tsconfig: '../../tsconfig.json',
  minify: true,
  fixedExtension: false,
};

// Three builds and no shared chunk: each file is whole by itself.
export default defineConfig([
  { ...browser, entry: { index: 'src/index.ts' }, dts: true },
  { ...browser, entry: { panel: 'src/panel/register.ts' }, dts: true },
  {
    ...browser,
    entry: { embed: 'src/panel/embed.ts' },
    format: 'iife',
    dts: false,
    outputOptions: { entryFileNames: '[name].js' },
  },
]);
