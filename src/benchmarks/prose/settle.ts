import type { Side } from '../../model.ts'
import { type Draft, type Figure, joinConditions } from './figure.ts'

/**
 * What only neighbours can settle: the side of "current" and "without X", and whether what two labels say besides
 * their sides tells them apart.
 */
export function settle(drafts: readonly Draft[]): Figure[] {
  return withGlosses(withOpenSides(drafts)).map(({ gloss: _, open: __, sibling: ___, ...one }) => one)
}

/**
 * "Current" is the old one beside "after this PR" and the new one beside "previous"; "without fusion" is the old one
 * beside "with this feature". Only a labelled neighbour of the same name decides, and only where nothing else has that
 * side.
 */
function withOpenSides(drafts: readonly Draft[]): Draft[] {
  const sides = new Map<string, Set<Side>>()
  for (const one of drafts) {
    if (one.side === 'unknown') continue
    const known = sides.get(keyOf(one)) ?? new Set()
    sides.set(keyOf(one), known.add(one.side))
  }
  return drafts.map((one) => {
    if (one.open === undefined || one.side !== 'unknown') return one
    const known = sides.get(keyOf(one))
    if (known === undefined || known.size !== 1) return one
    const side: Side = known.has('candidate') ? 'baseline' : 'candidate'
    return one.open === 'without' && side === 'candidate' ? one : { ...one, side, gloss: '' }
  })
}

/**
 * "main (3 trials)" and "this PR (3 trials)" share a gloss; "before, webpack" and "after, Vite" have one each, which
 * only explains the side. With several on a side they are conditions.
 */
function withGlosses(drafts: readonly Draft[]): Draft[] {
  const groups = Map.groupBy(drafts, keyOf)
  return drafts.map((one) => {
    if (one.gloss === undefined || one.gloss === '') return one
    const group = groups.get(keyOf(one)) ?? []
    const glosses = (side: Side): Set<string> => new Set(group.filter((other) => other.side === side).map((other) => other.gloss ?? ''))
    const [baseline, candidate] = [glosses('baseline'), glosses('candidate')]
    const alone = one.side !== 'unknown' && baseline.size === 1 && candidate.size === 1
    return alone ? one : { ...one, condition: joinConditions(one.condition, one.gloss) }
  })
}

function keyOf({ benchmark, metric, statistic, condition }: Figure): string {
  return JSON.stringify([benchmark, metric, statistic, condition])
}
