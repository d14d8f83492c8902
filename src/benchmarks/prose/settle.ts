import type { Side } from '../../model.ts'
import { type Draft, type Figure, joinConditions, type Open } from './figure.ts'
import { settingsDiffer } from './settings-differ.ts'

/**
 * What only neighbours can settle: the side of "current", "the old parser" and "without X", and whether what two labels
 * say besides their sides tells them apart.
 */
export function settle(drafts: readonly Draft[]): Figure[] {
  return withGlosses(withOpenSides(drafts)).map(({ gloss: _, open: __, sibling: ___, logged: ____, ...one }) => one)
}

/**
 * "Current" is the old one beside "after this PR" and the new one beside "previous"; "the old parser" is a side beside
 * "the new parser"; "without fusion" is the old one beside "with this feature". Only the other side of the same name
 * decides, and only where nothing else claims the side.
 */
function withOpenSides(drafts: readonly Draft[]): Draft[] {
  const groups = Map.groupBy(drafts, keyOf)
  return drafts.map((one) => {
    if (one.open === undefined || one.side !== 'unknown') return one
    const group = groups.get(keyOf(one)) ?? []
    const said = new Set(group.map((other) => other.side).filter((side) => side !== 'unknown'))
    const opens = new Set(group.flatMap((other) => (other.side === 'unknown' && other.open !== undefined ? [other.open] : [])))
    const side = sideBeside(one.open, said, opens)
    return side === 'unknown' ? one : { ...one, side }
  })
}

function sideBeside(open: Open, said: ReadonlySet<Side>, opens: ReadonlySet<Open>): Side {
  if (said.size > 1 || opens.size > 2) return 'unknown'
  const [other] = said
  const opposite = other === 'baseline' ? 'candidate' : 'baseline'
  // A labelled neighbour, and no second open label that could be meant as well.
  if (other !== undefined) return opens.size === 1 && (leaning[open] === 'unknown' || leaning[open] === opposite) ? opposite : 'unknown'
  const [partner] = [...opens].filter((one) => one !== open)
  if (partner === undefined || open === 'without' || partner === 'without') return 'unknown'
  const [own, theirs] = [leaning[open], leaning[partner]]
  if (own !== 'unknown') return theirs === own ? 'unknown' : own
  return theirs === 'baseline' ? 'candidate' : 'baseline'
}

const leaning: Readonly<Record<Open, Side>> = { old: 'baseline', new: 'candidate', without: 'baseline', current: 'unknown' }

/**
 * "main (3 trials)" and "this PR (3 trials)" share a gloss; "before, webpack" and "after, Vite" have one each, which
 * only explains the side. With several on a side, or with settings that differ, they are conditions.
 */
function withGlosses(drafts: readonly Draft[]): Draft[] {
  const groups = Map.groupBy(drafts, keyOf)
  return drafts.map((one) => {
    if (one.gloss === undefined || one.gloss === '') return one
    const group = groups.get(keyOf(one)) ?? []
    const glosses = (side: Side): Set<string> => new Set(group.filter((other) => other.side === side).map((other) => other.gloss ?? ''))
    const [baseline, candidate] = [glosses('baseline'), glosses('candidate')]
    const alone = one.side !== 'unknown' && baseline.size === 1 && candidate.size === 1
    const [before = '', after = ''] = [...baseline, ...candidate]
    return alone && !settingsDiffer(before, after) ? one : { ...one, condition: joinConditions(one.condition, one.gloss) }
  })
}

function keyOf({ benchmark, metric, statistic, condition }: Figure): string {
  return JSON.stringify([benchmark, metric, statistic, condition])
}
