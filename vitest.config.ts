import { configDefaults, defineConfig } from 'vitest/config'

/** Tests of the pure folders share nothing that one of them could change, so a worker runs them one after the other. */
const pure = ['benchmarks', 'case-study', 'claims', 'merge', 'policy', 'writers'].map((folder) => `test/${folder}/**/*.test.ts`)

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Its own choice leaves one core for watching, which halves the speed on a machine of two.
    maxWorkers: '100%',
    globalSetup: 'test/temporary-folder.ts',
    // The JSON is for .ci/run, which counts.
    reporters: ['default', 'json'],
    outputFile: { json: 'out/tests.json' },
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'world', include: ['test/**/*.test.ts'], exclude: [...configDefaults.exclude, ...pure] } },
    ],
  },
})
