import { defineConfig, type UserConfig } from 'tsdown'

// Unbundled: dist mirrors src file by file, so that the worker's entry and the models folder are found by
// the same relative paths from the source tree and from the published package.
const config: UserConfig = defineConfig({
  entry: ['src/index.ts', 'src/serve/index.ts', 'src/cli/main.ts', 'src/cross-encoder/worker.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  unbundle: true,
  fixedExtension: false,
  dts: true,
  sourcemap: true,
  clean: true,
})

export default config
