/** A row as the subject of a sentence: "The median time to first token is now …", "Get/parallel now takes …". */
import type { Row } from '../../claims/rows.ts'
import type { Inline } from '../../model.ts'
import { inSentence, subjectOf } from './context.ts'

/** "Time to first token, P99" of a service as a whole; null for what has a name of its own. */
function statisticOf({ comparison, parts, name, quantity }: Row): { statistic: string; rest: string } | null {
  if (comparison.benchmark !== '' || parts !== null || !name.startsWith(`${quantity.name}, `)) return null
  const [statistic = '', ...rest] = name.slice(quantity.name.length + 2).split(', ')
  return /^(?:median|mean|P\d[\d.]*)$/.test(statistic) ? { statistic, rest: rest.join(', ') } : null
}

/** Behind "for": `the P99 time to first token, concurrency=8`, else the label. */
export function rowPhrase(row: Row): string {
  const found = statisticOf(row)
  if (found === null) return inSentence(row.label)
  const { name } = row.quantity
  const quantity = /^[A-Z][a-z]/.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : name
  return [`the ${found.statistic} ${quantity}`, found.rest].filter((part) => part !== '').join(', ')
}

/** `first` where it begins the sentence. */
export function rowSubject(row: Row, first: boolean): Inline[] {
  const found = statisticOf(row)
  if (found === null) {
    const isMetric = row.comparison.benchmark === '' && row.parts === null
    return [isMetric && !first ? inSentence(row.name) : subjectOf(row)]
  }
  const phrase = `${rowPhrase(row)}${found.rest === '' ? '' : ','}`
  return [first ? `T${phrase.slice(1)}` : phrase]
}

/** The verb of "now … 61 ns instead of 183 ns"; a statistic of requests is a number and takes nothing. */
export function verbOf(row: Row): string {
  if (statisticOf(row) !== null) return 'is'
  if (row.quantity.noun === 'time') return 'takes'
  if (row.quantity.noun === 'memory') return 'needs'
  return row.quantity.noun === 'value' ? 'is at' : 'reaches'
}
