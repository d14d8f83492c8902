/** The words that belong to a change: right behind its figure, else the last ones before it. */
import { type Reading, surroundings, textAfter, textBefore } from './reading.ts'
import { type DirectionWord, directionWords } from './wording.ts'

const PHRASE_END = /[,;:.()]|\s(?:and|but|while|whereas|or|where|which|that|than)\s/
/** How far behind a figure its direction word may stand. */
const BEHIND = 48

/** Words right behind the figure at `index`, else the last one before it in its clause. */
export function wordsAt(reading: Reading, index: number): DirectionWord[] {
  const behind = wordsBehind(reading, index)
  return behind.length > 0 ? behind : wordsBefore(reading, index)
}

/** Words behind the figure at `index`, in its phrase; ", worse" belongs to it too. */
export function wordsBehind(reading: Reading, index: number): DirectionWord[] {
  const { start } = surroundings(reading, index).right
  const after = textAfter(reading, index)
  const stop = PHRASE_END.exec(after)
  const behind = directionWords(reading.text, start, start + Math.min(stop?.index ?? after.length, BEHIND))
  const verdict = /^[^,;:.()]*,\s*(?:worse|better)\b/.exec(after)
  return verdict === null ? behind : [...behind, ...directionWords(reading.text, start + verdict[0].length - 6, start + verdict[0].length)]
}

/** The last direction word before the figure at `index`, in its clause. */
export function wordsBefore(reading: Reading, index: number): DirectionWord[] {
  const before = textBefore(reading, index)
  const end = surroundings(reading, index).left.end
  const cut = Math.max(...[';', ':', '(', ')', '. '].map((mark) => before.lastIndexOf(mark)), lastComma(before))
  return directionWords(reading.text, end - before.length + cut + 1, end).slice(-1)
}

/** A comma ends a phrase unless what follows it is too short to be one: "fell, on average, by 8 ms". */
function lastComma(before: string): number {
  const at = before.lastIndexOf(', ')
  return at >= 0 && before.slice(at).trim().split(/\s+/).length > 3 ? at : -1
}
