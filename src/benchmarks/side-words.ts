/** Words by which people and tools name the two sides of a change. */
import type { Side } from '../model.ts'

const baseline = words('baseline base before old main master trunk upstream original previous prior unpatched stock')
const candidate = words('candidate after new pr pull patch patched head optimized optimised')
const thisChange = /\bthis (?:branch|change|commit|patch|pr|version)\b/

/**
 * The side a short label names ("main", "Before:", "new.txt", "This PR", "without the cache"); unknown when it names
 * neither, both, or is more of a sentence than a label. Position in a text never decides.
 */
export function sideOf(label: string): Side {
  const text = label.toLowerCase()
  const said = text.match(/[a-z]+/g) ?? []
  if (said.length === 0 || said.length > 6) return 'unknown'
  const isBaseline = said[0] === 'without' || said.some((word) => baseline.has(word))
  const isCandidate = said[0] === 'with' || thisChange.test(text) || said.some((word) => candidate.has(word))
  if (isBaseline === isCandidate) return 'unknown'
  return isBaseline ? 'baseline' : 'candidate'
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '))
}
