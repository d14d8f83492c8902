/** The levels of evidence in the words readers see; the short names stay in the ledger. */
import type { Level, Source } from '../../model.ts'

/** "recorded", "reported by the author", "vouched by NAME", "signed build". */
export function levelWords(level: Level, by: string | null): string {
  switch (level) {
    case 'attested':
      return 'signed build'
    case 'recorded':
      return 'recorded'
    case 'stated':
      return 'reported by the author'
    case 'vouched':
      return by === null ? 'vouched by a person' : `vouched by ${by}`
  }
}

const weakestFirst: readonly Level[] = ['stated', 'vouched', 'recorded', 'attested']

/** The words for what rests on all of `sources`: those of the weakest. Null without a source. */
export function weakestWords(sources: readonly Source[]): string | null {
  const weakest = weakestFirst.flatMap((level) => sources.find((source) => source.level === level) ?? [])[0]
  return weakest === undefined ? null : levelWords(weakest.level, weakest.by)
}
