/** Blocks that a person took elsewhere without touching them: to a comparison by order they are gone here and new there. */
import type { Alignment } from './align.ts'
import type { Block } from './blocks.ts'

/** For places of the changed text the block of the base that stands there now. Only where its text is there once on both sides. */
export function movedBlocks(base: readonly Block[], changed: readonly Block[], { places, added }: Alignment): ReadonlyMap<number, number> {
  const gone = onlyOnes(base.map(({ text }, i) => [text, i] as const).filter(([, i]) => places[i] === null))
  const fresh = onlyOnes(added.map(({ place }) => [changed[place]?.text ?? '', place] as const))
  return new Map([...fresh].flatMap(([text, place]) => (gone.has(text) ? [[place, gone.get(text) ?? 0] as const] : [])))
}

function onlyOnes(entries: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const groups = Map.groupBy(entries, ([text]) => text)
  return new Map([...groups.values()].flatMap((group) => (group.length === 1 ? group : [])))
}
