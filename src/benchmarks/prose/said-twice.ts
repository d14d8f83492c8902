import type { Figure } from './figure.ts'

/**
 * Sentence figures that a table or block states too, to the digit: once is enough. A pair of a sentence goes only as a
 * whole, so that no half of it is left; summaries that round stay.
 */
export function notSaidTwice<One extends Figure>(sentences: readonly One[], blocks: readonly Figure[]): One[] {
  const said = new Set(blocks.map(keyOf))
  const lines = Map.groupBy(sentences, (one) => one.locator.line ?? 0)
  return [...lines.values()].flatMap((group) =>
    group.every((one) => said.has(keyOf(one)) || (one.side === 'unknown' && blocks.some((block) => sameFigure(block, one)))) ? [] : group,
  )
}

function keyOf(one: Figure): string {
  return `${one.value} ${one.unit.toLowerCase()} ${one.side}`
}

function sameFigure(a: Figure, b: Figure): boolean {
  return a.value === b.value && a.unit.toLowerCase() === b.unit.toLowerCase()
}
