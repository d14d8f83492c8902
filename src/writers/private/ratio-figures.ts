/** The chart and the table of a page whose values are private: ratios, intervals, verdicts, runs. */
import { hasVerdict, regressed, wayOf, withinError } from '../../claims/outcome.ts'
import type { Row } from '../../claims/rows.ts'
import type { Block, Inline, Section } from '../../model.ts'
import { type Context, inSentence, say } from '../template/context.ts'
import { environmentFacts } from '../template/machine.ts'
import { listed } from '../template/verbs.ts'

function changeCell(row: Row): Inline[] {
  const { verdict, interval, tier } = row.comparison
  if (hasVerdict(row)) {
    const change = say(row, 'change', 'words')
    const spread: Inline[] = tier === 'X' ? [' (exact)'] : interval === null ? [] : [' (', say(row, 'interval', 'words'), ')']
    return regressed(row) ? [{ strong: [change] }, ...spread] : [change, ...spread]
  }
  if (verdict === 'no-material-change') return ['no material change']
  if (verdict === 'inconclusive') return ['no clear difference']
  if (withinError(row)) return ['within the error']
  const way = row.candidate.value < row.baseline.value ? 'lower' : 'higher'
  return wayOf(row) === 'worse' ? [{ strong: [way] }, ', too few runs'] : ['too few runs']
}

function table({ study }: Context): Block {
  const verdicts = study.rows.some(hasVerdict)
  const last: Inline[] = verdicts ? ['change (', { claim: 'level' }, ' interval)'] : ['difference']
  return {
    type: 'table',
    align: ['left', 'left', 'right', 'right'],
    head: [[''], ['runs'], ['after ÷ before'], last],
    rows: study.rows.map((row) => [
      [row.label],
      row.comparison.tier === 'X' ? ['exact'] : [say(row, 'runs', 'words')],
      // A ratio without a verdict reads like one.
      hasVerdict(row) ? [say(row, 'ratio')] : ['–'],
      changeCell(row),
    ]),
  }
}

/** What everybody can see in the chart, for who cannot see it. */
function alternative({ study }: Context): Inline[] {
  const telling = study.rows.filter(hasVerdict)
  const names = (rows: readonly Row[]) => rows.map((row) => inSentence(row.label)).join('; ')
  const [lower, higher] = [telling.filter((row) => row.candidate.value < 1), telling.filter((row) => row.candidate.value > 1)]
  const parts = [lower.length > 0 ? `lower after: ${names(lower)}` : '', higher.length > 0 ? `higher after: ${names(higher)}` : '']
  const said = parts.filter((part) => part !== '').join('. ')
  return [`The ratio of after to before for each row of the table${said === '' ? '' : `; ${said}`}`]
}

export function ratioFigures(context: Context): Section {
  const { study } = context
  const cited = [...new Set(study.rows.flatMap((row) => row.sources))]
  const words = (id: string) => {
    const kind = study.sources.get(id)?.kind
    if (kind === 'benchmark') return id.endsWith(' unknown') ? 'the benchmark output' : `the files of the ${id.split(' ').at(-1)}`
    return kind === 'description' ? 'the description' : 'a comment of the author'
  }
  const links = listed(cited.map((source): Inline => ({ cite: source, children: [words(source)] })))
  const facts = environmentFacts(study.environments)
  const machine: Inline[] = facts.length === 0 ? [] : [' Measured on ', ...listed(facts.map((fact): Inline => ({ term: fact }))), '.']
  return {
    part: 'figures',
    heading: null,
    blocks: [
      { type: 'chart', file: 'figures.svg', alternative: alternative(context) },
      table(context),
      { type: 'paragraph', children: ['Computed from ', ...links, ', which are private.', ...machine] },
    ],
  }
}
