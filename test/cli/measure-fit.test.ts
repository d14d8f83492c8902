/** `casewright measure` of scaling-law points, as a person types it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { measureSchema } from '../../src/model.ts'
import { sweep } from '../benchmarks/scaling-runs.ts'

const directory = mkdtempSync(join(tmpdir(), 'casewright-fit-'))
const rows = sweep(5, 4, 0.004, 2).map(({ sizes: { N, D }, loss }) => `${N},${D},${loss.toFixed(4)}`)
writeFileSync(join(directory, 'runs.csv'), `params,tokens,loss\n${rows.join('\n')}\n`)
writeFileSync(join(directory, 'few.csv'), `params,tokens,loss\n${rows.slice(0, 3).join('\n')}\n`)

function measure(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NO_COLOR: '1' }
  return spawnSync(process.execPath, [resolve('src/cli.ts'), 'measure', ...args], { cwd: directory, env, encoding: 'utf8' })
}

test('says the law with its intervals, what it means, and how far it reaches', () => {
  const { stdout, status } = measure('runs.csv', '--chart', 'law.svg')
  expect(status).toBe(0)
  const lines = stdout.slice(stdout.indexOf('Scaling law')).split('\n')
  expect(lines[0]).toBe('Scaling law  L = E + A/N^α + B/D^β, 20 runs of runs.csv')
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}α +0\.3\d* +\(0\.\d+ to 0\.\d+\)$/))
  expect(lines).toContainEqual(
    expect.stringMatching(/^ {2}says {2}Doubling the parameters takes [\d.]+ to [\d.]+ % off A\/N\^α, doubling the tokens/),
  )
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^ {2}runs {2}Half of them lie within [\d.]+ % of the law; the furthest [\d.]+ % (?:above|below) it, line \d+\.$/,
    ),
  )
  expect(lines).toContain(
    '  range  N from 50 million to 10 billion parameters; D from 1 billion to 300 billion tokens. Beyond that the law is an extrapolation.',
  )
  expect(lines).toContainEqual(expect.stringMatching(/1000 draws of whole runs\. A fit of one state: no before and after\.$/))
  const chart = readFileSync(join(directory, 'law.svg'), 'utf8')
  expect(chart).toContain('Loss by training tokens D, without what parameters add')
  expect(chart.match(/>extrapolated</g)).toHaveLength(2)
})

test('answers the same as JSON, and why there is no law', () => {
  const answer = measureSchema.strict().parse(JSON.parse(measure('--json', 'runs.csv', 'few.csv').stdout))
  const [law, none] = answer.fits ?? []
  expect(law).toMatchObject({ file: 'runs.csv', refused: null, level: 0.95, resamples: 1000 })
  expect(law?.of).toHaveLength(20)
  const losses = answer.files[0]?.measurements.filter(({ role }) => role === 'result').map(({ id }) => id)
  expect(law?.of.toSorted()).toEqual(losses?.toSorted())
  expect(none).toMatchObject({ file: 'few.csv', parameters: [], refused: expect.stringMatching(/^There are 3 sizes of run/) })
})

test('draws nothing where there is no law, and says why', () => {
  const { status, stderr } = measure('few.csv', '--chart', 'none.svg')
  expect(status).toBe(2)
  expect(stderr).toContain('There is no scaling law to draw. few.csv: There are 3 sizes of run')
})

test('compares losses of one training a side without a verdict, and asks for seeds', () => {
  const { stdout } = measure('--baseline', 'runs.csv', '--candidate', 'few.csv')
  expect(stdout).toContain('moves with the seed too. Train both sides from several seeds')
  expect(stdout).not.toMatch(/[▲▼]/)
})
