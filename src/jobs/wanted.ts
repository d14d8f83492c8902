/** Whether the configuration asks for a draft of a merged pull request, and else how to ask: for the App and the Action. */
import picomatch from 'picomatch'
import type { Config } from '../config.ts'
import { type EntryFile, ledgerSchema } from '../model.ts'
import { textOf } from './entry-files.ts'

export interface MergedChange {
  labels: readonly string[]
  author: string | null
  /** Files it touched; asked for only where the configuration names paths. */
  paths: () => Promise<readonly string[]>
}

/** `if-improved`: only where the draft's own evidence shows an improvement (`improvementIn`). */
export type Wanted = { kind: 'yes' } | { kind: 'if-improved' } | { kind: 'no'; why: string }

/** Judges a merge by itself; a person's command, or a release, is another occasion. */
export async function wanted({ when, label, labels, authors, paths }: Config['draft'], change: MergedChange): Promise<Wanted> {
  const has = (name: string) => change.labels.some((other) => other.toLowerCase() === name.toLowerCase())
  const isLabelled = when.includes('label') && has(label)
  if (!isLabelled && !when.includes('improvement')) {
    const why = when.includes('label') ? `it has no label "${label}"` : 'the configuration drafts only when asked'
    return { kind: 'no', why }
  }
  if (labels.length > 0 && !labels.some(has)) return { kind: 'no', why: `it has none of the labels ${labels.join(', ')}` }
  if (authors.length > 0 && !authors.some((author) => author.toLowerCase() === change.author?.toLowerCase()))
    return { kind: 'no', why: 'its author is not among draft.authors' }
  if (paths.length > 0) {
    const isMatch = picomatch([...paths], { dot: true })
    if (!(await change.paths()).some((path) => isMatch(path))) return { kind: 'no', why: 'it touches none of draft.paths' }
  }
  return { kind: isLabelled ? 'yes' : 'if-improved' }
}

/** Whether a drafted entry shows a primary metric improved, by figures that are on record. */
export function improvementIn(files: readonly EntryFile[]): boolean {
  const { comparisons, measurements, sources } = ledgerSchema.parse(JSON.parse(textOf(files, 'evidence.json')))
  const recorded = new Set(sources.filter(({ level }) => level === 'recorded' || level === 'attested').map(({ id }) => id))
  const onRecord = new Set(measurements.filter(({ source }) => recorded.has(source)).map(({ id }) => id))
  return comparisons.some(
    ({ primary, verdict, baseline, candidate }) =>
      primary && verdict === 'improved' && [...baseline, ...candidate].every((id) => onRecord.has(id)),
  )
}
