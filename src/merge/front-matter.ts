/** Merges front matter key by key; what a person wrote keeps its spelling, its order and its comments. */
import { readFrontMatter } from '../claims/check/front-matter.ts'
import type { Merged, Proposal, Texts } from './merge.ts'

/** One top-level key: its value for comparing, its lines as written. */
interface Key {
  value: string
  lines: string
}

interface Matter {
  /** Between the fences, before the first key. */
  head: string
  keys: ReadonlyMap<string, Key>
}

/** Splits a text into front matter (with both fences) and body. Throws the KnownError of the reader where it is no YAML. */
export function splitFrontMatter(markdown: string): { matter: string; body: string } {
  const { offset } = readFrontMatter(markdown)
  return { matter: markdown.slice(0, offset), body: markdown.slice(offset) }
}

function keysOf(matter: string): Matter {
  const { values, lines } = readFrontMatter(matter).frontMatter
  const all = matter.split('\n')
  const end = all.findLastIndex((line) => /^---[ \t]*$/.test(line))
  const starts = [...lines].map(([key, line]) => [key, line - 1] as const)
  const keys = starts.map(([key, start], i): [string, Key] => {
    const next = starts[i + 1]?.[1] ?? end
    return [key, { value: JSON.stringify(values[key]), lines: all.slice(start, next).join('\n') }]
  })
  return { head: all.slice(1, starts[0]?.[1] ?? Math.max(1, end)).join('\n'), keys: new Map(keys) }
}

/** Merges two texts of front matter, fences included; an empty text has no keys. */
export function mergeFrontMatter({ base, ours, theirs }: Texts): Merged {
  const [own, draft] = [keysOf(ours), keysOf(theirs)]
  const old = base === null ? null : keysOf(base)
  const proposals: Proposal[] = []
  const merged = new Map<string, string>()
  for (const [key, mine] of own.keys) {
    const [was, fresh] = [old?.keys.get(key), draft.keys.get(key)]
    const untouched = was !== undefined && was.value === mine.value
    if (untouched && fresh === undefined) continue
    merged.set(key, untouched && fresh !== undefined && fresh.value !== mine.value ? fresh.lines : mine.lines)
    if (untouched || fresh === undefined || fresh.value === mine.value || fresh.value === was?.value) continue
    proposals.push({ where: `the front matter, ${key}`, text: fresh.lines })
  }
  for (const [key, fresh] of draft.keys) {
    // A key that the base had and the text has no more was deleted by a person.
    if (own.keys.has(key) || old?.keys.has(key)) continue
    if (old === null) proposals.push({ where: `the front matter, ${key}`, text: fresh.lines })
    else merged.set(key, fresh.lines)
  }
  const same = merged.size === own.keys.size && [...own.keys].every(([key, { lines }]) => merged.get(key) === lines)
  return { markdown: same ? ours : print(own.head, merged), proposals }
}

function print(head: string, keys: ReadonlyMap<string, string>): string {
  return `${['---', ...(head === '' ? [] : [head]), ...keys.values(), '---'].join('\n')}\n`
}
