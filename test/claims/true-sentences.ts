/** Sentences that are true of a comparison, in many manners: the golden examples', and those of people who rewrite them. */
import type { Quantity, TrueComparison } from './true-comparisons.ts'

/** A comparison as a sentence needs it. */
export interface Said {
  one: TrueComparison
  name: string
  more: boolean
}

export function quantityOf({ one }: Said): Quantity {
  return one.row.quantity
}

/** Writes claims into a block and remembers their renderings. */
export interface Writer {
  before(said: Said): string
  after(said: Said): string
  bareBefore(said: Said): string
  difference(said: Said): string
  percent(said: Said): string
  times(said: Said): string
  interval(said: Said): string
  runs(said: Said): string
  word(said: Said, word: string): string
  level(): string
  claim(id: string, text: string): string
}

type Template = (w: Writer, one: Said) => string

/** With a verdict, the figure that leads. */
export const EARNED: readonly Template[] = [
  (w, s) =>
    `With this change, ${s.name} ${q(s).verb} ${w.after(s)} instead of ${w.before(s)}: ${w.percent(s)} ${way(s)} (${w.level()} interval ${w.interval(s)}, ${w.runs(s)}).`,
  (w, s) =>
    `${s.name} went from ${w.bareBefore(s)} to ${w.after(s)}, ${w.percent(s)} ${way(s)} (${w.level()} interval ${w.interval(s)}; ${w.runs(s)}).`,
  (w, s) =>
    `${s.name} now ${q(s).verb} ${w.after(s)}, ${down(s)} from ${w.before(s)}; that is ${w.percent(s)} ${way(s)}, with a ${w.level()} interval of ${w.interval(s)} over ${w.runs(s)}.`,
  (w, s) =>
    `${w.before(s)} before, ${w.after(s)} after: ${s.name} ${q(s).verb} ${w.percent(s)} ${way(s)}. The ${w.level()} interval is ${w.interval(s)}, from ${w.runs(s)}.`,
  (w, s) =>
    `On main ${s.name} ${q(s).verb} ${w.before(s)}; with the change it ${q(s).verb} ${w.after(s)}, which is ${w.percent(s)} ${way(s)} (${w.runs(s)}).`,
  (w, s) =>
    `${s.name} ${fell(s)} from ${w.before(s)} to ${w.after(s)} (${w.percent(s)} ${short(s)}, ${w.level()} interval ${w.interval(s)}, ${w.runs(s)}).`,
  (w, s) => `A change of ${w.percent(s)} in ${s.name}: ${w.after(s)} where it was ${w.before(s)}, in ${w.runs(s)}.`,
  (w, s) => `${s.name} ${q(s).verb} ${w.percent(s)} ${way(s)} than before: ${w.before(s)} → ${w.after(s)} (${w.runs(s)}).`,
]

/** Without a verdict. */
export const UNEARNED: readonly Template[] = [
  (w, s) => `The author reports ${w.before(s)} before and ${w.after(s)} after for ${s.name}, ${w.runs(s)}: too few to call it a gain.`,
  (w, s) => `${s.name} went from ${w.bareBefore(s)} to ${w.after(s)} in ${w.runs(s)}, too few to call it a gain.`,
  (w, s) => `${s.name}: ${w.before(s)} on main, ${w.after(s)} with this change. That is ${w.runs(s)}, too few for a verdict.`,
  (w, s) =>
    `For ${s.name} the files show ${w.before(s)} before and ${w.after(s)} after, a difference of ${w.difference(s)}. The runs do not show a clear difference.`,
  (w, s) => `${s.name} ${q(s).verb} ${w.after(s)} now and ${w.before(s)} before; ${w.runs(s)} cannot tell that from noise.`,
]

/** What got worse. */
export const COST: readonly Template[] = [
  (w, s) => `It has a price: ${s.name} ${q(s).verb} ${w.percent(s)} ${way(s)}.`,
  (w, s) => `${s.name} ${q(s).verb} ${w.difference(s)} ${s.more ? 'more' : 'less'}: ${w.before(s)} before and ${w.after(s)} after.`,
  (w, s) => `${s.name} got worse: ${w.before(s)} before, ${w.after(s)} after.`,
  (w, s) => `${s.name} pays for it, with ${w.percent(s)} ${way(s)} (${w.before(s)} → ${w.after(s)}).`,
  (w, s) => `${s.name} ${rose(s)} from ${w.before(s)} to ${w.after(s)}, ${w.percent(s)} ${short(s)}.`,
]

/** A factor, for what at least doubled. */
export const FACTOR: readonly Template[] = [
  (w, s) => `${s.name} ${q(s).verb} ${w.times(s)} times ${q(s).times}.`,
  (w, s) => `${s.name} ${q(s).verb} ${w.times(s)}\u00a0× ${q(s).times}: ${w.after(s)} instead of ${w.before(s)}.`,
]

/** In words, for what halved or doubled. */
export const HALF: readonly Template[] = [
  (w, s) => `${s.name} ${q(s).verb} ${w.word(s, 'half')} ${q(s).times}.`,
  (w, s) => `${s.name} ${q(s).verb} ${w.word(s, 'half')} ${q(s).times}: ${w.after(s)} instead of ${w.before(s)}.`,
]
export const DOUBLE: readonly Template[] = [
  (w, s) => `${s.name} ${q(s).verb} ${w.word(s, 'twice')} ${q(s).times}.`,
  (w, s) => `${s.name} ${q(s).verb} ${w.word(s, 'twice')} ${q(s).times}: ${w.after(s)} instead of ${w.before(s)}.`,
]

/** Two rows in one sentence. */
export const BOTH: readonly ((w: Writer, a: Said, b: Said) => string)[] = [
  (w, a, b) =>
    `${a.name} ${q(a).verb} ${w.after(a)} instead of ${w.before(a)}, and ${b.name} ${q(b).verb} ${w.after(b)} instead of ${w.before(b)}.`,
  (w, a, b) => `${a.name} went from ${w.before(a)} to ${w.after(a)}, while ${b.name} went from ${w.before(b)} to ${w.after(b)}.`,
  (w, a, b) => `It is ${w.after(a)} instead of ${w.before(a)} for ${a.name} and ${w.after(b)} instead of ${w.before(b)} for ${b.name}.`,
]

const q = (said: Said) => quantityOf(said)
const way = (said: Said) => (said.more ? q(said).more : q(said).less)
const short = (said: Said) => way(said).split(' ')[0] ?? ''
const down = (said: Said) => (said.more ? 'up' : 'down')
const fell = (said: Said) => (said.more ? 'rose' : 'fell')
const rose = (said: Said) => (said.more ? 'grew' : 'dropped')
