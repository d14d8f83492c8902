/**
 * The last look at bytes that are about to become public: nothing of the private source that its allow-list does not
 * open may stand in them, as written or dressed up (cut by markup, reversed, escaped, in base64, in hex, in letters that
 * look alike; a figure rounded or in another unit). The writer never saw these words; this gate is there for the day on
 * which that is no longer true. Pure.
 */
import { disguises } from './disguises.ts'
import { type Figures, figuresOf, isFigure, isTelling, numeralsIn, standingNumerals } from './leaked-figures.ts'
import { folded } from './lookalikes.ts'
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
  /** Figures with at least three digits that mean something, as written. */
  numbers: ForbiddenWord[]
  /** The same and their roundings, by where they stand. */
  figures: { what: string; figures: Figures }[]
  /** Figures that were opened; what one of them is rounded to may stand. */
  openedFigures: Figures
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

/** What may not become public: every word and figure of `texts` that stands neither in `opened` nor in any page of ours. */
export function forbiddenOf(texts: readonly PrivateText[], opened: readonly string[]): Forbidden {
  const allowed = new Set(opened.flatMap((text) => wordsIn(text)))
  const squeezed = opened.map((text) => folded(text).replace(/[^\p{L}\p{N}]+/gu, '')).join(' ')
  const isOpened = (word: string) => allowed.has(word) || (word.length >= TELLING && squeezed.includes(word.replaceAll('_', '')))
  const allowedNumbers = new Set(opened.flatMap(numeralsIn))
  const words = new Map<string, ForbiddenWord>()
  const numbers = new Map<string, ForbiddenWord>()
  for (const { what, text } of texts) {
    for (const word of wordsIn(text)) {
      const isOurs = word.length < SHORTEST || /^[\d_]+$/.test(word) || publicWords.has(word) || isOpened(word)
      if (!isOurs && !words.has(word)) words.set(word, { word, what })
    }
    for (const number of numeralsIn(text)) {
      if (isTelling(number) && !allowedNumbers.has(number) && !numbers.has(number)) numbers.set(number, { word: number, what })
    }
  }
  const byPlace = Map.groupBy(numbers.values(), ({ what }) => what)
  const figures = [...byPlace].map(([what, group]) => ({ what, figures: figuresOf(group.map(({ word }) => word)) }))
  const openedFigures = figuresOf(allowedNumbers)
  return { words: [...words.values()], numbers: [...numbers.values()], figures, opened: allowed, openedFigures }
}

function wordsIn(text: string): string[] {
  return folded(text).match(WORD) ?? []
}

/** The leaks in some texts, one a text, origin and disguise. */
export function leaks(texts: readonly { path: string; text: string }[], forbidden: Forbidden): Leak[] {
  return texts.flatMap(({ path, text }) => {
    const found = [...wordLeaks(text, forbidden), ...numberLeaks(text, forbidden)]
    const unique = new Map(found.map((leak) => [`${leak.what}\0${leak.how}`, leak]))
    return [...unique.values()].map((leak) => ({ path, ...leak }))
  })
}

type Found = Omit<Leak, 'path'>

function wordLeaks(text: string, { words, opened }: Forbidden): Found[] {
  const plain = folded(text)
  const whole = new Set(plain.match(WORD) ?? [])
  // "through" is in "throughput": inside our own words and opened ones nothing is looked for.
  const rest = (view: string) => folded(view).replace(WORD, (token) => (publicWords.has(token) || opened.has(token) ? '\0' : token))
  const views = disguises(text).map((view) => ({ ...view, text: rest(view.text) }))
  // `some_name` and `someName` become "some name" in a title and `some-name` in an address.
  views.push({ how: 'in several words', text: rest(text).replace(/[ _.\-/]+/g, ''), isSqueezed: true })
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

function numberLeaks(text: string, { numbers, figures, openedFigures }: Forbidden): Found[] {
  const standing = new Set(standingNumerals(text))
  const exactly = numbers.flatMap(({ word, what }) => (standing.has(word) ? [{ what, how: 'as written' }] : []))
  const known = new Set(numbers.map(({ word }) => word))
  const others = [...standing].filter((numeral) => !known.has(numeral) && !isFigure(numeral, openedFigures))
  const rounded = figures.filter((one) => others.some((numeral) => isFigure(numeral, one.figures)))
  return [...exactly, ...rounded.map(({ what }) => ({ what, how: 'rounded or in another unit' }))]
}
