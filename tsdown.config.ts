import { defineConfig, type UserConfig } from 'tsdown'

// Unbundled: dist mirrors src file by file, so that the worker's entry and the models folder are found by
// the same relative paths from the source tree and from the published package.
const library: UserConfig = {
  entry: ['src/index.ts', 'src/serve/index.ts', 'src/cli/main.ts', 'src/cross-encoder/worker.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  unbundle: true,
  fixedExtension: false,
  dts: true,
  // `AsyncDisposable` is in no default `lib`, and programs that check the types of their libraries may lack Node's types.
  banner: { dts: '/// <reference lib="esnext.disposable" />' },
  sourcemap: true,
  clean: true,
}

// The server's page: one script for browsers, beside its HTML and its style.
const playground: UserConfig = {
  entry: { app: 'src/serve/playground/page/app.ts' },
  outDir: 'dist/playground',
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  tsconfig: 'src/serve/playground/page/tsconfig.json',
  outputOptions: { entryFileNames: '[name].js' },
  minify: true,
  dts: false,
  clean: false,
  copy: ['src/serve/playground/page/index.html', 'src/serve/playground/page/style/*.css'],
}

const configs: UserConfig[] = defineConfig([library, playground])

export default configs
