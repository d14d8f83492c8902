import type { Flag, SetApart } from '../../model.ts'
import { captionSide, namesBoth, type SideNames } from './side.ts'

/** A piece of a text, in reading order, as far as it opens or ends a stretch that is set apart. */
export interface Piece {
  kind: 'heading' | 'prose' | 'html' | 'block'
  depth: number
  words: string
  from: number
  to: number
  flags: readonly Flag[]
}

/**
 * Stretches that "sample output:" or "the figures of PR 7781:" set apart: from these words to the next heading, to the
 * end of their `<details>`, or to words that announce this change's own figures ("Results:", "before and after").
 * Behind a heading that says it, to the next heading of its rank.
 */
export function apartOf(pieces: readonly Piece[], names: SideNames): SetApart[] {
  const found: SetApart[] = []
  for (const [index, piece] of pieces.entries()) {
    for (const { code, locator } of piece.flags) {
      const from = locator?.line ?? piece.from
      // Words within a stretch open no second one.
      if ((code !== 'sample-output' && code !== 'other-change') || found.some((one) => one.to >= from)) continue
      let at = index + 1
      while (at < pieces.length && !ends(pieces[at] ?? piece, piece, names)) at++
      const last = pieces[at] === undefined ? (pieces.at(-1)?.to ?? piece.to) : (pieces[at]?.from ?? 1) - 1
      found.push({ code, from, to: Math.max(last, piece.to) })
    }
  }
  return found
}

function ends(next: Piece, opened: Piece, names: SideNames): boolean {
  if (next.kind === 'heading') return opened.kind !== 'heading' || next.depth <= opened.depth
  if (next.kind === 'html') return /<summary|<\/details|<h[1-6]/i.test(next.words)
  if (next.kind !== 'prose' || opened.kind === 'heading') return false
  const caption = next.words.trim().split('\n').at(-1) ?? ''
  return announces.test(caption) || namesBoth(caption) || captionSide(caption, names).side !== 'unknown'
}

const announces =
  /^\s*(?:(?:our|the|my|actual|real|benchmark|test|perf(?:ormance)?) )?(?:results?|benchmarks?|measurements?|numbers|figures)(?: of this [a-z]{2,12})?\s*:/i
