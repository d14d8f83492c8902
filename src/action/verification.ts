/** What a verification found, for the output `verification` and as annotations. */
import type { Finding, Grade } from '../claims/check/finding.ts'
import type { Annotation } from './outcome.ts'
import { outputPath } from './output-path.ts'

/** GitHub shows ten of a kind in a step; the summary has the rest. */
const MOST_ANNOTATIONS = 10

/** One entry, verified. */
export interface VerifiedEntry {
  /** From the repository's root. */
  folder: string
  findings: readonly Finding[]
  /** How many numerals stand for a figure of the ledger. */
  figures: number
  /** Empty where the ledger cannot be read. */
  digest: string
}

/** Counts over all entries, and each entry's own; JSON. */
export function verificationOf(entries: readonly VerifiedEntry[]): string {
  const counts = (findings: VerifiedEntry['findings']) => ({
    wrong: countOf(findings, 'wrong'),
    unbacked: countOf(findings, 'unbacked'),
    style: countOf(findings, 'style'),
  })
  return JSON.stringify({
    ...counts(entries.flatMap(({ findings }) => findings)),
    entries: entries.map(({ folder, findings, figures, digest }) => ({ path: outputPath(folder), ...counts(findings), figures, digest })),
  })
}

const LEVELS = { wrong: 'error', unbacked: 'warning', style: 'notice' } as const

/** At file and line of this repository; `elsewhere` names the place in the text instead. */
export function annotationsOf(entries: readonly VerifiedEntry[], elsewhere = false): Annotation[] {
  const all = entries.flatMap(({ folder, findings }) => findings.map((finding) => ({ ...finding, path: join(folder, finding.file) })))
  return (Object.keys(LEVELS) as Grade[]).flatMap((grade) =>
    all
      .filter((finding) => finding.grade === grade)
      .slice(0, MOST_ANNOTATIONS)
      .map(({ code, message, path, line }) => ({
        level: LEVELS[grade],
        title: `${grade}: ${code}`,
        text: elsewhere ? `${path}:${line} ${message}` : message,
        ...(!elsewhere && { place: { file: path, line } }),
      })),
  )
}

function countOf(findings: readonly Finding[], grade: Grade): number {
  return findings.filter((finding) => finding.grade === grade).length
}

function join(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`
}
