/**
 * The writer for a private source. It gets the study that everybody may see (policy/withhold) and says ratios where
 * values are withheld; what the allow-list opened is said as the default writer says it.
 */
import { hasVerdict, regressed } from '../claims/outcome.ts'
import type { Row } from '../claims/rows.ts'
import type { Inline, Narrative, Section } from '../model.ts'
import { costOf, howSure, outcomeOf } from './private/outcome.ts'
import { ratioFigures } from './private/ratio-figures.ts'
import { privateReceipts } from './private/receipts.ts'
import type { Context } from './template/context.ts'
import { say, titled, titleWords } from './template/context.ts'
import { figures } from './template/figures.ts'
import { limits } from './template/limits.ts'
import { problem } from './template/problem.ts'

/** Whether values may be said, or ratios alone. */
function hasValues({ study }: Pick<Context, 'study'>): boolean {
  return study.measurements.length > 0
}

/** Finds the words. */
export function privateWriter(context: Context): Narrative {
  const { study } = context
  const sections = [
    lead(context),
    study.rows.length === 0 ? null : hasValues(context) ? figures(context) : ratioFigures(context),
    problem(context),
    limits(context),
    privateReceipts(context),
  ].filter((section) => section !== null)
  return {
    title: titleOf(context),
    description: [...changeWords(context), ': what was measured, and how sure it is. The source is private.'],
    topics: [...new Set(study.evidence.subject.labels.map((label) => label.toLowerCase().replace(/[^a-z0-9]+/g, '-')))].slice(0, 4),
    sections,
    missing: ['the source, which is private', ...(hasValues(context) ? [] : ['values: ratios only'])],
  }
}

function titleOf(context: Context): Inline[] {
  const { headline } = context.study
  if (headline === null || !hasVerdict(headline)) return [titled(context, titleWords(context))]
  return [titled(context, titleWords(context)), ': ', say(headline, 'change', 'words')]
}

/** The title as it is: another form of its verb would be another word than the one that was opened. */
function changeWords(context: Context): Inline[] {
  const words = titleWords(context)
  return [titled(context, words), ...(words.includes(context.project) ? [] : [`, a change to ${context.project}`])]
}

function lead(context: Context): Section {
  const { headline, rows } = context.study
  const values = hasValues(context)
  const measured: Inline[] =
    headline === null
      ? ['No performance is claimed.']
      : [...outcomeOf(headline, values), ...howSure(headline, values), ...costs(rows, headline)]
  return { part: 'lead', heading: null, blocks: [{ type: 'paragraph', children: [...changeWords(context), '. ', ...measured] }] }
}

function costs(rows: readonly Row[], headline: Row): Inline[] {
  const worst = rows
    .filter((row) => row !== headline && regressed(row))
    .sort((a, b) => Math.abs(Math.log(b.comparison.ratio ?? 1)) - Math.abs(Math.log(a.comparison.ratio ?? 1)))[0]
  return worst === undefined ? [] : costOf(worst)
}
