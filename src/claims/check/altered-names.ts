/** Digits inside names that are nearly those of a stated claim the block misses: "lucene-2.6" where the ledger has 9.6. */
import type { Binding } from './bind.ts'
import type { Missing } from './expected.ts'
import type { Finding } from './finding.ts'
import { lineAt } from './flatten.ts'
import type { Reading } from './reading.ts'
import { nearly } from './unknown.ts'

const digits = (text: string): string => text.replace(/\D/g, '')

/** Findings about numbers in names; `here` are the renderings that the passage's block misses. */
export function judgeNames(reading: Reading, bound: readonly Binding[], here: readonly Missing[]): Finding[] {
  const stated = here.filter((one) => one.claim.comparison === null && one.claim.kind !== 'date' && /\d/.test(one.text))
  if (stated.length === 0) return []
  const known = [...reading.free, ...bound.map(({ numeral }) => numeral)]
  return [...reading.text.matchAll(/\d[\d.,]*/g)].flatMap((match) => {
    if (known.some((span) => span.start <= match.index && match.index < span.end)) return []
    const found = stated.find((one) => digits(one.text).length >= digits(match[0]).length - 1 && nearly(digits(one.text), digits(match[0])))
    if (found === undefined) return []
    const message = `"${match[0]}" stands where the ledger has "${found.text}" (${found.claim.subject}). Put that back, or leave the number out.`
    return [{ grade: 'unbacked' as const, code: 'number', file: 'index.md', line: lineAt(reading.passage, match.index), message }]
  })
}
