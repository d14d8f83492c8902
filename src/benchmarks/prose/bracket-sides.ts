import type { Side } from '../../model.ts'
import type { Quantity } from './quantity.ts'
import { type SideNames, sideOf } from './side.ts'

/** The side that brackets right behind a figure state, and nothing else: "14.2s (main) / 9.7s (this branch)". */
function bracketSide(text: string, { end }: Quantity, names: SideNames): Side {
  const [, words = ''] = /^[ \t]{0,2}\(([^()\n]{1,40})\)/.exec(text.slice(end, end + 46)) ?? []
  const { side, rest } = sideOf(words, names)
  return rest === '' ? side : 'unknown'
}

/** What may stand between two figures whose brackets say their sides. */
const between = /^[ \t]{0,2}\([^()\n]{1,40}\)\s{0,2}(?:vs\.?|versus|\/|,|;|\||→|->|=>|⇒|to|and|against|compared (?:to|with))?\s{0,3}[~≈]?$/i

/** Which of two neighbours is the old one, as their brackets say; null where they do not. */
export function bracketOrder(text: string, a: Quantity, b: Quantity, names: SideNames): 'old-new' | 'new-old' | null {
  if (!between.test(text.slice(a.end, b.start))) return null
  const sides = `${bracketSide(text, a, names)} ${bracketSide(text, b, names)}`
  return sides === 'baseline candidate' ? 'old-new' : sides === 'candidate baseline' ? 'new-old' : null
}
