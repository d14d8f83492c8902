import type { Better, Measurement, Side, StatedChange } from '../../model.ts'

/** A measurement before it has an id. */
export type Figure = Omit<Measurement, 'id'>

/** Words that are a side only beside their counterpart: "current", "without fusion", "the old parser", "the new parser". */
export type Open = 'current' | 'without' | 'old' | 'new'

/** A figure on its way: what only its neighbours can settle (`settle.ts`, `siblings.ts`). */
export interface Draft extends Figure {
  /** What its side's label says besides the side. */
  gloss?: string
  /** A label that is a side only beside another one. */
  open?: Open
  /** From a line of a log with a clock: such lines are workers or moments of one run, and no runs. */
  logged?: boolean
  /** A sentence under a side: "Main: the kernel takes 7 µs". */
  sibling?: boolean
}

/** What stands around a block and holds for its figures. */
export interface Context {
  /** From a label, a caption or a heading. */
  side: Side
  /** What that label says besides. */
  gloss: string
  open: Open | null
  /** Headings and labels that are not sides, joined by ` · `. */
  condition: string
  /** The prose right above, for a metric or unit that only it names; empty for none. */
  caption: string
}

/** What a reader of one kind of block finds. */
export interface Found {
  figures: Draft[]
  changes: StatedChange[]
}

/** Gives a block's figures what its label says besides the side. Figures with sides of their own have it as a condition. */
export function underLabel(figures: readonly Draft[], context: Context): Draft[] {
  if (context.gloss === '') return [...figures]
  return figures.map((one) => {
    if (context.open !== null && one.side === 'unknown') return { ...one, gloss: context.gloss, open: context.open }
    return one.side === context.side && one.side !== 'unknown'
      ? { ...one, gloss: context.gloss }
      : { ...one, condition: joinConditions(one.condition, context.gloss) }
  })
}

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
