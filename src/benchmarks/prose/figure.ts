import type { Better, Measurement, Side, StatedChange } from '../../model.ts'

/** A measurement before it has an id. */
export type Figure = Omit<Measurement, 'id'>

/** What stands around a block and holds for its figures. */
export interface Context {
  /** From a label, a caption or a heading. */
  side: Side
  /** Headings and labels that are not sides, joined by ` · `. */
  condition: string
  /** The prose right above, for a metric or unit that only it names; empty for none. */
  caption: string
}

/** What a reader of one kind of block finds. */
export interface Found {
  figures: Figure[]
  changes: StatedChange[]
}

export const nothing: Found = { figures: [], changes: [] }

/** A figure with the defaults of prose: one value, nothing known of its samples. */
export function figure(fields: {
  benchmark?: string
  metric: string
  statistic?: string
  value: number
  unit: string
  better: Better
  side: Side
  condition: string
  line: number
  text: string
  spread?: Measurement['spread']
  role?: Measurement['role']
}): Figure {
  const { line, text, ...rest } = fields
  return {
    benchmark: '',
    statistic: 'value',
    role: 'result',
    spread: null,
    ...rest,
    samples: null,
    sampleKind: null,
    locator: { line, text },
  }
}

/** Conditions joined, empty ones and repetitions left out. */
export function joinConditions(...parts: readonly string[]): string {
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))].join(' · ')
}
