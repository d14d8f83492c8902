/** The eight parts: what each must hold (SHOWCASE, "The entry"). */
import type { Ledger } from '../../model.ts'
import type { Binding } from './bind.ts'
import type { Finding } from './finding.ts'
import { folded } from './fold.ts'
import type { Page } from './page.ts'
import type { Reading } from './reading.ts'

const LIMITS = /^what-this-does-not-show$|^limits$|^limitations|^caveats|not-(?:covered|shown)/
const REPEAT = /^repeat-it$|^check-it$|^reproduce|^how-to-repeat/

const style = (line: number, code: string, message: string): Finding => ({ grade: 'style', code, file: 'index.md', line, message })
const wrong = (line: number, code: string, message: string): Finding => ({ grade: 'wrong', code, file: 'index.md', line, message })

/** Findings about parts that are missing or lack what they must hold. */
export function checkParts(page: Page, ledger: Ledger, bindings: ReadonlyMap<Reading, Binding[]>): Finding[] {
  return [...lead(page, ledger, bindings), ...limits(page, ledger), ...repeat(page, ledger), ...codes(page, ledger)]
}

function lead(page: Page, ledger: Ledger, bindings: ReadonlyMap<Reading, Binding[]>): Finding[] {
  const passages = page.passages.filter(
    (passage) => passage.blocks.includes('lead') && passage.kind === 'paragraph' && passage.text.trim() !== '',
  )
  const [first] = passages
  const line = first?.pieces[0]?.line ?? page.bodyLine
  if (first === undefined)
    return [wrong(page.bodyLine, 'lead', 'There is no lead before the first heading. Say in 40 to 65 words what changed.')]
  const findings: Finding[] = []
  const words = first.text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  if (words > 90) findings.push(style(line, 'lead', `The lead has ${words} words; 40 to 65 can be pasted as a post.`))
  const claims = [...bindings].some(
    ([reading, bound]) => reading.passage.blocks.includes('lead') && bound.some(({ fact }) => fact !== null),
  )
  if (ledger.comparisons.some((comparison) => comparison.shown) && !claims) {
    findings.push(style(line, 'lead', 'The lead has no figure of the ledger. Give the one that explains the change.'))
  }
  return findings
}

function limits(page: Page, ledger: Ledger): Finding[] {
  if (ledger.warnings.length === 0) return []
  const heading = page.headings.find((candidate) => LIMITS.test(candidate.slug))
  const said = ledger.warnings.filter((warning) => warning.said).length
  const findings: Finding[] = []
  const expected = Math.min(3, new Set(ledger.warnings.map((warning) => warning.code)).size)
  if (said === 0) {
    findings.push({
      ...wrong(1, 'limits', `The ledger has ${ledger.warnings.length} warnings and marks none as said; ${expected} belong on the page.`),
      file: 'evidence.json',
    })
  }
  const filled =
    heading !== undefined &&
    page.passages.some((passage) => passage.blocks.includes(heading.slug) && passage.kind !== 'heading' && passage.text.trim() !== '')
  if (!filled)
    findings.push(
      wrong(
        heading?.line ?? 1,
        'limits',
        'The section "What this does not show" is missing or empty, and the ledger has warnings. Put it back.',
      ),
    )
  return findings
}

function repeat(page: Page, ledger: Ledger): Finding[] {
  const heading = page.headings.find((candidate) => REPEAT.test(candidate.slug))
  if (heading === undefined) return []
  const codes = page.codes.filter((code) => code.block === heading.slug)
  const findings: Finding[] = []
  if (codes.length === 0) findings.push(style(heading.line, 'repeat', `"${heading.text}" has no commands to copy.`))
  const links = page.passages
    .filter((passage) => passage.blocks.includes(heading.slug))
    .flatMap((passage) => passage.marks.map((mark) => mark.url ?? ''))
  const text = [...codes.map((code) => code.value), ...links].join('\n')
  for (const side of ['base', 'head'] as const) {
    const sha = ledger.subject[side]
    if (sha !== '' && !text.includes(sha.slice(0, 12))) {
      findings.push(style(heading.line, 'repeat', `"${heading.text}" does not name the ${side} commit ${sha.slice(0, 12)}.`))
    }
  }
  return findings
}

/** Code is free where it repeats or checks; elsewhere a source has to hold it. */
function codes(page: Page, ledger: Ledger): Finding[] {
  const texts = ledger.sources.map((source) => folded(source.text ?? ''))
  return page.codes.flatMap((code) => {
    if (REPEAT.test(code.block) || !/\d/.test(code.value)) return []
    const lines = code.value
      .split('\n')
      .map(folded)
      .filter((line) => /\d/.test(line))
    if (lines.every((line) => texts.some((text) => text.includes(line)))) return []
    return [
      {
        grade: 'unbacked' as const,
        code: 'code',
        file: 'index.md',
        line: code.line,
        message: 'This code holds figures that no source of the ledger has. Move it to "Repeat it", or take the figures out.',
      },
    ]
  })
}
