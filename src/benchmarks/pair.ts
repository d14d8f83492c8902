/**
 * Which measurement is compared with which: the same metric, statistic, benchmark and condition on both sides, in one
 * dimension. What finds no partner, or more than one, is listed with the reason and never dropped.
 */
import type { Measurement, Side, Unmatched } from '../model.ts'
import { roundsOf } from './runs.ts'
import { dimensionOf } from './units.ts'

export interface Pair {
  benchmark: string
  metric: string
  statistic: string
  condition: string
  baseline: Measurement[]
  candidate: Measurement[]
}

interface PairInput {
  measurements: readonly Measurement[]
  formats?: ReadonlyMap<string, string> | undefined
  sources?: ReadonlyMap<string, string> | undefined
}

interface Group extends Pair {
  unmatched: Unmatched[]
}

/** Pairs in the order in which they first appear. Without any side there is nothing to compare and nothing unmatched. */
export function pair(input: PairInput): { pairs: Pair[]; unmatched: Unmatched[] } {
  const results = input.measurements.filter((m) => m.role === 'result')
  if (results.every((m) => m.side === 'unknown')) return { pairs: [], unmatched: [] }
  const unmatched: Unmatched[] = results
    .filter((m) => m.side === 'unknown')
    .map(({ id }) => ({ id, why: 'Nothing says whether it belongs to the baseline or to the candidate.' }))
  const groups = [
    ...Map.groupBy(
      results.filter((m) => m.side !== 'unknown'),
      keyOf,
    ).values(),
  ]
    .flatMap((group) => statements(group, input))
    .flatMap((group) => gather(group, input))
  unmatched.push(...groups.flatMap((group) => group.unmatched))
  const { kept, repeats } = oneForAllRuns(groups.filter((g) => g.baseline.length > 0 && g.candidate.length > 0))
  unmatched.push(...repeats, ...groups.flatMap((group) => lonely(group, groups)))
  return { pairs: kept.map(({ unmatched: _, ...pair }) => pair), unmatched }
}

function keyOf({ benchmark, metric, statistic, condition }: Measurement): string {
  return JSON.stringify([benchmark, metric, statistic, condition])
}

/**
 * A text that says "184 → 200" and on another line "688 → 772" of one name says two things: where every line holds both
 * sides once, lines pair. The same line again stays with the first.
 */
function statements(group: readonly Measurement[], { formats, sources }: PairInput): (readonly Measurement[])[] {
  const inText = group.every((m) => m.sampleKind === null && m.locator.line !== undefined && !isTool(formats?.get(m.id)))
  const lines = [...Map.groupBy(group, (m) => `${m.locator.line} ${sources?.get(m.id) ?? ''}`).values()]
  const whole = lines.every((line) => line.length === 2 && new Set(line.map((m) => m.side)).size === 2)
  if (!inText || !whole) return [group]
  const said = (line: readonly Measurement[]) => JSON.stringify(line.map((m) => [m.side, m.value, m.unit]).toSorted())
  return [...Map.groupBy(lines, said).values()].map((same) => same.flat())
}

/** The same key in one dimension; where the sides have one dimension each and not the same, they meet to be refused. */
function gather(group: readonly Measurement[], input: PairInput): Group[] {
  const dimensions = Map.groupBy(group, (m) => dimensionOf(m.unit, input.formats?.get(m.id)))
  const groups = [...dimensions.values()].map((members) => toGroup(members, input))
  const alone = groups.filter((g) => (g.baseline.length === 0) !== (g.candidate.length === 0))
  const [left, right] = alone
  if (alone.length !== 2 || !left || !right || (left.baseline.length === 0) === (right.baseline.length === 0)) return groups
  const met = { ...left, baseline: [...left.baseline, ...right.baseline], candidate: [...left.candidate, ...right.candidate] }
  return [...groups.filter((g) => g !== left && g !== right), { ...met, unmatched: [...left.unmatched, ...right.unmatched] }]
}

function toGroup(members: readonly Measurement[], input: PairInput): Group {
  const [first] = members
  const unmatched: Unmatched[] = []
  const side = (wanted: Side) =>
    runsOf(
      members.filter((m) => m.side === wanted),
      input,
      unmatched,
    )
  const [baseline, candidate] = [side('baseline'), side('candidate')]
  const { benchmark = '', metric = '', statistic = '', condition = '' } = first ?? {}
  return { benchmark, metric, statistic, condition, baseline, candidate, unmatched }
}

/**
 * Several values of one key on one side are runs when they stand in files of their own or the tool calls them so.
 * What a text says twice counts once; what it says twice and differently is ambiguous.
 */
function runsOf(members: Measurement[], { formats, sources }: PairInput, unmatched: Unmatched[]): Measurement[] {
  return [...Map.groupBy(members, (m) => sources?.get(m.id) ?? '').values()].flatMap((ofFile) => {
    const [first, ...others] = ofFile
    const ofTool = ofFile.every((m) => m.sampleKind !== null || isTool(formats?.get(m.id)))
    if (first === undefined || others.length === 0 || ofTool) return ofFile
    if (others.every((m) => m.value === first.value && m.unit === first.unit)) {
      unmatched.push(...others.map(({ id }) => ({ id, why: 'Another line of the file says the same.' })))
      return [first]
    }
    unmatched.push(
      ...ofFile.map(({ id }) => ({
        id,
        why: 'Ambiguous: figures of one file have the same name and different values, and nothing says that they are runs.',
      })),
    )
    return []
  })
}

function isTool(format: string | undefined): boolean {
  return format !== undefined && format !== 'markdown'
}

const CENTRES = ['median', 'p50', 'mean', 'value']

/** Where one statistic holds the value of every run, the median and mean of the same runs are no further comparisons. */
function oneForAllRuns(groups: readonly Group[]): { kept: Group[]; repeats: Unmatched[] } {
  const repeats: Unmatched[] = []
  const whole = (g: Group) => [...g.baseline, ...g.candidate].every((m) => (m.values?.length ?? 0) > 1)
  const siblings = Map.groupBy(groups, familyOf)
  const kept = groups.filter((group) => {
    if (group.statistic === 'p50' && isMedian(group, siblings)) {
      const why = 'The 50th percentile is the median, which is compared.'
      repeats.push(...[...group.baseline, ...group.candidate].map(({ id }) => ({ id, why })))
      return false
    }
    if (!CENTRES.includes(group.statistic)) return true
    const family = siblings.get(familyOf(group)) ?? []
    const holder = CENTRES.flatMap((statistic) => family.filter((g) => g.statistic === statistic && whole(g)))[0]
    if (holder === undefined || holder === group) return true
    const ofRuns = [...holder.baseline, ...holder.candidate].every((m) => roundsOf(m) !== undefined)
    const why = ofRuns
      ? 'The runs behind it are written down, and these are compared by their median.'
      : `The ${holder.statistic} of the same samples is compared.`
    repeats.push(...[...group.baseline, ...group.candidate].map(({ id }) => ({ id, why })))
    return false
  })
  return { kept, repeats }
}

function familyOf({ benchmark, metric, condition }: Group): string {
  return JSON.stringify([benchmark, metric, condition])
}

/** Whether a tool writes the median down as the 50th percentile too, value by value. */
function isMedian(group: Group, siblings: ReadonlyMap<string, Group[]>): boolean {
  const values = ({ baseline, candidate }: Group) => JSON.stringify([baseline, candidate].map((side) => side.map((m) => [m.value, m.unit])))
  const family = siblings.get(familyOf(group)) ?? []
  return family.some((other) => other.statistic === 'median' && values(other) === values(group))
}

function lonely(group: Group, groups: readonly Group[]): Unmatched[] {
  const members = [...group.baseline, ...group.candidate]
  if (group.baseline.length > 0 === group.candidate.length > 0) return []
  const other = group.baseline.length > 0 ? 'candidate' : 'baseline'
  const near = groups.find((g) => g[other].length > 0 && g.benchmark === group.benchmark && g.metric === group.metric)
  const why = near ? `The ${other} has it only as ${nameOf(near)}.` : `The ${other} has no such figure.`
  return members.map(({ id }) => ({ id, why }))
}

function nameOf({ statistic, condition }: Pair): string {
  return condition === '' ? statistic : `${statistic} under "${condition}"`
}
