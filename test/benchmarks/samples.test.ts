/**
 * Real outputs of the tools, with labels made by hand. They are other people's files and stay outside the project;
 * where they lie beside it, every reader is held against those of its own format.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formats } from '../../src/benchmarks/formats.ts'
import { read } from '../../src/benchmarks/read.ts'
import type { Measurement } from '../../src/model.ts'
import { fileInput } from './figures.ts'

const folder = join(import.meta.dirname, '../../../shared/benchmarks')
const present = existsSync(folder)

interface Label {
  name: string
  value: number
  unit: string | null
  better: string
  samples: number | null
}

interface Sample {
  format: string
  accept?: string[]
  measurements: Label[]
}

function samples(): { file: string; sample: Sample }[] {
  const known = new Set<string>(formats.map(({ name }) => name))
  return readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).isDirectory())
    .flatMap((name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)))
    .filter((file) => file.endsWith('.expected.json'))
    .map((file) => ({ file: file.replace(/\.expected\.json$/, ''), sample: JSON.parse(readFileSync(file, 'utf8')) as Sample }))
    .filter(({ sample }) => known.has(sample.format) || sample.accept?.some((format) => known.has(format)))
}

/** Spellings of one unit. */
function unit(written: string | null): string {
  return (written ?? '')
    .toLowerCase()
    .replaceAll(/[μµ]/g, 'u')
    .replaceAll(' ', '')
    .replace(/tokens?/, 'tok')
    .replace(/requests?/, 'req')
    .replace(/seconds?/, 's')
    .replace('/sec', '/s')
    .replace('0..1', 'ratio')
    .replace(/^(?:count|1|none|null)$/, '')
    .replace(/^unknown\b.*/, 'unknown')
}

/** Labels with a number of samples that the file does not have: 20 for its 100 requests, and the tool's default for a table without any. */
const otherCounts = ['trtllm-bench/report-rtx6000-qwen25-0.5b-in1024-out40.json', 'llama-bench/gb10-gemma4-26b.md']

function agrees(label: Label, found: Measurement, counted: boolean): boolean {
  const directed = label.better === 'lower' || label.better === 'higher'
  return (
    Math.abs(found.value - label.value) <= 1e-9 * Math.max(1, Math.abs(label.value)) &&
    unit(found.unit) === unit(label.unit) &&
    (!directed || found.better === label.better) &&
    (!counted || label.samples === null || found.samples === label.samples)
  )
}

describe.skipIf(!present)('real samples beside the project', () => {
  if (!present) return
  test.each(samples())('$file', ({ file, sample }) => {
    const { format, measurements } = read(fileInput(file))
    expect([sample.format, ...(sample.accept ?? [])]).toContain(format)
    const counted = !otherCounts.some((name) => file.endsWith(name))
    expect(sample.measurements.filter((label) => !measurements.some((found) => agrees(label, found, counted)))).toEqual([])
  })
})

test.skipIf(present)('real samples are not here: only the project’s own fixtures were read', () => {})
