import type { Line } from '../document/lines.ts'
import { type Figure, figure } from './figure.ts'
import { quantities } from './quantity.ts'

/** hyperfine's own screen output; its exports are a reader's (formats/hyperfine.ts). https://github.com/sharkdp/hyperfine */
export function readHyperfine(lines: readonly Line[], condition: string): { figures: Figure[]; taken: Set<number> } {
  const figures: Figure[] = []
  const taken = new Set<number>()
  let command: string | null = null
  let runs: number | null = null
  for (const [index, { text, number }] of lines.entries()) {
    const start = /^\s*Benchmark #?\d+: (.+)$/.exec(text)
    if (start !== null) {
      command = (start[1] ?? '').trim()
      const range = lines.slice(index + 1, index + 4).find((line) => /^\s*Range/.test(line.text))
      runs = Number(/(?<!\d)(\d+) runs/.exec(range?.text ?? '')?.[1] ?? Number.NaN)
      taken.add(number)
    } else if (command !== null) {
      const ratio = /^\s*(\d[\d.]*) (?:± \d[\d.]* )?times (?:faster|slower) than/.exec(text)
      if (ratio !== null) figures.push(timesFaster(ratio[1] ?? '', condition, number))
      const row = /^\s*(Time|Range) \(([^)]*)\):/.exec(text)
      if (row === null) continue
      taken.add(number)
      const names = row[1] === 'Time' ? timeColumns : rangeColumns
      const found = quantities(text.slice(row[0].length).replace(/…/g, ' ')).filter((q) => q.unit !== '')
      found.slice(0, names.length).forEach((q, i) => {
        const [metric, statistic] = names[i] ?? ['time', 'mean']
        const spread = q.spread === null ? null : ({ ...q.spread, kind: 'standard-deviation' } as const)
        const fields = {
          benchmark: command ?? '',
          metric,
          statistic,
          value: q.value,
          unit: q.unit,
          better: 'lower',
          side: 'unknown',
        } as const
        const whole = text.slice(row[0].length)
        const one = figure({ ...fields, condition, line: number, text: whole.slice(q.start, q.end).trim(), spread })
        figures.push(Number.isFinite(runs) ? { ...one, samples: runs, sampleKind: 'process' } : one)
      })
    }
  }
  return { figures, taken }
}

const timeColumns = [
  ['time', 'mean'],
  ['user', 'mean'],
  ['system', 'mean'],
] as const
const rangeColumns = [
  ['time', 'min'],
  ['time', 'max'],
] as const

/** hyperfine's own summary. The winner stands first there, whichever side it is: derived, never compared. */
function timesFaster(text: string, condition: string, line: number): Figure {
  const fields = { metric: 'times faster', statistic: 'ratio', value: Number(text), unit: 'x', better: 'unknown', side: 'unknown' } as const
  return figure({ ...fields, condition, line, text, role: 'derived' })
}
