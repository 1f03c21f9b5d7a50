import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: { index: 'src/index.ts' },
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  tsconfig: '../../tsconfig.json',
  dts: true,
  fixedExtension: false,
  // It is published as a module only; inside the bundle it works for `require` too.
  deps: { alwaysBundle: ['superjson'] },
});
