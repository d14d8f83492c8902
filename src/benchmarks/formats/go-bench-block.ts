/** What rows under one configuration (`pkg: …`, `cpu: …`) have in common. */
import type { Line } from '../document/lines.ts'
import type { Ran, TakeRow } from '../findings.ts'
import { sideOf } from '../prose/side.ts'
import { rowTaker } from './go-bench-figures.ts'
import { iterationsOf, nameAt } from './go-bench-row.ts'
import type { MeasuredAs } from './go-bench-units.ts'

/** Rows under one configuration, which may stand in several places. */
export interface Block {
  readonly configuration: ReadonlyMap<string, string>
  /** Where its rows begin in the text. */
  readonly rows: number[]
  /** What was run in one of its rows; asked when all rows are known. */
  readonly ran: (row: Line) => Ran
  /** Takes one of its rows apart. */
  readonly take: TakeRow
}

/** What says where it ran, and under which word. */
export const environmentKeys = new Map([
  ['goos', 'os'],
  ['goarch', 'arch'],
  ['cpu', 'cpu'],
  ['go', 'go'],
])

/** What says which state was measured and when: it differs between the sides, and is no condition of theirs. */
const provenance = new Set(
  'commit commit-time commit-date branch ref sha rev revision tag head base date time timestamp upload-time shell job run run-id'.split(
    ' ',
  ),
)

type Configuration = Block['configuration']

/** Whether the rows of a text differ in a setting; asked when all rows are known. */
type Differs = (key: string) => boolean

/** Each setting is looked at once, however many blocks ask. */
export function differsAmong(blocks: ReadonlyMap<string, Block>): Differs {
  const known = new Map<string, boolean>()
  return (key) => {
    const answer = known.get(key) ?? new Set([...blocks.values()].map(({ configuration }) => configuration.get(key))).size > 1
    known.set(key, answer)
    return answer
  }
}

/** The block of a configuration, which may have stood above. */
export function openBlock(
  text: string,
  configuration: Configuration,
  blocks: Map<string, Block>,
  differs: Differs,
  measuredAs: MeasuredAs,
): Block {
  const key = JSON.stringify([...configuration])
  const known = blocks.get(key)
  if (known !== undefined) return known
  const rows: number[] = []
  let said: { context: Context; repeated: ReadonlySet<string> } | null = null
  function ran({ text: row }: Line): Ran {
    said ??= { context: contextOf(configuration, differs), repeated: repeatedAmong(text, rows) }
    const { side = 'unknown', condition = '' } = said.context
    const benchmark = nameAt(row, 0)
    return said.repeated.has(benchmark)
      ? { benchmark, side, condition, samples: 1, sampleKind: 'repetition' }
      : { benchmark, side, condition, samples: iterationsOf(row), sampleKind: 'iteration' }
  }
  const block = { configuration, rows, ran, take: rowTaker(text, ran, measuredAs) }
  blocks.set(key, block)
  return block
}

/** The benchmarks that were run more than once. */
function repeatedAmong(text: string, rows: readonly number[]): ReadonlySet<string> {
  const once = new Set<string>()
  const repeated = new Set<string>()
  let last = ''
  for (const row of rows) {
    const name = nameAt(text, row)
    // Most runs of `-count` stand below each other.
    if (name === last || once.has(name)) repeated.add(name)
    else once.add(name)
    last = name
  }
  return repeated
}

type Context = Pick<Ran, 'side' | 'condition'>

/**
 * File configuration that sets a row apart: the package when there are several, and keys of the author's own. One that
 * names a side (`note: before`) says just that. A commit or date of all rows sets none of them apart.
 */
function contextOf(configuration: Configuration, differs: Differs): Context {
  const own = [...configuration].filter(([key, value]) => value !== '' && (key === 'pkg' ? differs(key) : !environmentKeys.has(key)))
  const side = own.map(([key, value]) => (key === 'pkg' ? 'unknown' : sideOf(value).side)).find((one) => one !== 'unknown') ?? 'unknown'
  const rest = own.filter(([key, value]) => key === 'pkg' || (sideOf(value).side === 'unknown' && !(provenance.has(key) && !differs(key))))
  return { side, condition: rest.map(([key, value]) => `${key}: ${value}`).join(', ') }
}
