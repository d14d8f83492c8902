/** An entry as a job summary, and its chart as Mermaid. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/root.ts'
import { mermaidCharts } from '../../src/case-study/chart/mermaid.ts'
import type { ChartRow } from '../../src/case-study/chart/row.ts'
import { entrySummary } from '../../src/case-study/summary.ts'

function row(label: string, before: number, after: number, more: Partial<ChartRow> = {}): ChartRow {
  const side = (value: number) => ({ value, text: String(value) })
  return {
    label,
    unit: 'ns',
    baseline: side(before),
    candidate: side(after),
    verdict: 'improved',
    better: 'lower',
    ratio: null,
    interval: null,
    ...more,
  }
}

test('a diagram for each unit, size and direction; every value a plain decimal', () => {
  const rows = [
    row('Get, 8 goroutines', 182.94, 61.4),
    row('Put', 60, 50),
    row('Slow', 9000, 3e9),
    row('Served', 79.3, 81.8, { unit: 'tok/s', better: 'higher' }),
    row('Tiny', 3e-7, 1e-7, { unit: 's', better: 'unknown' }),
    row('Cannot be drawn', -1, 2),
    row('Nothing', 0, 0),
  ]
  expect(mermaidCharts(rows)).toEqual([
    'xychart-beta horizontal\n  title "Before and after"\n  x-axis ["Get, 8 goroutines: before", "Get, 8 goroutines: after", "Put: before", "Put: after"]\n  y-axis "ns, lower is better" 0 --> 192.1\n  bar [182.9, 61.4, 60, 50]',
    'xychart-beta horizontal\n  title "Before and after"\n  x-axis ["Slow: before", "Slow: after"]\n  y-axis "ns, lower is better" 0 --> 3150000000\n  bar [9000, 3000000000]',
    'xychart-beta horizontal\n  title "Before and after"\n  x-axis ["Served: before", "Served: after"]\n  y-axis "tok/s, higher is better" 0 --> 85.89\n  bar [79.3, 81.8]',
    'xychart-beta horizontal\n  title "Before and after"\n  x-axis ["Tiny: before", "Tiny: after"]\n  y-axis "s" 0 --> 0.000000315\n  bar [0.0000003, 0.0000001]',
  ])
})

test('a label is only text to Mermaid', () => {
  const [diagram = ''] = mermaidCharts([row('a"] %%{init}%% <b>\nbar [1]\u2028;`#', 2, 1, { unit: '"x' })])
  expect(diagram.split('\n')).toHaveLength(5)
  expect(diagram).toContain('x-axis ["a init b bar 1: before", "a init b bar 1: after"]')
  expect(diagram).toContain('y-axis "x, lower is better"')
})

test('the whole entry, or its lead: no picture, no link into the folder', () => {
  const markdown = readFileSync(join(root, 'examples/rowboat/entry/index.md'), 'utf8')
  const input = { markdown, title: 'A <b>title</b>', diagrams: ['xychart-beta\n  bar [1]'] }
  const whole = entrySummary({ ...input, extent: 'whole' })
  expect(whole).toMatch(/^## A &lt;b&gt;title&lt;\/b&gt;\n/)
  expect(whole).toContain('```mermaid\nxychart-beta\n  bar [1]\n```')
  expect(whole).toContain('### The problem')
  expect(whole).toContain('Computed from the files of the baseline and the files of the candidate.')
  expect(whole).toContain('figures in `data/measurements.csv`')
  expect(whole).not.toMatch(/!\[|\]\((?!https:)|^\[e\d+\]: (?!https:)|ledger:/m)
  const lead = entrySummary({ ...input, extent: 'lead' })
  expect(lead).toContain('| reading plain cells | 4.771')
  expect(lead).not.toContain('### ')
  expect(entrySummary({ ...input, markdown: 'Words.\n', extent: 'whole' })).toMatch(/^## [^\n]+\n\n```mermaid[\s\S]*```\n\nWords\.\n$/)
})
