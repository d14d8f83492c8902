/** Merges a body block by block. What a person touched stays, what nobody touched follows the new draft. */
import { type Alignment, align } from './align.ts'
import { type Block, blocksOf, printBlocks } from './blocks.ts'
import type { Merged, Proposal, Texts } from './merge.ts'

/** Merges bodies whose line breaks are `\n`; without a base nothing is known to be ours, so all of it stays. */
export function mergeBody({ base, ours, theirs }: Texts): Merged {
  const [own, fresh] = [blocksOf(ours), blocksOf(theirs)]
  if (base === null) return { markdown: ours, proposals: differences(own, fresh) }
  const old = blocksOf(base)
  const [mine, draft] = [align(old, own), align(old, fresh)]
  const blocks: Block[] = []
  const proposals: Proposal[] = []
  const written = new Set(own.filter((block, place) => old[mine.places.indexOf(place)]?.text !== block.text).map(({ text }) => text))
  for (let i = 0; i <= old.length; i++) {
    blocks.push(...addedAt(mine, own, i))
    blocks.push(...addedAt(draft, fresh, i).filter((block) => isWelcome(block, { written, fresh, mine, draft })))
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

interface Both {
  /** What a person wrote or edited. */
  written: ReadonlySet<string>
  fresh: readonly Block[]
  mine: Alignment
  draft: Alignment
}

/** A new block of the draft is left out where a person has it already, or deleted the section it belongs to. */
function isWelcome(block: Block, { written, fresh, mine, draft }: Both): boolean {
  if (written.has(block.text)) return false
  if (block.kind === 'heading' || block.kind === 'definition') return true
  const heading = fresh.slice(0, fresh.indexOf(block)).findLastIndex(({ kind }) => kind === 'heading')
  const was = heading < 0 ? -1 : draft.places.indexOf(heading)
  return was < 0 || mine.places[was] !== null
}

function addedAt({ added }: Alignment, blocks: readonly Block[], i: number): Block[] {
  return added.filter(({ at }) => at === i).flatMap(({ place }) => blocks[place] ?? [])
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
