/** Texts in the shapes that people write, and beside each every figure, stated change and flag that it holds. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readText } from '../../../src/benchmarks/prose/read-text.ts'
import { figureLines } from '../figures.ts'

const folder = join(import.meta.dirname, '../../fixtures/prose')
const texts = readdirSync(folder).filter((name) => name.endsWith('.md'))

describe('what a text holds', () => {
  test.each(texts)('%s', (name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    const figures = readFileSync(join(folder, name.replace(/\.md$/, '.figures')), 'utf8')
    expect(figureLines(readText(text))).toBe(figures)
  })
})
