/** Wrong entries made of true ones, one fault each, by named operators. */

import { anotherDigit, anotherMagnitude, anotherUnit, flippedSign, numberWordChanged } from './mutants-of-numbers.ts'
import {
  cellMoved,
  directionFlipped,
  intervalChanged,
  linkMoved,
  quotationAltered,
  sidesSwapped,
  subjectSwapped,
  verdictStrengthened,
} from './mutants-of-words.ts'
import { type Entry, placesOf } from './places.ts'
import type { Random } from './random.ts'

export interface Mutant {
  operator: string
  markdown: string
  /** What was done, for people. */
  what: string
}

const OPERATORS = {
  'another digit': anotherDigit,
  'another unit': anotherUnit,
  'flipped sign': flippedSign,
  'sides swapped': sidesSwapped,
  'subject swapped': subjectSwapped,
  'direction word flipped': directionFlipped,
  'verdict word strengthened': verdictStrengthened,
  'link moved': linkMoved,
  'quotation altered': quotationAltered,
  'number word changed': numberWordChanged,
  'interval bound changed': intervalChanged,
  'cell moved': cellMoved,
  'another magnitude': anotherMagnitude,
}

/** At most `each` mutants of every operator; those that still say the truth are left out (oracle). */
export function mutantsOf(entry: Entry, dice: Random, each: number): Mutant[] {
  const places = placesOf(entry)
  return Object.entries(OPERATORS).flatMap(([operator, make]) =>
    dice
      .shuffled(make(entry, places, dice))
      .filter((mutant) => mutant.markdown !== entry.markdown)
      .slice(0, each)
      .map((mutant) => ({ operator, ...mutant })),
  )
}
