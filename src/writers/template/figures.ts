/** One chart, one table: every row of the study, the worse ones bold, and where the figures come from. */

import { callersOf } from '../../claims/count-claims.ts'
import { hasVerdict, regressed, wayOf, withinError } from '../../claims/outcome.ts'
import type { Row } from '../../claims/rows.ts'
import type { Block, Inline, Section } from '../../model.ts'
import { type Context, inSentence, isFromFiles, say } from './context.ts'
import { environmentFacts } from './machine.ts'
import { listed } from './verbs.ts'

/** File name of the chart beside the entry. */
const CHART = 'figures.svg'

/** Every run of one side beyond every run of the other; said without a verdict where there are two or three runs a side. */
function apart(row: Row): boolean {
  const [a, b] = [row.baseline.extent, row.candidate.extent]
  return a !== null && b !== null && (a.high < b.low || b.high < a.low)
}

function changeCell(row: Row, onlyTime: boolean): Inline[] {
  const { verdict, interval, tier } = row.comparison
  if (hasVerdict(row)) {
    const change = say(row, 'change', onlyTime ? 'short' : 'words')
    const spread: Inline[] = tier === 'X' ? [' (exact)'] : interval === null ? [] : [' (', say(row, 'interval', 'words'), ')']
    return regressed(row) ? [{ strong: [change] }, ...spread] : [change, ...spread]
  }
  if (verdict === 'no-material-change') return [row.baseline.value === 0 && row.candidate.value === 0 ? 'unchanged' : 'no material change']
  if (verdict === 'inconclusive') return ['no clear difference']
  if (row.baseline.value === row.candidate.value) return ['unchanged']
  if (withinError(row)) return ['within the error']
  const difference = say(row, 'difference')
  // Bold, so that nobody overlooks it; what it is worth takes more runs to say.
  if (wayOf(row) === 'worse') return [{ strong: [difference] }]
  const runs = Math.min(row.baseline.runs, row.candidate.runs)
  return runs > 1 && apart(row)
    ? [difference, row.candidate.value < row.baseline.value ? ', lower in every run' : ', higher in every run']
    : [difference]
}

/** "Median of ten runs", "Reported by the author": what the left column stands under. */
function caption(rows: readonly Row[], vouching: string | null): Inline[] {
  const [first] = rows
  if (first === undefined) return []
  const runs = new Set(rows.filter((row) => row.comparison.tier !== 'X').map((row) => `${row.baseline.runs} ${row.candidate.runs}`))
  const counted = rows.find((row) => row.comparison.tier !== 'X') ?? first
  if (first.level === 'stated') return [isFromFiles(first) ? 'Stated by whoever ran it' : 'Reported by the author']
  const by = first.level === 'vouched' && vouching !== null ? `, vouched by ${vouching}` : ''
  if (runs.size === 1 && counted.baseline.runs > 1 && counted.baseline.runs === counted.candidate.runs) {
    return ['Median of ', say(counted, 'runs', 'number'), ` runs${by}`]
  }
  return [first.level === 'vouched' ? `Vouched${vouching === null ? '' : ` by ${vouching}`}` : 'Recorded']
}

function table(context: Context): Block {
  const { rows, evidence } = context.study
  const onlyTime = rows.every((row) => row.quantity.noun === 'time')
  const verdicts = rows.some(hasVerdict)
  const vouching = evidence.benchmarks.find((file) => file.level === 'vouched')?.by ?? null
  const last: Inline[] = verdicts ? [onlyTime ? 'change in time' : 'change', ' (', { claim: 'level' }, ' interval)'] : ['difference']
  return {
    type: 'table',
    align: ['left', 'right', 'right', 'right'],
    head: [caption(rows, vouching), ['before'], ['after'], last],
    rows: rows.map((row) => [[row.label], [say(row, 'before')], [say(row, 'after')], changeCell(row, onlyTime)]),
  }
}

/** Under the table: what a figure is made of, where all of them come from, on what machine. */
function notes({ study }: Context): Inline[] {
  const notes: Inline[] = []
  const summed = study.rows.find((row) => row.parts !== null)
  if (summed?.parts !== null && summed !== undefined) {
    const parts = summed.parts.map((part, i): Inline[] => [say(summed, `part${i + 1}`), ` (${part.benchmark})`])
    notes.push(
      say(summed, 'before'),
      ' is the sum of ',
      ...listed(parts).flatMap((piece) => (typeof piece === 'string' ? [piece] : piece)),
      '. ',
    )
  }
  const cited = [...new Set(study.rows.flatMap((row) => row.sources))]
  const words = (id: string) => {
    const source = study.sources.get(id)
    if (source?.kind === 'description') return 'the pull request'
    if (source?.kind === 'review') return 'a comment of the author'
    return source?.path === null ? `the files of the ${id.split(' ').at(-1)}` : (source?.data ?? 'the benchmark output')
  }
  const links = listed(cited.map((source): Inline => ({ cite: source, children: [words(source)] })))
  const computed = cited.some((source) => study.sources.get(source)?.kind === 'benchmark')
  notes.push(computed ? 'Computed from ' : 'All rows are in ', ...links, '.')
  if (study.agreement !== null && study.agreement.same === study.agreement.of && study.sources.has('description')) {
    notes.push(' The author’s own table ', { cite: 'description', children: ['in the pull request'] }, ' agrees.')
  }
  const facts = environmentFacts(study.environments)
  if (facts.length > 0) notes.push(' Measured on ', ...listed(facts.map((fact): Inline => ({ term: fact }))), '.')
  return notes
}

function chartAlternative({ rows }: Context['study']): Inline[] {
  const telling = rows.filter(
    (row) => row.comparison.verdict !== 'inconclusive' && row.comparison.verdict !== 'no-material-change' && !withinError(row),
  )
  const falling = telling.filter((row) => row.candidate.value < row.baseline.value)
  const rising = telling.filter((row) => row.candidate.value > row.baseline.value)
  const names = (list: readonly Row[]) => list.map((row) => inSentence(row.label)).join('; ')
  const parts = [falling.length > 0 ? `lower after: ${names(falling)}` : '', rising.length > 0 ? `higher after: ${names(rising)}` : '']
  const said = parts.filter((part) => part !== '').join('. ')
  return [`Before and after for each row of the table${said === '' ? '' : `; ${said}`}`]
}

function counts({ study }: Context): Section | null {
  if (!study.claims.has('count.files')) return null
  const callers = callersOf(study.evidence.changes)
  const number = (id: string): Inline => ({ claim: `count.${id}`, as: 'number' })
  const added = Number(study.claims.get('count.tests.added')?.value ?? 0)
  const removed = Number(study.claims.get('count.tests.removed')?.value ?? 0)
  const rows: Inline[][][] = []
  if (callers.length > 0) {
    const names = callers.length <= 4 ? callers.map((change) => change.path.split('/').at(-1) ?? change.path) : []
    const where: Inline[] = names.length > 0 ? listed(names.map((code): Inline => ({ code }))) : ['the files that were there before']
    rows.push([
      ['Lines in ', ...where],
      [number('callers.added'), ' added, ', number('callers.removed'), ' removed'],
    ])
  }
  if (added + removed > 0) rows.push([['Tests'], [number('tests.added'), ' added, ', number('tests.removed'), ' removed']])
  if (rows.length === 0) return null
  const note: Inline[] = ['Counted from the ', { cite: 'diff', children: ['diff'] }, '.']
  return {
    part: 'figures',
    heading: null,
    blocks: [
      { type: 'table', align: ['left', 'right'], head: [['Counted in the diff'], ['']], rows },
      { type: 'paragraph', children: note },
    ],
  }
}

/** Chart and table of a measured study; the counts of the diff where nothing was measured; null without either. */
export function figures(context: Context): Section | null {
  if (context.study.rows.length === 0) return counts(context)
  return {
    part: 'figures',
    heading: null,
    blocks: [
      { type: 'chart', file: CHART, alternative: chartAlternative(context.study) },
      table(context),
      { type: 'paragraph', children: notes(context) },
    ],
  }
}
