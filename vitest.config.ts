import { availableParallelism } from 'node:os'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    // Scoring threads and the command line run from dist, so it is built from the sources under test first.
    globalSetup: ['scripts/build-before-tests.ts', 'scripts/ensure-chromium.ts'],
    // Much of the time goes by with waiting, for clocks and for other programs: half of it on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

export default config
