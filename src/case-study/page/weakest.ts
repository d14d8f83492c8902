/** How sure a figure is that rests on several sources: as sure as the weakest of them. */
import type { Level, Source } from '../../model.ts'
import { levelWords } from '../receipts.ts'

const weakestFirst: readonly Level[] = ['stated', 'vouched', 'recorded', 'attested']

/** The reader's words for what rests on all of `sources`; null without a source. */
export function weakestWords(sources: readonly Source[]): string | null {
  const [weakest] = sources.toSorted((a, b) => weakestFirst.indexOf(a.level) - weakestFirst.indexOf(b.level))
  return weakest === undefined ? null : levelWords(weakest)
}
