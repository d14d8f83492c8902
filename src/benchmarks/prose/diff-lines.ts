import type { Flag } from '../../model.ts'
import type { Line } from '../document/lines.ts'
import type { Context, Draft, Found } from './figure.ts'
import { readLines } from './lines.ts'
import type { SideNames } from './side.ts'

/**
 * `- Parse time: 812 ms` above `+ Parse time: 604 ms` in a fence of `diff`: before and after, where every line taken away
 * has its counterpart. Elsewhere the signs only colour what got worse and better. Null for every other block.
 */
export function readDiff(lines: readonly Line[], context: Context, names: SideNames): (Found & { flags: Flag[] }) | null {
  if (context.side !== 'unknown' || lines.some(({ text }) => isSource.test(text))) return null
  const side = (sign: '-' | '+', of: 'baseline' | 'candidate'): Draft[] => {
    const own = lines.flatMap((line) => (line.text.startsWith(`${sign} `) ? [{ ...line, text: ` ${line.text.slice(1)}` }] : []))
    return readLines(own, { ...context, side: of }, names).figures
  }
  const [before, after] = [side('-', 'baseline'), side('+', 'candidate')]
  const [old, fresh] = [before.map(keyOf), after.map(keyOf)]
  const paired =
    old.length > 0 && new Set(old).size === old.length && old.length === fresh.length && old.every((key) => fresh.includes(key))
  const sided = before.every((one) => one.side === 'baseline') && after.every((one) => one.side === 'candidate')
  return paired && sided ? { figures: [...before, ...after], changes: [], flags: [] } : null
}

/** Hunks of a file, and keys of settings: `- delay: 5s`. */
const isSource = /^(?:@@|---|\+\+\+|diff |index )|^[-+]\s*(?!p\d\d\b)[a-z][\w.-]*\s*[:=]/

function keyOf({ benchmark, metric, statistic }: Draft): string {
  return JSON.stringify([benchmark, metric, statistic])
}
