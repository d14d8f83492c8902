/** Merges a body block by block. What a person touched stays, what nobody touched follows the new draft. */
import { type Alignment, align } from './align.ts'
import { type Block, blocksOf, printBlocks } from './blocks.ts'
import type { Merged, Proposal, Texts } from './merge.ts'
import { movedBlocks } from './moved.ts'

/** Of a text. The comparison takes time in proportion to the square of the blocks that are alike, and a page has a tenth of these. */
const MOST_BLOCKS = 800

/** Merges bodies whose line breaks are `\n`; without a base (or of more blocks than are compared) nothing is known to be ours, so all of it stays. */
export function mergeBody({ base, ours, theirs }: Texts): Merged {
  const [own, fresh, old] = [blocksOf(ours), blocksOf(theirs), base === null ? null : blocksOf(base)]
  const isKnown = [own, fresh, old ?? []].every(({ length }) => length <= MOST_BLOCKS)
  if (old === null || !isKnown) return { markdown: ours, proposals: differences(own, fresh) }
  const [mine, draft] = [align(old, own), align(old, fresh)]
  const moved = movedBlocks(old, own, mine)
  const elsewhere = new Set(moved.values())
  const blocks: Block[] = []
  const proposals: Proposal[] = []
  const written = new Set(own.filter((block, place) => old[mine.places.indexOf(place)]?.text !== block.text).map(({ text }) => text))
  for (let i = 0; i <= old.length; i++) {
    for (const place of placesAt(mine, i)) {
      const block = own[place]
      const from = moved.get(place)
      // It follows the draft where it stands now.
      const follows = from === undefined ? block : blockAt(fresh, draft.places[from])
      if (block !== undefined && follows) blocks.push({ ...follows, blanks: block.blanks })
    }
    for (const block of placesAt(draft, i).flatMap((place) => fresh[place] ?? [])) {
      const home = homeOf(block, fresh, draft)
      if (written.has(block.text)) continue
      if (home === null || mine.places[home] !== null) blocks.push(block)
      // Its section is somewhere else now, and where in it this belongs nobody can say.
      else if (elsewhere.has(home)) proposals.push({ where: headingBefore(fresh, fresh.indexOf(block)), text: block.text })
    }
    const [was, kept, drafted] = [old[i], blockAt(own, mine.places[i]), blockAt(fresh, draft.places[i])]
    // Deleted by a person: it stays deleted.
    if (was === undefined || kept === null) continue
    if (kept.text !== was.text) {
      blocks.push(kept)
      if (drafted !== null && drafted.text !== was.text && drafted.text !== kept.text)
        proposals.push({ where: headingBefore(fresh, draft.places[i] ?? 0), text: drafted.text })
    } else if (drafted !== null) blocks.push({ ...drafted, blanks: kept.blanks })
  }
  return { markdown: isEqual(blocks, own) ? ours : printBlocks(blocks), proposals }
}

/** The heading of the base that a new block of the draft stands under; null for one that needs none. A person who deleted the section wants none of it. */
function homeOf(block: Block, fresh: readonly Block[], draft: Alignment): number | null {
  if (block.kind === 'heading' || block.kind === 'definition') return null
  const heading = fresh.slice(0, fresh.indexOf(block)).findLastIndex(({ kind }) => kind === 'heading')
  const was = heading < 0 ? -1 : draft.places.indexOf(heading)
  return was < 0 ? null : was
}

function placesAt({ added }: Alignment, i: number): number[] {
  return added.flatMap(({ at, place }) => (at === i ? [place] : []))
}

function blockAt(blocks: readonly Block[], place: number | null | undefined): Block | null {
  return place === null || place === undefined ? null : (blocks[place] ?? null)
}

function isEqual(a: readonly Block[], b: readonly Block[]): boolean {
  return a.length === b.length && a.every(({ text }, i) => text === b[i]?.text)
}

/** Blocks of the draft that the text does not have. */
function differences(own: readonly Block[], fresh: readonly Block[]): Proposal[] {
  const texts = new Set(own.map(({ text }) => text))
  return fresh.flatMap(({ text }, i) => (texts.has(text) ? [] : [{ where: headingBefore(fresh, i), text }]))
}

/** The words of the heading that a block stands under; "the lead" above the first. */
function headingBefore(blocks: readonly Block[], place: number): string {
  const heading = blocks.slice(0, place + 1).findLast(({ kind }) => kind === 'heading')
  return heading?.text.replace(/^[ #]+/, '') ?? 'the lead'
}
