/**
 * `npm run measure:example`: measures the example anew, ten runs a side, by its own `bench/alternate.sh`, on this machine,
 * which should do nothing else for the two minutes it takes. Replaces the measured files, what they say of the machine, and
 * the table of the pull request's text. Then `npm run generate`.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { median } from 'simple-statistics'
import { exampleFolder, unpack } from './example.ts'
import { root } from './root.ts'

const RUNS = 10
const sides = { baseline: 'main', candidate: 'find-cells' }
const benchmarks = join(exampleFolder, 'benchmarks')
const work = mkdtempSync(join(tmpdir(), 'casewright-measure-'))
const clone = join(work, 'rowboat')

try {
  process.stderr.write(`Load before: ${loadavg()[0]?.toFixed(2)}\n`)
  unpack(clone)
  const env = { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` }
  const out = join(work, 'results')
  execFileSync(join(clone, 'bench/alternate.sh'), [sides.baseline, sides.candidate, String(RUNS), out], {
    cwd: clone,
    env,
    stdio: 'inherit',
  })
  process.stderr.write(`Load after: ${loadavg()[0]?.toFixed(2)}\n`)

  for (const [side, commit] of Object.entries(sides)) {
    for (const file of readdirSync(join(out, side))) writeFileSync(join(benchmarks, side, file), readFileSync(join(out, side, file)))
    writeEnvironment(commit, join(benchmarks, side, 'environment.json'))
  }
  writeTable()
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** Where it ran. Only node and git are on its path: no other tool took part. */
function writeEnvironment(commit: string, file: string): void {
  const bin = join(work, `bin-${commit}`)
  mkdirSync(bin)
  symlinkSync(process.execPath, join(bin, 'node'))
  symlinkSync(execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim(), join(bin, 'git'))
  execFileSync('git', ['-C', clone, 'checkout', '--quiet', commit])
  const args = [join(root, 'src/cli.ts'), 'environment', '--set', 'order=alternating', '--out', file]
  execFileSync(process.execPath, args, { cwd: clone, env: { ...process.env, PATH: bin }, stdio: 'inherit' })
}

/** The table that the pull request's author would have typed: medians, three digits. */
function writeTable(): void {
  const path = join(exampleFolder, 'pull-request.md')
  const [before, after] = [medians('baseline'), medians('candidate')]
  const rows = [...before].map(
    ([name, value]) => `| ${name} | ${value.toPrecision(3)} | ${(after.get(name) ?? Number.NaN).toPrecision(3)} |\n`,
  )
  const text = readFileSync(path, 'utf8')
  const start = text.indexOf('| --- | --: | --: |\n') + '| --- | --: | --: |\n'.length
  writeFileSync(path, text.slice(0, start) + rows.join(''))
}

function medians(side: keyof typeof sides): Map<string, number> {
  const runs = readdirSync(join(benchmarks, side))
    .filter((file) => /^\d+\.json$/.test(file))
    .map(
      (file) => JSON.parse(readFileSync(join(benchmarks, side, file), 'utf8')) as { results: { name: string; latency: { p50: number } }[] },
    )
  const values = Map.groupBy(
    runs.flatMap(({ results }) => results),
    ({ name }) => name,
  )
  return new Map([...values].map(([name, results]) => [name, median(results.map(({ latency }) => latency.p50))]))
}
