/** The front matter against the ledger: level of evidence, verdict, runs, date, source; and the level in a table of sources. */
import type { Ledger, Level, Source } from '../../model.ts'
import type { Finding } from './finding.ts'
import { lineAt } from './flatten.ts'
import type { Page } from './page.ts'

const STRENGTH: readonly Level[] = ['vouched', 'stated', 'recorded', 'attested']
const strengthOf = (level: string): number => STRENGTH.indexOf(level as Level)

/** Findings about what the page says of itself. */
export function checkSummary(page: Page, ledger: Ledger): Finding[] {
  const { values, lines } = page.frontMatter
  const wrong = (key: string, message: string): Finding => ({
    grade: 'wrong',
    code: 'front-matter',
    file: 'index.md',
    line: lines.get(key) ?? 1,
    message,
  })
  const findings: Finding[] = []
  const { evidence, verdict, runs, date, source } = values
  const strongest = levelOfFigures(ledger)
  if (typeof evidence === 'string') {
    const claimed = strengthOf(evidence)
    if (claimed < 0) findings.push(wrong('evidence', `evidence: "${evidence}" is no level. Expected ${STRENGTH.join(', ')}.`))
    else if (claimed > STRENGTH.indexOf(strongest))
      findings.push(wrong('evidence', `evidence: "${evidence}" is more than the figures have: they are ${strongest}.`))
  }
  if (typeof verdict === 'string') findings.push(...verdictFaults(verdict, ledger).map((message) => wrong('verdict', message)))
  const known = ledger.claims.flatMap((claim) => (claim.kind === 'runs' ? claim.value : []))
  if (typeof runs === 'number' && known.length > 0 && !known.includes(runs))
    findings.push(wrong('runs', `runs: ${runs} is no number of runs in the ledger, which has ${[...new Set(known)].join(', ')}.`))
  const dates = ledger.claims.flatMap((claim) => (claim.kind === 'date' ? [String(claim.value)] : []))
  if (typeof date === 'string' && dates.length > 0 && !dates.includes(date.slice(0, 10)))
    findings.push(wrong('date', `date: ${date} is not the ledger's ${dates.join(', ')}.`))
  if (typeof source === 'string' && ledger.subject.url !== null && source !== ledger.subject.url)
    findings.push(wrong('source', `source: ${source} is not the ledger's ${ledger.subject.url}.`))
  return [...findings, ...levels(page, ledger), ...captions(page, ledger)]
}

/** The weakest level among the sources of the comparisons shown; without any, the strongest there is. */
function levelOfFigures(ledger: Ledger): Level {
  const level = new Map(ledger.sources.map((source) => [source.id, source.level]))
  const shown = ledger.comparisons.filter((comparison) => comparison.shown)
  const ids = new Set(shown.flatMap((comparison) => [...comparison.baseline, ...comparison.candidate]))
  const own = ledger.measurements.filter((m) => ids.has(m.id)).flatMap((m) => level.get(m.source) ?? [])
  const order = (a: Level, b: Level) => STRENGTH.indexOf(a) - STRENGTH.indexOf(b)
  if (own.length > 0) return [...own].sort(order)[0] ?? 'stated'
  return [...level.values()].sort(order).at(-1) ?? 'recorded'
}

function verdictFaults(verdict: string, ledger: Ledger): string[] {
  const verdicts = ledger.comparisons.filter((comparison) => comparison.shown).map((comparison) => comparison.verdict)
  const faults: string[] = []
  if (/improved/.test(verdict) && !verdicts.includes('improved')) faults.push(`verdict: "${verdict}", and no comparison shown is improved.`)
  if (/regress/.test(verdict) && !verdicts.includes('regressed'))
    faults.push(`verdict: "${verdict}", and no comparison shown is regressed.`)
  if (/improved/.test(verdict) && verdicts.includes('regressed') && !/regress/.test(verdict)) {
    faults.push(`verdict: "${verdict}" leaves out what regressed. Write "improved, with regressions".`)
  }
  if (/no material change/.test(verdict) && !verdicts.includes('no-material-change'))
    faults.push(`verdict: "${verdict}", and no comparison shown says so.`)
  return faults
}

/** A level in a reader's words or our own, as a table of sources spells it. */
function levelIn(text: string): Level | null {
  const word = text.trim().toLowerCase()
  if (/^(?:signed build|attested)/.test(word)) return 'attested'
  if (/^recorded/.test(word)) return 'recorded'
  if (/^(?:vouched|vouched by .*)/.test(word)) return 'vouched'
  if (/^(?:stated|reported by the author|said in the discussion|reported)/.test(word)) return 'stated'
  return null
}

/** Rows of the table of sources: the level beside `[e1]` is that source's. */
function levels(page: Page, ledger: Ledger): Finding[] {
  return page.passages.flatMap((passage) => {
    const level =
      passage.kind === 'cell' && /^e\d+(?:\s+e\d+)*$/.test((passage.row?.label ?? '').replace(/[[\]]/g, '')) ? levelIn(passage.text) : null
    if (level === null) return []
    const ids = (passage.row?.label ?? '').match(/e\d+/g) ?? []
    const source = ids
      .map((id) => ledger.sources.find((one) => one.id === id))
      .find((one): one is Source => one !== undefined && one.level !== level)
    if (source === undefined) return []
    return [
      {
        grade: 'wrong' as const,
        code: 'level',
        file: 'index.md',
        line: lineAt(passage, 0),
        message: `${source.id} is "${passage.text}" here and ${source.level} in the ledger.`,
      },
    ]
  })
}

/** "Reported by the author" above a table: no stronger word than its figures have. */
function captions(page: Page, ledger: Ledger): Finding[] {
  const own = levelOfFigures(ledger)
  if (!ledger.comparisons.some((comparison) => comparison.shown)) return []
  return page.passages.flatMap((passage) => {
    const level = passage.kind === 'head' ? levelIn(passage.text) : null
    if (level === null || STRENGTH.indexOf(level) <= STRENGTH.indexOf(own)) return []
    return [
      {
        grade: 'wrong' as const,
        code: 'level',
        file: 'index.md',
        line: lineAt(passage, 0),
        message: `"${passage.text}" is more than the figures have: they are ${own}.`,
      },
    ]
  })
}
