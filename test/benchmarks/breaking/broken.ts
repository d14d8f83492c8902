/** A file broken by chance: the same seed breaks it the same way. */
import { randomFrom } from '../random.ts'
import { breakStructure, deepNesting } from './structure.ts'
import { longLine, textBreaks } from './text.ts'

/** One to three breaks, of the text or of the JSON in it; one file in `heavyEvery` becomes a megabyte or a hundred thousand lists deep. */
export function broken(text: string, seed: number, heavyEvery: number): string {
  const random = randomFrom(seed)
  const ways = Object.values(textBreaks)
  let result = text
  for (let times = 1 + random(3); times > 0; times--) {
    const structured = random(2) === 0 ? breakStructure(result, random) : null
    result = structured ?? ways[random(ways.length)]?.(result, random) ?? result
  }
  if (random(heavyEvery) > 0) return result
  return random(3) === 0 ? deepNesting(result, random) : longLine(result, random)
}
