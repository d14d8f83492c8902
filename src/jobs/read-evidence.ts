/** What a draft's evidence says: untrusted texts rebuilt, figures read, the author's words sorted. Pure. */
import { decode } from '../benchmarks/document/decode.ts'
import { historySides } from '../benchmarks/history-sides.ts'
import { objectionsIn } from '../benchmarks/prose/doubts.ts'
import { readText } from '../benchmarks/prose/read-text.ts'
import { sentencesOf } from '../benchmarks/prose/sentences.ts'
import { read } from '../benchmarks/read.ts'
import type { Doubts, Stated } from '../claims/said-flags.ts'
import type { BenchmarkFile, Evidence, MappingRule, Reading } from '../model.ts'
import { cleanText } from '../policy/clean-text.ts'
import { safeTitle } from '../policy/grammar.ts'
import { limit } from '../policy/limits.ts'
import { rebuild } from '../policy/untrusted.ts'
import { type Passages, passagesOf } from '../writers/passages.ts'
import { proseOf } from '../writers/template/speech.ts'
import { bareTitle, plainTitle } from '../writers/template/verbs.ts'

export interface ReadEvidence {
  /** From here on nothing of an untrusted text can act. */
  evidence: Evidence
  /** In the order of `evidence.benchmarks`. */
  readings: Reading[]
  /** Figures of the description and of the author's comments, by the provisional name of their source. */
  stated: Stated[]
  /** What others wrote against figures, in comments and reviews. */
  doubts: Doubts[]
  passages: Passages
}

function made(evidence: Evidence): Evidence {
  const { description } = evidence
  return {
    ...evidence,
    subject: { ...evidence.subject, title: safeTitle(bareTitle(evidence.subject)) },
    ...(evidence.merged && { merged: evidence.merged.map((pull) => ({ ...pull, subject: safeTitle(plainTitle(pull.subject)) })) }),
    description: description === null || description.trim() === '' ? null : rebuild(description).markdown,
    threads: evidence.threads.map((thread) => ({
      ...thread,
      messages: thread.messages.map((message) => ({ ...message, text: rebuild(message.text).markdown })),
    })),
  }
}

/** A file's neighbours are those of its own side and folder. */
function readFile(file: BenchmarkFile, all: readonly BenchmarkFile[], mapping: readonly MappingRule[]): Reading {
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1)
  const siblings = (name: string) => {
    const found = all.find((other) => other.side === file.side && other.path === folder + name)
    return found === undefined ? null : decode(found.bytes)
  }
  return read({ path: file.path, text: decode(file.bytes), siblings, mapping })
}

/** Figures that the author stated: in the description, and in comments, where results are often posted later. */
function statedFigures({ description, threads, subject }: Evidence): ReadEvidence['stated'] {
  const names = { baseline: [subject.base], candidate: [subject.head] }
  // Figures in an answer stay where they are, in its quotation: a row needs a table.
  const comments = threads.flatMap(({ kind, messages, answers }, i) =>
    kind === 'comment' && answers === undefined && messages[0]?.by === 'author' ? [{ source: `thread ${i}`, text: messages[0].text }] : [],
  )
  const texts = [...(description === null ? [] : [{ source: 'description', text: description }]), ...comments]
  return texts.map(({ source, text }) => ({ source, reading: readText(limit(cleanText(text)).markdown, names) }))
}

/** Doubts in what others wrote, and in what the author answered them in a review. An issue was there before the figures, and an answer to the draft is nobody's doubt of it. */
function doubtsOf({ threads }: Evidence): Doubts[] {
  return threads.flatMap(({ kind, messages, answers }, i) => {
    if (kind === 'issue' || answers !== undefined) return []
    const flags = messages
      .filter(({ by }) => by !== 'author' || kind === 'review')
      .flatMap(({ by, text }) => {
        const { markdown } = limit(cleanText(text))
        const contrary = by === 'author' ? [] : sentencesOf(proseOf(markdown), 0).flatMap((sentence) => objectionsIn(sentence, 1))
        return [...readText(markdown).flags, ...contrary]
      })
    return flags.length === 0 ? [] : [{ source: `thread ${i}`, flags }]
  })
}

/** Reads everything that was collected. Figures come from the texts as written, within limits: their tables may be HTML. */
export function readEvidence(collected: Evidence, mapping: readonly MappingRule[]): ReadEvidence {
  const evidence = made(collected)
  const stated = statedFigures(collected)
  const ofDescription = stated.find(({ source }) => source === 'description')?.reading.measurements ?? []
  const figures = ofDescription.filter((m) => m.role === 'result' && m.side !== 'unknown').map((m) => m.locator.text)
  return {
    evidence,
    readings: evidence.benchmarks.map((file) => historySides(readFile(file, evidence.benchmarks, mapping), file.side, evidence.subject)),
    stated,
    doubts: doubtsOf(collected),
    passages: passagesOf(rebuild(evidence.description ?? '').root, (sentence) =>
      figures.some((text) => text.length > 2 && sentence.includes(text)),
    ),
  }
}
