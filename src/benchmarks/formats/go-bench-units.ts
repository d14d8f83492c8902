/** What the units of `go test -bench` measure. */
import type { Better } from '../../model.ts'
import { betterOfUnit } from '../direction.ts'
import type { Document } from '../document/document.ts'
import { entryOf } from '../entry-of.ts'
import type { Measured } from '../findings.ts'
import { remember } from '../remember.ts'

export type MeasuredAs = (unit: string) => Measured

/** For the units of one file, which may declare some. */
export function measuredAsIn(document: Document): MeasuredAs {
  const declared = declaredUnits(document)
  return remember((unit) => measuredIn(unit, declared))
}

/** What `Unit … better=` lines say, wherever they stand. */
function declaredUnits({ text, lines }: Document): ReadonlyMap<string, string> {
  const units = new Map<string, string>()
  if (!text.includes('better=')) return units
  for (const line of lines) {
    const [, unit, said = ''] = /^Unit[ \t]+(\S+)[ \t]+(.*)$/.exec(line.text) ?? []
    const better = /\bbetter=(higher|lower)\b/.exec(said)?.[1]
    if (unit !== undefined && better !== undefined) units.set(unit, better)
  }
  return units
}

/** Names of benchstat (golang.org/x/perf/benchunit), so that files and benchstat tables pair; the unit stays as written. */
const tidy: Record<string, { metric: string; better: Better }> = {
  'ns/op': { metric: 'sec/op', better: 'lower' },
  'MB/s': { metric: 'B/s', better: 'higher' },
  'B/op': { metric: 'B/op', better: 'lower' },
  'allocs/op': { metric: 'allocs/op', better: 'lower' },
}

function measuredIn(unit: string, declared: ReadonlyMap<string, string>): Measured {
  const known = entryOf(tidy, unit) ?? { metric: unit, better: betterOfUnit(unit) }
  const said = declared.get(unit) ?? declared.get(known.metric)
  return { metric: known.metric, unit, better: said === 'higher' || said === 'lower' ? said : known.better, statistic: 'mean' }
}
