/** The fixtures of the readers, and what a reading says in lines that a person can check against the file. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { decode } from '../../src/benchmarks/document/decode.ts'
import type { Locator, Measurement, ReaderInput, Reading } from '../../src/model.ts'

export const fixtureRoot = join(import.meta.dirname, '../fixtures/benchmarks')

/** Beside each fixture lie its figures. */
export const figuresEnding = '.figures'

/** Paths of all fixtures below a folder of the fixtures, relative to it: `go-bench/old.txt`. */
export function fixtures(under = ''): string[] {
  const folder = join(fixtureRoot, under)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = under === '' ? name : `${under}/${name}`
      if (statSync(join(folder, name)).isDirectory()) return fixtures(path)
      return name.endsWith(figuresEnding) ? [] : [path]
    })
}

/** A fixture as a reader gets it. */
export function fixture(path: string): ReaderInput {
  return fileInput(join(fixtureRoot, path), path)
}

/** Any file as a reader gets it. */
export function fileInput(file: string, path = file): ReaderInput {
  const siblings = (name: string) => {
    const beside = join(dirname(file), name)
    return existsSync(beside) ? decode(readFileSync(beside)) : null
  }
  return { path, text: decode(readFileSync(file)), siblings }
}

/** One line a figure: benchmark | metric statistic | value unit | better | samples | the rest | where. */
export function figureLines(reading: Reading): string {
  const environment = Object.entries(reading.environment).map(([key, value]) => `environment ${key}: ${value}`)
  const flags = reading.flags.map(({ code, message, locator }) => `flag ${code}: ${message}${locator ? ` @ ${where(locator)}` : ''}`)
  const problems = reading.problems.map(({ line, message }) => `problem at line ${line ?? '?'}: ${message}`)
  const changes = reading.statedChanges.map(({ metric, condition, text }) => `stated change ${metric} | ${condition} | ${text}`)
  const lines = [
    `format ${reading.format ?? 'none'}`,
    ...environment,
    ...reading.measurements.map(figureLine),
    ...changes,
    ...flags,
    ...problems,
  ]
  return `${lines.join('\n')}\n`
}

function figureLine(measurement: Measurement): string {
  const { benchmark, metric, statistic, value, unit, better, samples, sampleKind, spread, side, condition, role, locator, values } =
    measurement
  const cells = [
    benchmark,
    `${metric} ${statistic}`,
    `${value} ${unit}`.trim(),
    better,
    samples === null ? '' : `${samples} ${sampleKind ?? 'samples'}`,
    spread === null ? '' : Object.values(spread).join(' '),
    values === undefined ? '' : `values ${values.length > 6 ? `${values.slice(0, 3).join(' ')} … ${values.at(-1)}` : values.join(' ')}`,
    condition,
    role === 'result' ? '' : role,
    side === 'unknown' ? '' : side,
  ]
  return `${cells
    .join(' | ')
    .replace(/(?: \|)+ $/, '')
    .replace(/( \| )+$/, '')} @ ${where(locator)}`
}

function where({ line, pointer, text }: Locator): string {
  return `${pointer ?? `line ${line}`} ${JSON.stringify(text)}`
}
