/** What it costs: every regression with a verdict, with both values, and what the author says it gave way. */

import { regressed } from '../../claims/outcome.ts'
import { addsUp } from '../../claims/render.ts'
import type { Row } from '../../claims/rows.ts'
import type { Block, Inline, Section } from '../../model.ts'
import { type Context, say } from './context.ts'
import { descriptionWord } from './problem.ts'
import { rowSubject } from './row-subject.ts'
import { origin, quotedRuns } from './speech.ts'

function sentence(row: Row): Inline[] {
  const exact: Inline[] = [say(row, 'before', 'exact'), ' before and ', say(row, 'after', 'exact'), ' after']
  if (row.quantity.noun === 'time')
    return [...rowSubject(row, true), ' takes ', say(row, addsUp(row) ? 'difference' : 'change', 'words'), ': ', ...exact, '. ']
  if (row.quantity.noun === 'memory') return [...rowSubject(row, true), ' needs ', say(row, 'change', 'words'), ': ', ...exact, '. ']
  return [row.label, ': ', say(row, 'change', 'words'), ', ', ...exact, '. ']
}

/** Null where nothing got worse beyond the threshold and the author names no price. */
export function costs({ study, passages }: Context): Section | null {
  const worse = study.rows.filter(regressed)
  const blocks: Block[] = []
  if (worse.length > 0) blocks.push({ type: 'paragraph', children: worse.flatMap(sentence) })
  const price = quotedRuns(passages.tradeOffs, 'description', 50)
  if (price.length > 0) {
    const words: Inline[] = [worse.length > 0 ? 'The author says so too: ' : 'The author names the price: ', ...price]
    blocks.push({ type: 'paragraph', children: [...words, ...origin('description', descriptionWord(study.evidence.subject.kind))] })
  }
  return blocks.length === 0 ? null : { part: 'costs', heading: 'What it costs', blocks }
}
