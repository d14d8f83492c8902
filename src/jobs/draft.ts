/** The main job: evidence → study → words → entry → policy → destination. Reads like that line. */
import { decode } from '../benchmarks/document/decode.ts'
import { sectionNodes } from '../case-study/blocks.ts'
import { type Composition, compose } from '../case-study/compose.ts'
import { printMarkdown } from '../case-study/markdown.ts'
import { scribe } from '../case-study/phrase.ts'
import type { Preset } from '../case-study/presets.ts'
import { type Study, study } from '../claims/study.ts'
import type { BenchmarkFile, EntryFile, Evidence, MappingRule, Side, Subject } from '../model.ts'
import { namesMachine } from '../policy/machine-names.ts'
import { authorQuestions } from '../writers/author-questions.ts'
import { pullRequestSections } from '../writers/pull-request-text.ts'
import { type Context, titleWords } from '../writers/template/context.ts'
import { benchmarkCommands } from '../writers/template/repeat.ts'
import { proseOf } from '../writers/template/speech.ts'
import { contextOf, template } from '../writers/template.ts'
import { tooLittle } from '../writers/too-little.ts'
import { requireFigures } from './both-sides.ts'
import { type ReadEvidence, readEvidence } from './read-evidence.ts'
import { type DiffLine, refuseSecrets, refuseSecretsInDiff, type TextPlace } from './refuse-secrets.ts'

/** What an entry is about, for a destination that says so. */
export interface About {
  subject: Subject
  /** The entry's own title. */
  title: string
}

export interface DraftRequest {
  collect: () => Promise<{ evidence: Evidence; suspects: readonly DiffLine[] }>
  /** Gets the entry's folder name and its files; answers where they are. The only way out, behind the policy gate. */
  publish: (slug: string, files: readonly EntryFile[], about: About) => Promise<string>
  preset: Preset
  /** Names of metrics that may have a headline; empty for the format's default. */
  primary: readonly string[]
  /** Sides whose files a person named: without a figure of theirs there is no draft. */
  named?: readonly Side[]
  /** What the columns of benchmark files of the author's own making are; none without a mapping. */
  mapping?: readonly MappingRule[]
  /** Places (`path:line`) that a person looked at and found to be no secret. */
  allowedSecrets: ReadonlySet<string>
  /** Whether comments on the pull request are read for answers, as the App does. */
  takesAnswers?: boolean
  /** casewright and its version, for the ledger. */
  generator: string
  onProgress: (label: string) => void
}

/** What was read of one file, for people. */
interface ReadSummary {
  file: string
  side: BenchmarkFile['side']
  format: string | null
  measurements: number
  problems: string[]
  flags: string[]
}

export type DraftResult = { read: ReadSummary[]; commits: number; files: number } & (
  | { kind: 'drafted'; folder: string; composition: Composition; study: Study }
  | { kind: 'too-little'; why: string; questions: { number: number; words: string }[] }
)

/** Drafts an entry. Throws a KnownError where a user can mend the cause; nothing is written then. */
export async function draft(request: DraftRequest): Promise<DraftResult> {
  const { onProgress, publish } = request
  const { evidence: collected, suspects } = await request.collect()

  onProgress('Looking for secrets')
  await refuseSecretsInDiff(suspects, request.allowedSecrets)
  await refuseSecrets(textsOf(collected), 'the evidence holds', request.allowedSecrets)

  onProgress('Reading figures')
  const reading = readEvidence(collected, request.mapping ?? [])
  requireFigures(request.named ?? [], reading.evidence, reading.readings)
  const found = studyOf(reading, request.primary)
  const context = contextOf(found, reading.passages)
  const summary = summaryOf(reading)
  const why = tooLittle(context)
  if (why !== null) return { kind: 'too-little', ...summary, why, questions: questionsOf(context) }

  onProgress('Writing')
  const composition = compose({
    study: found,
    narrative: template(context, formatsOf(reading)),
    preset: request.preset,
    name: titleWords(context),
    isPrivate: privateFiles(reading),
    generator: request.generator,
  })
  const files = [...composition.files, { path: 'pull-request.md', content: pullRequestText(context, request.takesAnswers === true) }]
  await refuseSecrets(files.map(textOf), 'the entry would hold', request.allowedSecrets)
  const folder = await publish(composition.slug, files, { subject: collected.subject, title: composition.title })
  return { kind: 'drafted', ...summary, folder, composition, study: found }
}

/** What readings say, compared. */
export function studyOf(reading: ReadEvidence, primary: readonly string[]): Study {
  const { evidence, readings, stated, doubts, passages } = reading
  const issues = evidence.threads.filter((thread) => thread.kind === 'issue').map((thread) => proseOf(thread.messages[0]?.text ?? ''))
  return study({
    evidence,
    readings,
    stated,
    doubts,
    primary,
    reason: [...passages.problem.flat(), ...issues].join(' '),
    repeatable: benchmarkCommands(passages, formatsOf(reading)).length > 0,
    isPrivate: privateFiles(reading),
  })
}

/** Names of the benchmark formats that were read. */
export function formatsOf({ readings }: ReadEvidence): string[] {
  return [...new Set(readings.flatMap((reading) => reading.format ?? []))]
}

/** Files that name a machine's own folders or hosts do not lie beside the entry. */
function privateFiles({ evidence, readings }: ReadEvidence): (file: BenchmarkFile) => boolean {
  const flagged = new Set(evidence.benchmarks.filter((_, i) => readings[i]?.flags.some((flag) => flag.code === 'private-path')))
  // Readers look where their tool writes paths; a log may name them anywhere.
  return (file) => flagged.has(file) || namesMachine(decode(file.bytes))
}

function textOf(file: EntryFile): TextPlace {
  return { path: file.path, text: typeof file.content === 'string' ? file.content : decode(file.content) }
}

/** Everything somebody else wrote, except the diff. */
export function textsOf({ description, threads, benchmarks }: Evidence): TextPlace[] {
  return [
    ...(description === null ? [] : [{ path: 'the description', text: description }]),
    ...threads.flatMap(({ kind, messages }) => messages.map(({ text }) => ({ path: kind === 'issue' ? 'the issue' : 'the review', text }))),
    ...benchmarks.map((file) => ({ path: file.path, text: decode(file.bytes) })),
  ]
}

function questionsOf(context: Context): { number: number; words: string }[] {
  const printed = scribe(context.study)
  return authorQuestions(context).map(({ number, words }) => ({ number, words: printed.plain(words, { block: 'lead', row: null }) }))
}

function pullRequestText(context: Context, takesAnswers: boolean): string {
  return printMarkdown({ type: 'root', children: sectionNodes(pullRequestSections(context, takesAnswers), scribe(context.study)) })
}

function summaryOf({ evidence, readings }: ReadEvidence): Pick<DraftResult, 'commits' | 'files' | 'read'> {
  return {
    commits: evidence.commits.length,
    files: evidence.changes.length,
    read: evidence.benchmarks.map((file, i): ReadSummary => {
      const { format, measurements, problems, flags } = readings[i] ?? { format: null, measurements: [], problems: [], flags: [] }
      return {
        file: file.path,
        side: file.side,
        format,
        measurements: measurements.length,
        problems: problems.map(({ line, message }) => (line === null ? message : `line ${line}: ${message}`)),
        flags: flags.map((flag) => flag.message),
      }
    }),
  }
}
