import { type Document, matches } from '../document/document.ts'
import { eachLine, LateLine } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import { catch2Rows } from './catch2-rows.ts'

/** `benchmark name   samples   iterations   est run time`; up to 2.11 the last one is called `estimated`. */
const header = /^benchmark name +samples +iterations +(?:est(?: run time|imated)|mean)\s*$/m
const headerWords = 'benchmark name '

export function isCatch2Output(document: Document): boolean {
  return matches(document, header, headerWords)
}

const dashes = /^\s*-{20,}\s*$/
const equals = /^\s*={20,}\s*$/

/** Lines of a heading: the test case, and indented below it its sections. */
const most = 20

/**
 * The console reporter's tables. A heading stands between two rules, and below it the place in the source; the rows stand
 * below a header and a rule, up to the next rule or header.
 */
export function readCatch2Output({ text, firstLine }: Document, found: Findings): void {
  if (!text.includes(headerWords)) return
  const rows = catch2Rows(text, found)
  let place: 'outside' | 'below a rule' | 'heading' | 'header' | 'rows' = 'outside'
  let heading: string[] = []
  let sections = ''
  /** What the header says; null for none. */
  let isAnalysed: boolean | null = null

  function begin(): void {
    place = 'rows'
    rows.begin(sections, isAnalysed !== false)
    isAnalysed = null
  }

  function endHeading(): void {
    const isHeading = heading.length <= most
    sections = isHeading ? heading.map((section) => `${section}/`).join('') : ''
    if (isHeading) {
      place = 'outside'
      isAnalysed = null
    } else if (isAnalysed === null) place = 'below a rule'
    // Text behind a lonely rule, with a header in it: this is the rule below the header.
    else begin()
  }

  eachLine(text, firstLine, (from, to, number) => {
    if (place === 'rows' && rows.read(from, to, number)) return
    const words = text.slice(from, to)
    const isDashes = dashes.test(words)
    const isHeader = header.test(words)
    if (isHeader) isAnalysed ??= !/ mean\s*$/.test(words)
    if (place === 'rows' && !isDashes && !isHeader && !equals.test(words)) rows.readLine(new LateLine(number, text, from, to))
    else if (place === 'heading') {
      if (isDashes) endHeading()
      else if (heading.length <= most) heading.push(words.trim())
    } else if (place === 'header') {
      if (isDashes) begin()
    } else if (isHeader) place = 'header'
    else if (place === 'below a rule' && words.trim() !== '') {
      place = 'heading'
      heading = [words.trim()]
    } else place = isDashes ? 'below a rule' : 'outside'
  })
  rows.judge()
}
