/**
 * Runs the cases of this folder, each in a process of its own, and prints one table: case, figure, limit, met or not.
 * `npm run bench` runs all, `npm run bench -- startup` those named, and `--json FILE` keeps the figures, for a case study
 * of our own. Ends with 1 when a limit is not met.
 */
import { execFile } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Figure } from './figure.ts'

const execFileAsync = promisify(execFile)
const NOT_CASES = ['run.ts', 'figure.ts']
const args = process.argv.slice(2)

if (args[0] === '--one') await one(args[1] ?? '')
else {
  const at = args.indexOf('--json')
  await all(at < 0 ? args : args.toSpliced(at, 2), at < 0 ? null : (args[at + 1] ?? ''))
}

/** In the child: runs one case and prints its figures for the parent; a file without `run` is no case. */
async function one(name: string): Promise<void> {
  const { run } = (await import(`./${name}.ts`)) as { run?: () => Promise<Figure[]> }
  process.stdout.write(JSON.stringify((await run?.()) ?? []))
}

async function all(names: string[], file: string | null): Promise<void> {
  const cases = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && !NOT_CASES.includes(file))
    .map((file) => file.slice(0, -'.ts'.length))
    .filter((name) => names.length === 0 || names.includes(name))
    .sort()
  const figures: Figure[] = []
  for (const name of cases) {
    process.stderr.write(`${name} …\n`)
    const child = await execFileAsync(process.execPath, ['--expose-gc', import.meta.filename, '--one', name], { maxBuffer: 2 ** 24 })
    // What could not be measured, and why.
    process.stderr.write(child.stderr)
    figures.push(...(JSON.parse(child.stdout) as Figure[]))
  }
  process.stdout.write(table(figures))
  if (file !== null) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`)
  if (!figures.every(met)) process.exitCode = 1
}

function met({ value, limit, bound }: Figure): boolean {
  return bound === 'at-most' ? value <= limit : value >= limit
}

/** A Markdown table, so that it can be pasted into `docs/measuring.md` as it is. */
function table(figures: readonly Figure[]): string {
  const amount = (value: number, unit: string) =>
    `${value < 100 ? value.toPrecision(3) : Math.round(value)}${unit === '' ? '' : ` ${unit}`}`
  const rows = figures.map((figure) => [
    figure.name,
    amount(figure.value, figure.unit),
    `${figure.bound === 'at-most' ? 'at most' : 'at least'} ${figure.limit}${figure.unit === '' ? '' : ` ${figure.unit}`}`,
    met(figure) ? 'met' : '**not met**',
    figure.detail,
  ])
  const head = ['case', 'figure', 'limit', '', 'from']
  return [head, ['---', '--:', '--:', '---', '---'], ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}
