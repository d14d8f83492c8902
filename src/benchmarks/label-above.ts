import type { Side } from '../model.ts'
import { sideOf } from './prose/side.ts'

/**
 * What the line above a block of output says about the block: its side ("# main", "This PR:"), else its condition
 * where the line looks like a heading ("# request rate: 2"). Chatter of the tool says nothing.
 */
export function labelAbove(line: { readonly text: string } | null): { side: Side; condition: string } {
  // What is longer is no label; a run of blanks in it would be looked through from each of them.
  if (line === null || line.text.length > 200) return { side: 'unknown', condition: '' }
  const label = line.text.replace(/^[\s#*>`-]+|(?<![\s*`:])[\s*`:]+$/g, '')
  const side = label.length <= 80 ? sideOf(label).side : 'unknown'
  const isHeading = /^\s*(?:#|\*\*)|:\s*$/.test(line.text) && label.length <= 80
  return { side, condition: side === 'unknown' && isHeading ? label : '' }
}
