import { configDefaults, defineConfig } from 'vitest/config'

/** Tests of the pure folders share nothing that one of them could change. */
const pure = ['benchmarks', 'case-study', 'claims', 'merge', 'policy', 'writers'].map((folder) => `test/${folder}/**/*.test.ts`)
/** nock changes `fetch` and `http` for the whole process. */
const alone = ['test/github-client.test.ts', 'test/github-writer.test.ts']

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Its own choice leaves one core for watching, which halves the speed on a machine of two.
    maxWorkers: '100%',
    // A process for each file would load and warm up the same modules again, a second and more each time. Who sets a
    // variable of the environment sets it back; servers and folders are a test's own.
    isolate: false,
    globalSetup: 'test/temporary-folder.ts',
    // The JSON is for .ci/run, which counts.
    reporters: ['default', 'json'],
    outputFile: { json: 'out/tests.json' },
    // They run in the order of their names: long files first, so that no core waits for the last.
    projects: [
      { extends: true, test: { name: 'alone', include: alone, isolate: true } },
      { extends: true, test: { name: 'outside', include: ['test/**/*.test.ts'], exclude: [...configDefaults.exclude, ...pure, ...alone] } },
      { extends: true, test: { name: 'pure', include: pure } },
    ],
  },
})
