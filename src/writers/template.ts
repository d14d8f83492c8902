/** The default writer: extractive and structural, no model. Reads like the entry: part after part, each only where evidence carries it. */
import type { Study } from '../claims/study.ts'
import type { Narrative, Section } from '../model.ts'
import type { Passages } from './passages.ts'
import { behaviour } from './template/behaviour.ts'
import { change } from './template/change.ts'
import type { Context } from './template/context.ts'
import { costs } from './template/costs.ts'
import { figures } from './template/figures.ts'
import { lead } from './template/lead.ts'
import { limits } from './template/limits.ts'
import { problem } from './template/problem.ts'
import { questions } from './template/questions.ts'
import { receipts } from './template/receipts.ts'
import { repeat } from './template/repeat.ts'
import { exchangesOf } from './template/speech.ts'
import { descriptionOf, titleOf } from './template/title.ts'
import { projectName } from './template/verbs.ts'

/** What the author's passages and the discussion give the template, for the draft and for its pull request's text. */
export function contextOf(study: Study, passages: Passages): Context {
  const { repository } = study.evidence.subject
  return { study, passages, exchanges: exchangesOf(study.evidence.threads), project: projectName(repository.introduction, repository.name) }
}

/** Labels that say what a page is about; those that steer tools do not. */
const STEERING = /case-study|ready|review|needs|wip|release|bug|good first|help wanted|ci|lgtm/i

function topicsOf({ evidence }: Study): string[] {
  const languages = evidence.changes.flatMap((change) => (change.test || change.language === null ? [] : change.language.toLowerCase()))
  const sizes = Map.groupBy(languages, (language) => language)
  const main = [...sizes].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0]?.[0]
  const labels = evidence.subject.labels
    .filter((label) => !STEERING.test(label))
    .map((label) => label.toLowerCase().replace(/[^a-z0-9]+/g, '-'))
  return [...new Set([...labels, ...(main === undefined ? [] : [main])])].slice(0, 4)
}

/** What the page lacks, in words for readers and for the author. */
function missingFrom(context: Context, sections: readonly Section[]): string[] {
  const { study } = context
  const has = (part: Section['part']) => sections.some((section) => section.part === part)
  const environment = study.environments.candidate
  return [
    ...(study.kind === 'decision' ? [study.uncompared.length > 0 ? 'figures that can be compared' : 'benchmarks'] : []),
    ...(study.kind === 'measured' && study.evidence.benchmarks.length === 0 && study.rows.every((row) => row.level === 'stated')
      ? ['raw benchmark files']
      : []),
    ...(study.kind === 'measured' && Object.keys(environment).length === 0 ? ['machine and software versions'] : []),
    ...(has('problem') || context.passages.problem.length > 0 ? [] : ['the reason of the change']),
    ...(has('repeat') ? [] : ['commands to repeat the measurement']),
  ]
}

/** Finds the words of an entry. */
export function template(context: Context, formats: readonly string[]): Narrative {
  const sections = [
    lead(context),
    figures(context),
    problem(context),
    change(context),
    behaviour(context),
    costs(context),
    limits(context),
    repeat(context, formats),
    questions(context),
    receipts(context),
  ].filter((section) => section !== null)
  return {
    title: titleOf(context),
    description: descriptionOf(context),
    topics: topicsOf(context.study),
    sections,
    missing: missingFrom(context, sections),
  }
}
