/**
 * How long each reader takes against the extractor of github-action-benchmark for the same tool, on the same text, in one
 * process and in turn: at 4 kB, which is what most runs print, and at 10 MB. Both are told the tool, both begin with the
 * text, and of every figure found the name, value and unit are looked at. The peer does less: one figure a benchmark in most
 * formats (the mean, not the memory, nor the intervals), no place in the file, no sides, no warnings, no runs behind a mean.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from 'simple-statistics'
import { read } from '../src/benchmarks/read.ts'
import type { Reading } from '../src/model.ts'
import type { Figure } from './figure.ts'
import { type Extract, fetchedPeer, type TheirFigure } from './github-action-benchmark/peer.ts'
import { type Output, outputs } from './github-action-benchmark/texts.ts'

const SIZES = [
  // Long enough a sample to be measured, and the compiler warm, as for the 10 MB.
  { name: '4 kB', bytes: 4_000, rounds: 31, times: 50 },
  { name: '10 MB', bytes: 10e6, rounds: 7, times: 1 },
]

export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-bench-'))
  try {
    const extract = fetchedPeer(folder)
    if (extract === null) return []
    const figures: Figure[] = []
    for (const size of SIZES) for (const output of outputs) figures.push(await against(extract, output, size))
    return figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function against(extract: Extract, { tool, format, file, text: textOf }: Output, { name, bytes, rounds, times }: (typeof SIZES)[0]) {
  const text = textOf(bytes)
  const input = { path: file, text, siblings: () => null }
  const ways = {
    ours: () => looked(read(input, { format })),
    finding: () => looked(read(input)),
    theirs: async () => theirsLooked(await extract(tool, text)),
  }
  const measured = { ours: [] as number[], finding: [] as number[], theirs: [] as number[] }
  const found = { ours: 0, finding: 0, theirs: 0 }
  for (let round = 0; round < rounds; round++)
    for (const way of ['ours', 'theirs', 'finding'] as const) {
      globalThis.gc?.()
      const started = performance.now()
      for (let time = 0; time < times; time++) found[way] = await ways[way]()
      measured[way].push((performance.now() - started) / times)
    }
  const missing = notAmong(read(input, { format }).measurements, await extract(tool, text))
  if (missing !== null) throw new Error(`${tool} at ${name}: ours has not found ${JSON.stringify(missing)}`)
  const [ours, theirs, finding] = [median(measured.ours), median(measured.theirs), median(measured.finding)]
  return {
    name: `${tool}, ${name}: reading against github-action-benchmark`,
    value: ours / theirs,
    unit: '×',
    limit: 1,
    bound: 'at-most' as const,
    detail: `${ours.toPrecision(3)} ms for ${found.ours} figures, ${theirs.toPrecision(3)} ms for ${found.theirs}; ${(finding / theirs).toPrecision(3)} × when not told the tool`,
  }
}

/** Looks at each figure, as whoever uses it does; how many there are. */
function looked({ measurements }: Reading): number {
  let sum = 0
  for (const { benchmark, value, unit } of measurements) sum += benchmark.length + unit.length + value
  return Number.isNaN(sum) ? Number.NaN : measurements.length
}

function theirsLooked(figures: readonly TheirFigure[]): number {
  let sum = 0
  for (const { name, value, unit } of figures) sum += name.length + unit.length + value
  return Number.isNaN(sum) ? Number.NaN : figures.length
}

/** A figure of theirs whose value is none of ours: then the times are not of the same work. */
function notAmong(ours: readonly { value: number }[], theirs: readonly TheirFigure[]): TheirFigure | null {
  const values = new Set(ours.map(({ value }) => value))
  return theirs.find(({ value }) => !values.has(value)) ?? null
}
