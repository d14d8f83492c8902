import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Its own choice leaves one core for watching, which halves the speed on a machine of two.
    maxWorkers: '100%',
    // The JSON is for .ci/run, which counts.
    reporters: ['default', 'json'],
    outputFile: { json: 'out/tests.json' },
  },
})
