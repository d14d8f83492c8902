/** What a number counts: the words behind it. */
import type { Token } from './tokens.ts'
import { singular } from './units.ts'

const STOP =
  /^(?:of|to|in|on|at|for|from|by|with|and|or|but|is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|should|than|then|that|which|who|when|where|while|as|if|so|because|since|until|after|before|into|onto|over|under|per|a|an|the|this|these|those|it|its|they|we|you|i|he|she|not|no|nor|only|also|just|now|instead|against|versus|vs|each|either|every|here|there|again|later|earlier|ago|out|off|up|down|does|did|do|goes|takes|us|yes|plus|across|about|around|via|through|during|without|within|between|among|less|more|fewer|most|other|others|always|perhaps|sometimes|besides|afterwards|towards|means|makes|needs|gives|became|becomes|went|seems|looks|works|uses|thus|ways?)$/
const COUNTED = /^(?:people|children|data|men|women|criteria|indices|matrices|vertices|series|added|removed|deleted|inserted|changed)$/

/** Up to three words after a number, in the singular, and whether one of them is a noun in the plural. */
export function nounsAfter(tokens: readonly Token[], at: number): { nouns: string[]; plural: boolean } {
  const nouns: string[] = []
  let plural = false
  if (tokens[at]?.after !== '') return { nouns, plural }
  for (let i = at + 1; i <= at + 3; i++) {
    const token = tokens[i]
    if (token === undefined || token.before !== '' || !/^\p{L}[\p{L}'’-]*$/u.test(token.core) || STOP.test(token.word)) break
    nouns.push(singular(token.word))
    if ((/[^s'’]s$/.test(token.word) && token.word.length > 3) || COUNTED.test(token.word)) plural = true
    if (token.after !== '') break
  }
  return { nouns, plural }
}
