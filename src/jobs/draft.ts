/** The main job: evidence → study → words → entry → policy → destination. Reads like that line. */
import { decode } from '../benchmarks/document/decode.ts'
import { readText } from '../benchmarks/prose/read-text.ts'
import { read } from '../benchmarks/read.ts'
import { sectionNodes } from '../case-study/blocks.ts'
import { type Composition, compose } from '../case-study/compose.ts'
import { printMarkdown } from '../case-study/markdown.ts'
import { scribe } from '../case-study/phrase.ts'
import type { Preset } from '../case-study/presets.ts'
import { type Study, study } from '../claims/study.ts'
import { KnownError } from '../errors.ts'
import type { BenchmarkFile, EntryFile, Evidence, Reading } from '../model.ts'
import { safeTitle } from '../policy/grammar.ts'
import { findSecrets, type SecretPlace } from '../policy/secrets.ts'
import { rebuild } from '../policy/untrusted.ts'
import { type Passages, passagesOf } from '../writers/passages.ts'
import { authorQuestions, pullRequestSections } from '../writers/pull-request-text.ts'
import { wordCount } from '../writers/sentences.ts'
import { benchmarkCommands } from '../writers/template/repeat.ts'
import { proseOf } from '../writers/template/speech.ts'
import { plainTitle } from '../writers/template/verbs.ts'
import { contextOf, template } from '../writers/template.ts'

export interface DraftRequest {
  collect: () => Promise<{ evidence: Evidence; suspects: readonly { path: string; line: number; text: string }[] }>
  /** Gets the entry's folder name and its files; answers where they are. The only way out, behind the policy gate. */
  publish: (slug: string, files: readonly EntryFile[]) => Promise<string>
  preset: Preset
  /** Names of metrics that may have a headline; empty for the format's default. */
  primary: readonly string[]
  /** casewright and its version, for the ledger. */
  generator: string
  onProgress: (label: string) => void
}

/** What was read, for people: a line each. */
export interface ReadSummary {
  file: string
  side: BenchmarkFile['side']
  format: string | null
  measurements: number
  problems: string[]
  flags: string[]
}

export type DraftResult = {
  read: ReadSummary[]
  commits: number
  files: number
} & ({ kind: 'drafted'; folder: string; composition: Composition; study: Study } | { kind: 'too-little'; why: string; questions: string[] })

/** A draft needs a figure, or a reason that can be quoted; below this many words there is none. */
const FEWEST_WORDS = 12

/** Texts rebuilt, titles reduced: from here on nothing of an untrusted text can act. */
function made(evidence: Evidence): Evidence {
  return {
    ...evidence,
    subject: { ...evidence.subject, title: safeTitle(plainTitle(evidence.subject.title)) },
    description: evidence.description === null || evidence.description.trim() === '' ? null : rebuild(evidence.description).markdown,
    threads: evidence.threads.map((thread) => ({
      ...thread,
      messages: thread.messages.map((message) => ({ ...message, text: rebuild(message.text).markdown })),
    })),
  }
}

/** A file's neighbours are those of its own side and folder. */
function readFile(file: BenchmarkFile, all: readonly BenchmarkFile[]): Reading {
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1)
  const siblings = (name: string) => {
    const found = all.find((other) => other.side === file.side && other.path === folder + name)
    return found === undefined ? null : decode(found.bytes)
  }
  return read({ path: file.path, text: decode(file.bytes), siblings })
}

/** Refuses what holds a secret: places only, never the secret. */
async function refuseSecrets(documents: readonly { path: string; text: string }[], where: string): Promise<void> {
  const places: SecretPlace[] = await findSecrets(documents)
  if (places.length === 0) return
  const list = places.slice(0, 20).map(({ path, line, kind }) => `  ${path}:${line}  ${kind}`)
  const more = places.length > list.length ? [`  and ${places.length - list.length} more`] : []
  throw new KnownError(
    [
      `nothing was written: ${where} what looks like a secret.`,
      ...list,
      ...more,
      'Remove it (and revoke it: it is in the history), then draft again.',
    ].join('\n'),
  )
}

function documentsOf(evidence: Evidence, suspects: readonly { path: string; line: number; text: string }[]) {
  const diff = suspects.map(({ path, line, text }) => ({ path, line, text }))
  const texts = [
    ...(evidence.description === null ? [] : [{ path: 'the description', text: evidence.description }]),
    ...evidence.threads.flatMap((thread) =>
      thread.messages.map((message) => ({ path: thread.kind === 'issue' ? 'the issue' : 'the review', text: message.text })),
    ),
    ...evidence.benchmarks.map((file) => ({ path: file.path, text: decode(file.bytes) })),
  ]
  return { diff, texts }
}

/** Lines of a large diff are scanned each for itself, under their own line numbers. */
async function secretsInDiff(lines: readonly { path: string; line: number; text: string }[]): Promise<SecretPlace[]> {
  const found: SecretPlace[] = []
  const byPath = Map.groupBy(lines, (line) => line.path)
  for (const [path, group] of byPath) {
    for (const place of await findSecrets([{ path, text: group.map((line) => line.text).join('\n') }])) {
      found.push({ ...place, line: group[place.line - 1]?.line ?? place.line })
    }
  }
  return found
}

function whyTooLittle(evidence: Evidence, study: Study, passages: Passages): string | null {
  if (study.rows.length > 0) return null
  const reasons = [...passages.problem, ...passages.method, ...passages.leftOut, ...passages.tradeOffs]
  const words = wordCount(reasons.join(' '))
  const issue = evidence.threads.some((thread) => thread.messages.some((message) => wordCount(proseOf(message.text)) >= FEWEST_WORDS))
  if (words >= FEWEST_WORDS || (issue && words > 0)) return null
  const unread = study.unmatched.length > 0 ? `, no pair of figures (${study.unmatched.length} stand alone)` : ', no figure'
  return `Not enough for a page: no reason in the author’s words${unread}${issue ? '' : ', no discussion'}.`
}

/** Drafts an entry. Throws a KnownError where a user can mend the cause; nothing is written then. */
export async function draft(request: DraftRequest): Promise<DraftResult> {
  const { onProgress } = request
  const collected = await request.collect()
  onProgress('Looking for secrets')
  const { diff, texts } = documentsOf(collected.evidence, collected.suspects)
  const inDiff = await secretsInDiff(diff)
  if (inDiff.length > 0) {
    const list = inDiff.slice(0, 20).map(({ path, line, kind }) => `  ${path}:${line}  ${kind}`)
    throw new KnownError(
      [
        `nothing was written: the diff holds what looks like a secret.`,
        ...list,
        'Remove it (and revoke it: it is in the history), then draft again.',
      ].join('\n'),
    )
  }
  await refuseSecrets(texts, 'the evidence holds')

  onProgress('Reading figures')
  const original = collected.evidence
  const evidence = made(original)
  const readings = evidence.benchmarks.map((file) => readFile(file, evidence.benchmarks))
  const stated = original.description === null ? null : readText(original.description)
  const figureTexts = (stated?.measurements ?? []).filter((m) => m.role === 'result' && m.side !== 'unknown').map((m) => m.locator.text)
  const passages = passagesOf(rebuild(evidence.description ?? '').root, (sentence) =>
    figureTexts.some((text) => text.length > 2 && sentence.includes(text)),
  )
  const formats = [...new Set(readings.flatMap((reading) => reading.format ?? []))]
  const isPrivate = (file: BenchmarkFile) =>
    readings[evidence.benchmarks.indexOf(file)]?.flags.some((flag) => flag.code === 'private-path') ?? false
  const found = study({
    evidence,
    readings,
    stated,
    primary: request.primary,
    reason: [
      ...passages.problem,
      ...evidence.threads.filter((t) => t.kind === 'issue').map((t) => proseOf(t.messages[0]?.text ?? '')),
    ].join(' '),
    repeatable: benchmarkCommands(passages, formats).length > 0,
    isPrivate,
  })
  const summary = {
    commits: evidence.commits.length,
    files: evidence.changes.length,
    read: evidence.benchmarks.map((file, i): ReadSummary => {
      const reading = readings[i]
      return {
        file: file.path,
        side: file.side,
        format: reading?.format ?? null,
        measurements: reading?.measurements.length ?? 0,
        problems: reading?.problems.map((p) => (p.line === null ? p.message : `line ${p.line}: ${p.message}`)) ?? [],
        flags: reading?.flags.map((flag) => flag.message) ?? [],
      }
    }),
  }
  const context = contextOf(found, passages)
  const why = whyTooLittle(evidence, found, passages)
  if (why !== null) {
    const words = scribe(found)
    return {
      kind: 'too-little',
      ...summary,
      why,
      questions: authorQuestions(context).map((question) => words.plain(question, { block: 'lead', row: null })),
    }
  }

  onProgress('Writing')
  const composition = compose({
    study: found,
    narrative: template(context, formats),
    preset: request.preset,
    name: evidence.subject.title,
    isPrivate,
    generator: request.generator,
  })
  const text = printMarkdown({ type: 'root', children: sectionNodes(pullRequestSections(context), scribe(found)) })
  const files: EntryFile[] = [...composition.files, { path: 'pull-request.md', content: text }]
  await refuseSecrets(
    files.map((file) => ({ path: file.path, text: typeof file.content === 'string' ? file.content : decode(file.content) })),
    'the entry would hold',
  )
  const folder = await request.publish(composition.slug, files)
  return { kind: 'drafted', ...summary, folder, composition, study: found }
}
