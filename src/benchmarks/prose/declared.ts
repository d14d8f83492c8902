import { isMeasured } from './metric.ts'
import type { SideNames } from './side.ts'
import { isUnit } from './unit-words.ts'

/**
 * What a text itself says is old and new: "bundled by rollup, no longer by webpack", "replaces moment with dayjs",
 * "migrates from webpack to Vite". Those names then are labels.
 */
export function withDeclared(known: SideNames, text: string): SideNames {
  const baseline = [...known.baseline]
  const candidate = [...known.candidate]
  for (const [pattern, oldFirst] of patterns) {
    for (const match of text.slice(0, 20_000).matchAll(pattern)) {
      const [, first = '', second = ''] = match
      const [before, after] = oldFirst ? [first, second] : [second, first]
      if (plainWords.has(before.toLowerCase()) || plainWords.has(after.toLowerCase()) || before.toLowerCase() === after.toLowerCase())
        continue
      baseline.push(before)
      candidate.push(after)
    }
  }
  for (const [before, after] of preferred(text)) {
    baseline.push(...before)
    candidate.push(...after)
  }
  return { baseline, candidate }
}

/**
 * "Rollup rather than webpack", "`orjson` in place of `json`": said of much that is no tool ("speed rather than size"),
 * so that both words must stand in labels of the text as well, and neither may be a measure. In the spellings of the text.
 */
function preferred(text: string): [string[], string[]][] {
  const start = text.slice(0, 20_000)
  const pairs = [...start.matchAll(rather)].slice(0, 20)
  if (pairs.length === 0) return []
  const labels = start.split('\n').filter((line) => line.trim().split(/\s+/).length <= 6 && !/\d/.test(line) && !/[.!?]\s*$/.test(line))
  return pairs.flatMap(([, after = '', before = '']): [string[], string[]][] => {
    const names = [before, after].map((name) => spellingsIn(labels, name))
    const [old = [], fresh = []] = names
    const plain = [before, after].some((name) => plainWords.has(name.toLowerCase()) || isMeasured(name) || isUnit(name))
    return plain || old.length === 0 || fresh.length === 0 || before.toLowerCase() === after.toLowerCase() ? [] : [[old, fresh]]
  })
}

function spellingsIn(lines: readonly string[], name: string): string[] {
  const found = lines.flatMap((line) => line.split(/[^A-Za-z0-9_-]+/)).filter((word) => word.toLowerCase() === name.toLowerCase())
  return [...new Set(found)]
}

const name = '`?([A-Za-z][A-Za-z0-9_-]{2,30})`?'
const patterns: readonly [RegExp, boolean][] = [
  [new RegExp(`\\breplac(?:e|es|ed|ing) ${name} (?:with|by) ${name}(?=[\\s.,;:)]|$)`, 'gi'), true],
  [
    new RegExp(
      `\\b(?:migrat|mov|switch|port|convert|transition)(?:e|es|ed|ing|s)? (?:[a-z]+ ){0,3}from ${name} (?:over )?to ${name}(?=[\\s.,;:)]|$)`,
      'gi',
    ),
    true,
  ],
  [new RegExp(`\\bby ${name},? (?:and |but )?(?:no longer|not) by ${name}(?=[\\s.,;:)]|$)`, 'gi'), false],
  [new RegExp(`\\buse(?:s|d)? ${name} instead of ${name}(?=[\\s.,;:)]|$)`, 'gi'), false],
]

const rather = new RegExp(`${name} (?:rather than|in place of|instead of) ${name}(?=[\\s.,;:)]|$)`, 'gi')

/** Words that such a phrase may hit and that name nothing. */
const plainWords = new Set(
  'the this that its our their one two three each all any some more less new old main master code using use local remote single multiple default custom high low end left right top bottom start time user data file files test tests'.split(
    ' ',
  ),
)
