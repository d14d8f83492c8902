/** Figures a human answers for: `vouched:` in the front matter (value, unit, what, who, why). */
import type { Finding } from './finding.ts'
import type { FrontMatter } from './front-matter.ts'
import { ledgerUnit, unitOf } from './units.ts'

export interface Vouched {
  /** In base units of the dimension. */
  value: number
  dimension: string
  /** As the front matter has it: `12 %`. */
  written: string
  who: string
}

/** Reads `vouched:`; entries without a value or a name are findings. */
export function vouchedIn(frontMatter: FrontMatter): { vouched: Vouched[]; findings: Finding[] } {
  const given = frontMatter.values.vouched
  const line = frontMatter.lines.get('vouched') ?? 1
  const findings: Finding[] = []
  const fault = (message: string) => findings.push({ grade: 'wrong', code: 'vouched', file: 'index.md', line, message })
  if (given === undefined || given === null) return { vouched: [], findings }
  if (!Array.isArray(given)) {
    fault('vouched: is no list. Expected entries with value, unit, what, who and why.')
    return { vouched: [], findings }
  }
  const vouched = given.flatMap((item: unknown, i) => {
    const entry: Record<string, unknown> = typeof item === 'object' && item !== null ? { ...item } : {}
    const { value, unit, who } = entry
    if (typeof value !== 'number' || typeof who !== 'string' || who.trim() === '') {
      fault(`vouched entry ${i + 1} needs a value (a number) and who vouches (a name).`)
      return []
    }
    const spelled = typeof unit === 'string' ? unit : ''
    const known =
      unitOf(spelled) ?? (/^\p{L}+$/u.test(spelled) && unitOf(spelled) === null ? { dimension: '', factor: 1 } : ledgerUnit(spelled))
    return [{ value: value * known.factor, dimension: known.dimension, written: `${value} ${spelled}`.trim(), who }]
  })
  return { vouched, findings }
}
