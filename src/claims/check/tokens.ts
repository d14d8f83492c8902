/** Words of a text with their places: what numerals are found among. */

export interface Token {
  /** Without the punctuation around it. */
  core: string
  start: number
  end: number
  /** Core in lower case. */
  word: string
  /** Punctuation before and after the core, signs included. */
  before: string
  after: string
}

const BLANK = /[^\s\u00a0\u2009\u202f]+/g
const LEADING = /^[("'“‘«[{*_~≈<>≤≥=±+−–—-]+/
const TRAILING = /(?<![)"'”’»\]},.;:!?…*_])[)"'”’»\]},.;:!?…*_]+$/
/** Inside a word these stand between two figures or a name and its value: `19.3→11.8`, `n=10`, `65–67`. */
const JOINT = /→|=|(?<=[\d%])[–—](?=[\d.])/g
const HYPHEN_RANGE = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)(?=\D|$)/

/** Splits a text into tokens; arrows, equals signs and dashes between figures are tokens of their own. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(BLANK)) {
    let at = match.index
    for (const piece of piecesOf(match[0])) {
      tokens.push(tokenOf(piece, at))
      at += piece.length
    }
  }
  return tokens
}

/** A longer run of characters is no word; it is not looked into. */
const LONGEST = 160

function piecesOf(word: string): string[] {
  if (word.length > LONGEST || !/\d/.test(word)) return [word]
  const pieces: string[] = []
  let start = 0
  for (const joint of word.matchAll(JOINT)) {
    if (joint.index > start) pieces.push(word.slice(start, joint.index))
    pieces.push(joint[0])
    start = joint.index + joint[0].length
  }
  pieces.push(word.slice(start))
  return pieces.filter((piece) => piece !== '').flatMap(hyphenRange)
}

/** `65-67` is a range; `2026-10` is a month, `3-2` a score. */
function hyphenRange(piece: string): string[] {
  const lead = LEADING.exec(piece)?.[0].length ?? 0
  const match = HYPHEN_RANGE.exec(piece.slice(lead))
  const [whole, low, high] = match ?? []
  if (whole === undefined || low === undefined || high === undefined || Number(low) >= Number(high)) return [piece]
  if (/^\d{4}$/.test(low) && /^\d\d$/.test(high)) return [piece]
  const cut = lead + low.length
  return [piece.slice(0, cut), '-', piece.slice(cut + 1)]
}

function tokenOf(piece: string, at: number): Token {
  if (piece === '→' || piece === '=' || /^[–—-]$/.test(piece) || piece === '±' || piece === '×' || piece === '+') {
    return { core: piece, word: piece, start: at, end: at + piece.length, before: '', after: '' }
  }
  if (piece.length > LONGEST) return { core: piece, word: '', start: at, end: at + piece.length, before: '', after: '' }
  const before = LEADING.exec(piece)?.[0] ?? ''
  const rest = piece.slice(before.length)
  const after = TRAILING.exec(rest)?.[0] ?? ''
  const core = rest.slice(0, rest.length - after.length)
  return { core, word: core.toLowerCase(), start: at + before.length, end: at + before.length + core.length, before, after }
}
