/** Texts made comparable: what differs only by typography, Markdown marks or white space becomes equal. */

const MARKS = /[*_`\\]/g
const LINK = /!?\[([^[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s"[^"]*")?\)/g
const REFERENCES: ReadonlyMap<string, string> = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }))

/** Plain lower-case words of a Markdown text, for comparing quotations. */
export function folded(text: string): string {
  return text
    .normalize('NFC')
    .replace(LINK, '$1')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => reference(whole, decimal, hex, name))
    .replace(MARKS, '')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/^\s*>\s?/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}

function reference(whole: string, decimal: string | undefined, hex: string | undefined, name: string | undefined): string {
  if (name !== undefined) return REFERENCES.get(name.toLowerCase()) ?? whole
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
}

const isEdge = (character: string | undefined): boolean => character !== undefined && /[\s"'()[\].,:;!?-]/.test(character)

/** Like `folded`, without the punctuation at the ends: what a quotation may take or leave. */
export function trimmed(text: string): string {
  const plain = folded(text)
  let [start, end] = [0, plain.length]
  while (start < end && isEdge(plain[start])) start++
  while (end > start && isEdge(plain[end - 1])) end--
  return plain.slice(start, end)
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []

/** How much of `quote` stands in `text` word for word, neighbours together: 0 none, 1 all. */
export function likeness(quote: string, text: string): number {
  const own = wordsOf(quote)
  const theirs = wordsOf(text)
  if (own.length === 0 || theirs.length === 0) return 0
  if (own.length === 1) return theirs.includes(own[0] ?? '') ? 1 : 0
  const pairs = new Set(theirs.slice(1).map((word, i) => `${theirs[i]} ${word}`))
  const kept = own.slice(1).filter((word, i) => pairs.has(`${own[i]} ${word}`)).length
  return kept / (own.length - 1)
}

/** Whether a text stands in another at word boundaries. */
export function standsIn(needle: string, text: string): boolean {
  if (needle === '') return false
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + needle.length] ?? ' ']
    if (!(/[\p{L}\p{N}]/u.test(before) && /^[\p{L}\p{N}]/u.test(needle)) && !(/[\p{L}\p{N}]/u.test(after) && /[\p{L}\p{N}]$/u.test(needle)))
      return true
  }
  return false
}
