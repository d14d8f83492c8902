/**
 * The last look at bytes that are about to become public: nothing of the private source that its allow-list does not
 * open may stand in them, as written or dressed up (cut by markup, reversed, escaped, in base64, in hex). The writer
 * never saw these words; this gate is there for the day on which that is no longer true. Pure.
 */
import { disguises } from './disguises.ts'
import { publicWords } from './public-words.ts'

/** A text of the private source, and where it stands: "the description". */
export interface PrivateText {
  what: string
  text: string
}

/** A word that may not become public, and where it comes from. */
interface ForbiddenWord {
  word: string
  what: string
}

export interface Forbidden {
  words: ForbiddenWord[]
  /** Figures with at least three digits that mean something. */
  numbers: ForbiddenWord[]
  /** Words that were opened. */
  opened: ReadonlySet<string>
}

export interface Leak {
  /** The file, or "the title", "the branch". */
  path: string
  /** Where the word comes from. Never the word: messages land in logs. */
  what: string
  how: string
}

/** Shorter words are in every text. */
const SHORTEST = 4
/** From this length on a word is also looked for inside others and in disguises. */
const TELLING = 6

const WORD = /[\p{L}\p{N}_]+/gu
const NUMBER = /\d+(?:[.,]\d+)*/g

/** What may not become public: every word and figure of `texts` that stands neither in `opened` nor in any page of ours. */
export function forbiddenOf(texts: readonly PrivateText[], opened: readonly string[]): Forbidden {
  const allowed = new Set(opened.flatMap((text) => wordsIn(text)))
  const squeezed = opened.map((text) => folded(text).replace(/[^\p{L}\p{N}]+/gu, '')).join(' ')
  const isOpened = (word: string) => allowed.has(word) || (word.length >= TELLING && squeezed.includes(word.replaceAll('_', '')))
  const allowedNumbers = new Set(opened.flatMap((text) => text.match(NUMBER) ?? []))
  const words = new Map<string, ForbiddenWord>()
  const numbers = new Map<string, ForbiddenWord>()
  for (const { what, text } of texts) {
    for (const word of wordsIn(text)) {
      const isOurs = word.length < SHORTEST || /^[\d_]+$/.test(word) || publicWords.has(word) || isOpened(word)
      if (!isOurs && !words.has(word)) words.set(word, { word, what })
    }
    for (const number of text.match(NUMBER) ?? []) {
      if (isTelling(number) && !allowedNumbers.has(number) && !numbers.has(number)) numbers.set(number, { word: number, what })
    }
  }
  return { words: [...words.values()], numbers: [...numbers.values()], opened: allowed }
}

function wordsIn(text: string): string[] {
  return folded(text).match(WORD) ?? []
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** 182.9 and 61437 are somebody's figures; 100, 0.05 and 2.5 are everybody's. */
function isTelling(number: string): boolean {
  const digits = number.replace(/\D/g, '').replace(/^0+|0+$/g, '')
  return digits.length >= 3 && (/[.,]/.test(number) || digits.length >= 4)
}

/** The leaks in some texts, one a text, origin and disguise. */
export function leaks(texts: readonly { path: string; text: string }[], forbidden: Forbidden): Leak[] {
  return texts.flatMap(({ path, text }) => {
    const found = [...wordLeaks(text, forbidden), ...numberLeaks(text, forbidden.numbers)]
    const unique = new Map(found.map((leak) => [`${leak.what}\0${leak.how}`, leak]))
    return [...unique.values()].map((leak) => ({ path, ...leak }))
  })
}

type Found = Omit<Leak, 'path'>

function wordLeaks(text: string, { words, opened }: Forbidden): Found[] {
  const plain = folded(text)
  const whole = new Set(plain.match(WORD) ?? [])
  // "through" is in "throughput": inside our own words and opened ones nothing is looked for.
  const rest = (view: string) => folded(view).replace(WORD, (token) => (publicWords.has(token) || opened.has(token) ? ' ' : token))
  const views = disguises(text).map((view) => ({ ...view, text: rest(view.text) }))
  const all = views.map((view) => ({ ...view, beginnings: beginningsIn(view.text) }))
  return words.flatMap(({ word, what }): Found[] => {
    if (whole.has(word)) return [{ what, how: 'as written' }]
    if (word.length < TELLING) return []
    const [plainly, squeezed] = [formsOf(word), formsOf(word.replaceAll('_', ''))]
    for (const { how, text: view, beginnings, isSqueezed } of all) {
      const { forwards, backwards } = isSqueezed ? squeezed : plainly
      if (holds(view, beginnings, forwards)) return [{ what, how }]
      if (holds(view, beginnings, backwards)) return [{ what, how: `${how}, reversed` }]
    }
    return []
  })
}

function formsOf(word: string): { forwards: string; backwards: string } {
  return { forwards: word, backwards: [...word].reverse().join('') }
}

/** All pieces of six characters: most words are not there, and this says so at once. */
function beginningsIn(text: string): Set<string> {
  const pieces = new Set<string>()
  for (let at = 0; at + TELLING <= text.length; at++) pieces.add(text.slice(at, at + TELLING))
  return pieces
}

function holds(text: string, beginnings: ReadonlySet<string>, word: string): boolean {
  return word.length >= TELLING && beginnings.has(word.slice(0, TELLING)) && text.includes(word)
}

function numberLeaks(text: string, numbers: readonly ForbiddenWord[]): Found[] {
  // Digits inside a digest and coordinates of a chart are nobody's figure.
  const standing = new Set(text.replace(/<[^<>]{0,400}>/g, ' ').match(/(?<![\p{L}\d.,_])\d+(?:[.,]\d+)*(?![\p{N}_])/gu) ?? [])
  return numbers.flatMap(({ word, what }) => (standing.has(word) ? [{ what, how: 'as written' }] : []))
}
