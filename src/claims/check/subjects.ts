/**
 * Words that tell one subject from another: "Get, 8 goroutines" from "Get, one goroutine". A number counts together with
 * its noun only, so that the "one" of "one run" is not the "one" of "one goroutine".
 */
import { cardinal } from './number-words.ts'
import { singular } from './units.ts'

export interface Word {
  /** A stem, `=Word` for a name that is also an everyday word, or `8 goroutine` for a number with its noun. */
  token: string
  start: number
  end: number
}

const STOP = new Set(
  'a an the of per in on for to with and or by at from is are it its this that as than into over under via each all so be was were'.split(
    ' ',
  ),
)

/** Everyday words that are also names of functions: they count only as the label writes them. */
const EVERYDAY = new Set(
  'new get set put add all any one run read write open close map list sort find first last small large total build load test main base copy move call start stop time times memory size value use make take now old change count end long short fast slow high low more less many much next other same part parts case line lines code file files work part full empty single'.split(
    ' ',
  ),
)

const NUMBER = /^\d[\d,]*(?:\.\d+)?%?$/
const WORDS = /\d[\d,]*(?:\.\d+)?(?:[\s\u00a0]?%)?(?![\p{L}\p{N}])|[\p{L}\p{N}][\p{L}\p{N}_+#’'-]*(?:\.[\p{L}\p{N}_]+)*/gu

/** `decoding`, `decodes`, `decoded` → one stem. */
export function stem(word: string): string {
  const lower = singular(word.replace(/[’']s$/, ''))
  if (!/^\p{Ll}+$/u.test(lower)) return lower
  const cut = lower.replace(/(?:ing|ed|es|e)$/, '')
  return cut.length >= 3 ? cut : lower
}

function numberIn(word: string): string | null {
  if (NUMBER.test(word.replace(/[\s\u00a0]/g, ''))) return word.replace(/[\s\u00a0,]/g, '')
  const value = cardinal(word.toLowerCase())
  return value === null ? null : String(value)
}

interface Piece {
  raw: string
  number: string | null
  start: number
  end: number
}

function piecesOf(text: string): Piece[] {
  return [...text.matchAll(WORDS)].flatMap((match) => {
    const start = match.index
    const compound = /^(\d+)-(\p{L}+)$/u.exec(match[0])
    if (compound?.[1] !== undefined && compound[2] !== undefined) {
      const cut = start + compound[1].length
      return [
        { raw: compound[1], number: compound[1], start, end: cut },
        { raw: compound[2], number: null, start: cut + 1, end: start + match[0].length },
      ]
    }
    return [{ raw: match[0], number: numberIn(match[0]), start, end: start + match[0].length }]
  })
}

/** An everyday word that is a whole part of a label ("Get" in "Get, 8 goroutines") is a name and must look like one. */
function wordToken(label: string, piece: Piece): string {
  const before = label.slice(0, piece.start).trimEnd().at(-1)
  const alone = (before === undefined || ',:;/('.includes(before)) && !/^\s*[^\s,:;/)]/.test(label.slice(piece.end))
  return alone && EVERYDAY.has(piece.raw.toLowerCase()) && /^\p{Lu}/u.test(piece.raw) ? `=${piece.raw}` : stem(piece.raw)
}

/** The tokens of a label, each number joined to the noun it counts (or to the word before: `batch 128`). */
export function labelTokens(label: string): Set<string> {
  const pieces = piecesOf(label)
  const tokens = new Set<string>()
  pieces.forEach((piece, i) => {
    if (piece.number === null) {
      if (!STOP.has(piece.raw.toLowerCase()) && (piece.raw.length > 1 || /\p{Lu}/u.test(piece.raw))) tokens.add(wordToken(label, piece))
      return
    }
    const next = pieces[i + 1]
    const previous = pieces[i - 1]
    const joins = next !== undefined && next.number === null && !/[,;:()]/.test(label.slice(piece.end, next.start))
    if (joins) tokens.add(`${piece.number} ${stem(next.raw)}`)
    else if (previous !== undefined && previous.number === null) tokens.add(`${stem(previous.raw)} ${piece.number}`)
    else tokens.add(piece.number)
  })
  return tokens
}

/** What git calls lines that were added or removed. */
const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({ insertions: ['lin', 'add'], deletions: ['lin', 'remov'] }),
)

const VERB_NEXT =
  /^[\s\u00a0]*(?:takes?|took|went|is|was|needs?|costs?|fell|rose|drops?|dropped|grew|runs?|ran|goes|now|stays?|uses?|used|allocates?|has|had|gets?|got|pays?|paid|(?:at|by)\s+\d|\d|[:(,;]|$)/

/** Whether an everyday word with a capital is a name here, and not merely the first of a sentence. */
function isNameHere(text: string, piece: Piece): boolean {
  const before = text.slice(0, piece.start).trimEnd()
  if (before !== '' && !/[.!?:•·]["'”’)]{0,8}$/.test(before.slice(-9))) return true
  return VERB_NEXT.test(text.slice(piece.end))
}

/** The tokens of running text with their places; numbers with every neighbour they may count. */
export function textTokens(text: string, code: readonly { start: number; end: number }[] = []): Word[] {
  const pieces = piecesOf(text)
  return pieces.flatMap((piece, i) => {
    const at = { start: piece.start, end: piece.end }
    if (piece.number === null) {
      const words: Word[] = [stem(piece.raw), ...(SYNONYMS.get(piece.raw.toLowerCase()) ?? [])].map((token) => ({ token, ...at }))
      const inCode = code.some((mark) => mark.start <= piece.start && mark.end >= piece.end)
      if (EVERYDAY.has(piece.raw.toLowerCase()) && /^\p{Lu}/u.test(piece.raw) && (inCode || isNameHere(text, piece))) {
        words.push({ token: `=${piece.raw}`, ...at })
      }
      return words
    }
    const number = piece.number
    const [previous, next, second] = [pieces[i - 1], pieces[i + 1], pieces[i + 2]]
    const tokens = [number]
    if (previous !== undefined && previous.number === null) tokens.push(`${stem(previous.raw)} ${number}`)
    if (next !== undefined && next.number === null) tokens.push(`${number} ${stem(next.raw)}`)
    if (next?.number === null && second !== undefined && second.number === null) tokens.push(`${number} ${stem(second.raw)}`)
    return tokens.map((token) => ({ token, ...at }))
  })
}

/** Numbers with their nouns that a label bears: they are names in the text. */
export function isCompound(token: string): boolean {
  return /\d/.test(token) && token.includes(' ')
}
