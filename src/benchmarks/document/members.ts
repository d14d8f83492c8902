/** Where the members of objects and arrays begin in a JSON text, found one after the other and only as far as asked. */
import { endOfString, skipSpace } from './json-parse.ts'

export interface Members {
  readonly isList: boolean
  readonly found: Map<string | number, number>
  /** Where the value of the last member found begins, or the container's inside; null when all members are known. */
  behind: number | null
}

export function openMembers(text: string, start: number | null): Members | null {
  if (start === null || (text[start] !== '{' && text[start] !== '[')) return null
  return { isList: text[start] === '[', found: new Map(), behind: start }
}

/** Finds one member more. The value found last is skipped only now: it may be the whole rest of the file. */
export function scanMember(text: string, members: Members): void {
  const at = members.behind === null ? null : nextMemberAt(text, members.behind, members.found.size === 0)
  members.behind = null
  if (at === null) return
  let [name, value]: [string | number, number] = [members.found.size, at]
  if (!members.isList) {
    const end = endOfString(text, at)
    if (end < 0) return
    name = JSON.parse(text.slice(at, end)) as string
    value = skipSpace(text, skipSpace(text, end) + 1)
  }
  members.found.set(name, value)
  members.behind = value
}

function nextMemberAt(text: string, behind: number, isFirst: boolean): number | null {
  const end = isFirst ? behind : skipSpace(text, endOfValue(text, behind))
  if (!isFirst && text[end] !== ',') return null
  const at = skipSpace(text, end + 1)
  return at >= text.length || text[at] === '}' || text[at] === ']' ? null : at
}

/** The position behind the value that begins at `from`. */
function endOfValue(text: string, from: number): number {
  if (text[from] !== '{' && text[from] !== '[') return endOfScalar(text, from)
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) at = endOfScalar(text, at) - 1
    else if (code === 123 || code === 91) depth++
    else if (code === 125 || code === 93) {
      depth--
      if (depth === 0) return at + 1
    }
  }
  return text.length
}

export function endOfScalar(text: string, from: number): number {
  if (text.charCodeAt(from) === 34) {
    const end = endOfString(text, from)
    return end < 0 ? text.length : end
  }
  let at = from
  while (isScalar(text.charCodeAt(at))) at++
  return at
}

/** Letters, digits, "+", "-" and ".": what numbers and the words of JSON consist of. */
function isScalar(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 43 || code === 45 || code === 46
  )
}
