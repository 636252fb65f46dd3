import { defineConfig, type ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // Scoring threads and the command line run from dist, so it is built from the sources under test first.
    globalSetup: ['scripts/build-before-tests.ts', 'scripts/ensure-chromium.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

export default config
