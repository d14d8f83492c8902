/** The lead: what changed, before and after, how sure, the worst cost. */

import { change, gotBetter, hasVerdict, improved, regressed, wayOf } from '../../claims/outcome.ts'
import type { Row } from '../../claims/rows.ts'
import { statedMachine } from '../../claims/stated-machine.ts'

import type { Inline, Section } from '../../model.ts'
import { type Context, isFromFiles, say, titled, titleWords } from './context.ts'
import { machineOf } from './machine.ts'
import { praises } from './praise.ts'
import { rowPhrase, rowSubject, verbOf } from './row-subject.ts'
import { uncomparedSentence } from './uncompared.ts'
import { apposition, asPredicate, listed } from './verbs.ts'
import { withinThreshold } from './within-threshold.ts'

function opening(context: Context): Inline[] {
  const { study, project } = context
  const { subject } = study.evidence
  const what = apposition(subject.repository.introduction, subject.repository.name)
  const predicate = asPredicate(titleWords(context))
  if (subject.kind === 'release')
    return [titled(context, titleWords(context)), ` is a release of ${what ?? project}, compared here with the release before it. `]
  if (predicate !== null) return [`In ${project}, this change `, titled(context, predicate), '. ']
  return [titled(context, titleWords(context)), `: a change to ${what === null ? project : `${project}, ${what}`}. `]
}

function withVerdict(context: Context, headline: Row): Inline[] {
  const { study } = context
  const machine = machineOf(study.environments)
  const interval: Inline[] =
    headline.comparison.interval === null ? [] : [{ claim: 'level' }, ' interval ', say(headline, 'interval', 'words'), ', ']
  const on: Inline[] = machine === null ? [] : [' on ', { term: machine }]
  const sure: Inline[] = headline.comparison.tier === 'X' ? [' (exact)'] : [' (', ...interval, say(headline, 'runs', 'words'), ...on, ')']
  return [
    ...(headline.comparison.benchmark !== '' && headline.name.includes(' ') ? ['The benchmark '] : []),
    ...rowSubject(headline, true),
    verbOf(headline) === 'is' ? ' is now ' : ` now ${verbOf(headline)} `,
    say(headline, 'after', 'rough'),
    ' instead of ',
    say(headline, 'before', 'rough'),
    ': ',
    say(headline, 'change', 'words'),
    ...sure,
    '. ',
  ]
}

/** "Get/serial takes 7.8 % more time". */
function changed(row: Row, first: boolean): Inline[] {
  const verb = verbOf(row)
  return [...rowSubject(row, first), ` ${verb === 'is' ? 'takes' : verb} `, say(row, 'change', 'words')]
}

function costs(rows: readonly Row[]): Inline[] {
  const all = rows.filter(regressed)
  const alike = all.filter((row) => row.quantity.noun === rows[0]?.quantity.noun)
  const worse = (alike.length > 0 ? alike : all).sort(
    (a, b) => Math.abs(Math.log(a.comparison.ratio ?? 1)) - Math.abs(Math.log(b.comparison.ratio ?? 1)),
  )
  const [first, ...more] = worse.length > 3 ? worse.slice(-3) : worse
  if (first === undefined) return []
  const each = [first, ...more].map((row) => changed(row, false))
  return ['It has a price: ', ...listed(each).flatMap((piece) => (typeof piece === 'string' ? [piece] : piece)), '.']
}

function gains(headline: Row, rows: readonly Row[]): Inline[] {
  const better = rows.filter((row) => row !== headline && improved(row)).slice(0, 2)
  if (better.length === 0) return []
  const each = better.map((row, i) => changed(row, i === 0))
  const sentence = listed(each).flatMap((piece) => (typeof piece === 'string' ? [piece] : piece))
  return [...sentence, '. ']
}

/** Both values and no verdict: too few runs, or no clear difference. */
function withoutVerdict({ study }: Context, headline: Row): Inline[] {
  const stated = headline.level === 'stated' && !isFromFiles(headline)
  const machine = machineOf(study.environments) ?? statedMachine(study.evidence.description)
  const who = stated ? 'The author reports ' : 'The files show '
  const runs = Math.max(headline.baseline.runs, headline.candidate.runs)
  const others = study.rows.filter((row) => row !== headline && gotBetter(row) && row.quantity.noun !== headline.quantity.noun)
  const second = others.find((row) => row.quantity.noun !== 'value') ?? others[0]
  const worst = study.rows
    .filter((row) => row !== headline && wayOf(row) === 'worse')
    .sort((a, b) => Math.abs(change(b)) - Math.abs(change(a)))[0]
  const name = headline.label === 'Time' ? '' : ` for ${rowPhrase(headline)}`
  const first: Inline[] = [who, say(headline, 'before', 'rough'), ' before and ', say(headline, 'after', 'rough'), ' after', name, '. ']
  const next: Inline[] =
    second === undefined
      ? []
      : [...rowSubject(second, true), ' went from ', say(second, 'before', 'number'), ' to ', say(second, 'after', 'rough'), '. ']
  const cost: Inline[] =
    worst === undefined
      ? []
      : [
          ...rowSubject(worst, true),
          worst.candidate.value < worst.baseline.value ? ' fell from ' : ' rose from ',
          say(worst, 'before', 'number'),
          ' to ',
          say(worst, 'after', 'rough'),
          '. ',
        ]
  const on: Inline[] = machine === null ? [] : [' on ', { term: machine }]
  const sure: Inline[] =
    headline.comparison.verdict === 'no-material-change'
      ? [withinThreshold(headline, '')]
      : headline.comparison.verdict === 'inconclusive'
        ? ['The runs do not show a clear difference.']
        : runs === 1
          ? ['That is ', say(headline, 'runs', 'words'), ...on, ', too few to call it a gain.']
          : runs < 5
            ? ['That is ', say(headline, 'runs', 'words'), ...on, ', too few for a verdict.']
            : ['Without the runs themselves no verdict can be computed.']
  return [...first, ...next, ...cost, ...sure]
}

/** The author's first sentence, unless it praises: no verdict backs praise in a lead, in quotation marks or not. */
export function leadReason({ problem }: Context['passages']): string[] {
  const first = problem[0]?.[0]
  return first === undefined || praises(first) ? [] : [first]
}

function ofDecision(context: Context): Inline[] {
  const { study, passages, exchanges } = context
  const behaviour = exchanges.some((exchange) => exchange.about === 'behaviour')
  const [reason] = leadReason(passages)
  const why: Inline[] =
    reason === undefined
      ? []
      : [{ cite: 'description', children: ['The author’s reason'] }, ': ', { quote: reason, source: 'description' }, ' ']
  const changed = behaviour ? 'What behaves differently is listed below. ' : ''
  const uncompared = uncomparedSentence(context)
  // A link behind a quotation would be taken for its source.
  if (uncompared.length > 0) return [changed, ...uncompared, ' ', ...why]
  const measured: Inline[] =
    study.statedChanges.length === 0
      ? ['No performance was measured and none is claimed.']
      : ['The author ', { cite: 'description', children: ['states a change'] }, ' without both figures, so nothing was computed from it.']
  return [...why, changed, ...measured]
}

/** The first paragraph: can be pasted as a post. */
export function lead(context: Context): Section {
  const { headline, rows } = context.study
  const body =
    headline === null
      ? ofDecision(context)
      : hasVerdict(headline)
        ? [...withVerdict(context, headline), ...(costs(rows).length > 0 ? costs(rows) : gains(headline, rows))]
        : withoutVerdict(context, headline)
  return { part: 'lead', heading: null, blocks: [{ type: 'paragraph', children: [...opening(context), ...body] }] }
}
