/** What is known of a table of Catch2 when its lines are read. */
import type { Line } from '../document/lines.ts'
import type { Ran, TakeRow } from '../findings.ts'
import { nameOfBlock } from './catch2-block.ts'

/** The benchmarks below one header: where those begin that are a block, and the others. */
export interface Table {
  readonly sections: string
  readonly isAnalysed: boolean
  readonly blocks: number[]
  readonly rows: Row[]
  readonly take: TakeRow
}

/** A benchmark that is read line by line: its name and counts, then a line of the mean and one of the deviation. */
export interface Row {
  readonly sections: string
  name: string
  readonly ran: () => Ran
  /** The line of the mean. */
  mean: Line | null
  readonly units: Set<string>
  /** Lines of figures so far. */
  figures: number
}

/** With the sections around it. */
export function nameOf({ sections, name }: Row): string {
  return sections + name
}

/** The benchmarks that were run more than once. */
export function repeatedIn(text: string, tables: readonly Table[]): ReadonlySet<string> {
  const once = new Set<string>()
  const repeated = new Set<string>()
  function count(name: string): void {
    if (once.has(name)) repeated.add(name)
    else once.add(name)
  }
  for (const { sections, blocks, rows } of tables) {
    for (const from of blocks) count(sections + nameOfBlock(text, from))
    for (const row of rows) count(nameOf(row))
  }
  return repeated
}
