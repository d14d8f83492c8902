/** A finished entry against its ledger: every check in its own file, all of them here. Pure. */
import type { Ledger } from '../model.ts'
import { checkArithmetic } from './check/arithmetic.ts'
import { checkNumerals } from './check/check-numerals.ts'
import { checkCitations } from './check/citations.ts'
import { checkClaimLinks } from './check/claim-links.ts'
import { checkCosts } from './check/costs.ts'
import { checkDigits } from './check/digits.ts'
import { type Finding, inOrder } from './check/finding.ts'
import { type Knowledge, knowledgeOf } from './check/knowledge.ts'
import { checkLinkWords } from './check/link-words.ts'
import { checkLocalLinks } from './check/local-links.ts'
import { readPage } from './check/page.ts'
import { checkParts } from './check/parts.ts'
import { checkPraise } from './check/praise.ts'
import { checkQuotations, crowdedQuotations, quotationsOf } from './check/quotations.ts'
import { type Said, saidIn } from './check/said.ts'
import { checkStyle } from './check/style.ts'
import { checkSummary } from './check/summary.ts'
import { checkVerdicts } from './check/verdicts.ts'
import { vouchedIn } from './check/vouched.ts'

/** A ledger made ready; one serves many checks of its entry. */
export interface Checker {
  /** Findings about the ledger alone. */
  ledger: Finding[]
  /** Findings about a text of the entry, and how many numerals stand for a figure of the ledger. Throws a KnownError where the front matter cannot be read. */
  check(markdown: string): { findings: Finding[]; figures: number }
}

/** Prepares a ledger for checking texts against it. */
export function checkerOf(ledger: Ledger): Checker {
  const known = knowledgeOf(ledger)
  const said = saidIn(ledger)
  return {
    ledger: inOrder([...checkArithmetic(ledger), ...checkVerdicts(known)]),
    check: (markdown) => checkText(markdown, known, said),
  }
}

function checkText(markdown: string, known: Knowledge, said: readonly Said[]): ReturnType<Checker['check']> {
  const { ledger } = known
  const page = readPage(markdown)
  const crowded = crowdedQuotations(page, ledger)
  // What is not checked must not pass.
  if (crowded !== null) return { findings: [crowded], figures: 0 }
  const quotations = quotationsOf(page, ledger)
  const { vouched, findings } = vouchedIn(page.frontMatter)
  const numerals = checkNumerals(page, known, quotations, vouched, said)
  const all = [
    ...findings,
    ...numerals.findings,
    ...checkQuotations(page, ledger, quotations),
    ...checkCitations(page, ledger),
    ...checkLinkWords(page, ledger),
    ...checkLocalLinks(page, ledger),
    ...checkClaimLinks(ledger, numerals.bindings, quotations),
    ...checkPraise(known, numerals.bindings),
    ...checkCosts(known, numerals.bindings),
    ...checkParts(page, ledger, numerals.bindings),
    ...checkSummary(page, ledger),
    ...checkDigits(known, numerals.bindings),
    ...checkStyle(page, numerals.readings),
  ]
  const bound = [...numerals.bindings.values()].flat()
  return { findings: inOrder(all), figures: bound.filter(({ fact, objection }) => fact !== null && objection === null).length }
}
