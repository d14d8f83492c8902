/** What a row of a private source says in a sentence: with both values where they may be seen, else by its ratio. */
import { hasVerdict } from '../../claims/outcome.ts'
import type { Row } from '../../claims/rows.ts'
import type { Inline } from '../../model.ts'
import { inSentence, say } from '../template/context.ts'
import { withinThreshold } from '../template/within-threshold.ts'

/** "benchmark A" in the middle of a sentence; a row that is plain time has no name of its own. */
function nameOf(row: Row): string {
  return row.label === 'Time' || row.label === 'Value' ? 'it' : inSentence(row.label)
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

function verbOf({ quantity }: Row): string {
  return quantity.noun === 'time' ? 'takes' : quantity.noun === 'memory' ? 'needs' : quantity.noun === 'value' ? 'is' : 'reaches'
}

/** The headline. */
export function outcomeOf(row: Row, values: boolean): Inline[] {
  const name = capital(nameOf(row))
  if (!hasVerdict(row)) {
    if (!values) return []
    return ['The files show ', say(row, 'before', 'rough'), ' before and ', say(row, 'after', 'rough'), ` after for ${nameOf(row)}. `]
  }
  const both: Inline[] = values ? [say(row, 'after', 'rough'), ' instead of ', say(row, 'before', 'rough'), ': '] : []
  return [`${name} ${verbOf(row)} `, ...both, say(row, 'change', 'words')]
}

/** The interval and the runs, or why there is no verdict. */
export function howSure(row: Row, values: boolean): Inline[] {
  const { verdict, interval, tier } = row.comparison
  if (hasVerdict(row)) {
    if (tier === 'X') return [' (exact).']
    const range: Inline[] = interval === null ? [] : [{ claim: 'level' }, ' interval ', say(row, 'interval', 'words'), ', ']
    return [' (', ...range, say(row, 'runs', 'words'), ').']
  }
  const of = values ? '' : ` for ${nameOf(row)}`
  if (verdict === 'no-material-change') return [withinThreshold(row, of)]
  if (verdict === 'inconclusive') return [`The runs do not show a clear difference${of}.`]
  return ['There are ', say(row, 'runs', 'words'), `${of}: too few for a verdict.`]
}

/** The worst cost, behind the headline. */
export function costOf(row: Row): Inline[] {
  return [` It has a price: ${nameOf(row)} ${verbOf(row)} `, say(row, 'change', 'words'), '.']
}
