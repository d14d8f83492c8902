import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../src/benchmarks/prose/read-text.ts'
import type { Figure } from './figure.ts'

/** Figures in pull-request text: 100 texts, from the first one on, in a fresh process. */
export async function run(): Promise<Figure[]> {
  const folder = join(import.meta.dirname, '../test/fixtures/prose')
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  const hundred = Array.from({ length: 100 }, (_, i) => texts[i % texts.length] ?? '')
  const start = performance.now()
  const figures = hundred.reduce((sum, text) => sum + readText(text).measurements.length, 0)
  const seconds = (performance.now() - start) / 1000
  const bytes = hundred.reduce((sum, text) => sum + text.length, 0)
  const detail = `${Math.round(bytes / 1000)} kB, ${figures} figures, cold start included`
  return [{ name: '100 pull-request texts', value: seconds, unit: 's', bound: 'at-most', limit: 1, detail }]
}
