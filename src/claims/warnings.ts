/** The warnings an entry carries (TRUST §1): every one in the ledger, the three heaviest in "What this does not show". */
import type { CodedReason } from '../benchmarks/comparison.ts'
import type { Environment, Evidence, Flag, Warning } from '../model.ts'
import type { Row } from './rows.ts'
import type { SaidFlag } from './said-flags.ts'
import { benchmarkSourceId } from './sources.ts'
import { statedMachine } from './stated-machine.ts'
import { type Finding, fromFlags, fromTexts } from './warnings-from-flags.ts'

export interface WarningInput {
  evidence: Evidence
  rows: readonly Row[]
  /** Of benchmark files. */
  flags: readonly Flag[]
  /** Of texts. */
  said: readonly SaidFlag[]
  /** Order of the sides, missing control. */
  design: readonly CodedReason[]
  environments: { baseline: Environment; candidate: Environment }
  /** Whether the entry shows commands that repeat the measurement. */
  repeatable: boolean
  /** Comparisons of the text that differ from the files', in words. */
  disagreements: readonly string[]
}

const ids = (rows: readonly Row[]) => rows.map((row) => row.comparison.id)

function aboutRuns(rows: readonly Row[]): Finding[] {
  const findings: Finding[] = []
  const counted = rows.filter((row) => row.comparison.tier !== 'X')
  const few = counted.filter((row) => Math.min(row.baseline.runs, row.candidate.runs) < 5)
  const all = few.length === counted.length
  const single = all && few.every((row) => Math.max(row.baseline.runs, row.candidate.runs) === 1)
  if (few.length > 0) {
    const message = single
      ? 'The figures are one run a side, so a difference this small may be noise, in either direction.'
      : all
        ? 'There are too few runs a side to tell a difference from noise.'
        : `Too few runs a side to tell a difference from noise: ${few.map((row) => row.label).join('; ')}.`
    const large = single && few.every((row) => Math.abs(Math.log(row.comparison.ratio ?? 1)) > 0.25)
    findings.push({
      code: 'W01',
      message: large ? 'The figures are one run a side: how much they vary from run to run is not known.' : message,
      about: ids(few),
    })
  }
  const withoutInterval = counted.filter((row) => row.comparison.interval === null)
  if (withoutInterval.length > 0) {
    findings.push({ code: 'W03', message: 'Some differences have no interval.', about: ids(withoutInterval) })
  }
  const unclear = counted.filter((row) => row.comparison.verdict === 'inconclusive')
  if (unclear.length > 0) {
    findings.push({ code: 'W03', message: `No clear difference: ${unclear.map((row) => row.label).join('; ')}.`, about: ids(unclear) })
  }
  return findings
}

/** More rows than these are not named one by one. */
const MOST_NAMED = 3

/** Said otherwise on a page: no number without a claim of its own, nothing that one file cannot tell. */
const REWORDED: Readonly<Record<string, string>> = {
  W02: 'The runs of a side stand in one file; if they are of one process, what varies from process to process is not in the interval.',
  W04: 'The runs of a side lie far apart.',
}

/** What compare noticed, once a code; its words are about the comparison and say what was seen. */
function fromComparisons(rows: readonly Row[]): Finding[] {
  const byCode = Map.groupBy(
    rows.flatMap((row) => row.comparison.warnings.map((warning) => ({ ...warning, row }))),
    (warning) => warning.code,
  )
  return [...byCode].flatMap(([code, found]) => {
    const [first] = found
    if (first === undefined || code === 'W01' || code === 'W03') return []
    const all = found.length >= rows.filter((row) => row.comparison.tier !== 'X').length
    const labels = all || found.length > MOST_NAMED ? '' : ` (${found.map(({ row }) => row.label).join('; ')})`
    const message = REWORDED[code] ?? first.message
    return [{ code, message: message.replace(/[.]$/, `${labels}.`), about: found.map(({ row }) => row.comparison.id) }]
  })
}

function aboutSources({ evidence, rows, repeatable, disagreements }: WarningInput): Finding[] {
  const findings: Finding[] = []
  const stated = rows.filter((row) => row.level === 'stated' && !row.sources.some((source) => source.startsWith('benchmark ')))
  if (stated.length > 0) {
    const all = stated.length === rows.length
    findings.push({
      code: 'W24',
      message: all
        ? 'No raw files were kept, so these figures cannot be recomputed, only repeated.'
        : `Some figures are only stated: ${stated.map((row) => row.label).join('; ')}.`,
      about: ids(stated),
    })
  }
  const vouched = rows.filter((row) => row.level === 'vouched')
  if (vouched.length > 0) {
    const by = evidence.benchmarks.find((file) => file.level === 'vouched')?.by
    findings.push({
      code: 'W07',
      message: `The raw files come from a machine of ${by ?? 'the author'} and not from a recorded run; that they belong to these commits rests on that person's word.`,
      about: ids(vouched),
    })
  }
  if (rows.length > 0 && !repeatable) {
    findings.push({ code: 'W22', message: 'No command to repeat the measurement is known.', about: [] })
  }
  for (const message of disagreements) findings.push({ code: 'W25', message, about: [] })
  const partial = evidence.omissions.filter(({ what }) => /^(?:The|Older)\b.*\b(?:diff|commits?)\b/.test(what))
  if (partial.length > 0) {
    findings.push({ code: 'W23', message: partial.map((o) => `${o.what}: ${o.why}.`).join(' '), about: [] })
  }
  if (rows.length > 0 && evidence.tests !== 'passed') {
    const message =
      evidence.tests === 'failed'
        ? 'The tests of the measured commit failed.'
        : 'Whether the tests of the measured commit passed is not known.'
    findings.push({ code: 'W18', message, about: [] })
  }
  return findings
}

const DOUBTED = {
  'untrusted-run': {
    code: 'W08',
    message:
      'Figures come from a workflow run that somebody outside the project could start or change; nobody of the project vouches for it.',
  },
  'measured-apart': {
    code: 'W05',
    message: 'The sides were measured at different times, and nothing says that it was on the same machine.',
  },
  'other-tree': { code: 'W09', message: 'Figures were measured on other code than what was merged.' },
} as const

/** What files of GitHub lack: a trusted run, the merged tree, one machine, a long life. */
function aboutPlaces(input: WarningInput): Finding[] {
  const { evidence, rows } = input
  const doubted = (['untrusted-run', 'other-tree', 'measured-apart'] as const).flatMap((doubt) => {
    if (doubt === 'measured-apart' && isOneMachine(input)) return []
    const sources = new Set(evidence.benchmarks.filter(({ doubts }) => doubts?.includes(doubt)).map(benchmarkSourceId))
    const about = ids(rows.filter((row) => row.sources.some((source) => sources.has(source))))
    return about.length === 0 ? [] : [{ ...DOUBTED[doubt], about }]
  })
  const gone = evidence.omissions.filter(({ code }) => code === 'W07')
  return [
    ...doubted,
    ...gone.map(({ what, why }) => ({ code: 'W07', message: `${withoutDigits(what)} ${why.replace(/^it /, '')}.`, about: [] })),
  ]
}

function isOneMachine({ environments: { baseline, candidate } }: WarningInput): boolean {
  return ['machine', 'cpu', 'gpu'].some((part) => baseline[part] !== undefined && baseline[part] === candidate[part])
}

function isApart(input: WarningInput): boolean {
  return input.evidence.benchmarks.some(({ doubts }) => doubts?.includes('measured-apart')) && !isOneMachine(input)
}

/** A name with digits would be a figure without a source. */
function withoutDigits(what: string): string {
  return /\d/.test(what) ? 'An artifact with benchmark outputs' : what
}

const MICRO_FORMATS = /^(?:go-bench|google-benchmark|criterion|tinybench|vitest-bench|pytest-benchmark|benchstat)$/

function aboutCoverage(input: WarningInput, formats: readonly string[]): Finding[] {
  const { rows, environments } = input
  if (rows.length === 0) return []
  const isKnown = [environments.baseline, environments.candidate].every(({ gpu, cpu, machine }) => (gpu ?? cpu ?? machine) !== undefined)
  const measured = isApart(input)
    ? 'Only the inputs of these benchmarks were measured'
    : isKnown
      ? 'One kind of machine was measured, with the inputs of these benchmarks'
      : statedMachine(input.evidence.description) !== null
        ? 'One machine was measured, with the inputs of these benchmarks'
        : 'Nothing says which machine measured the two sides, nor that it was the same'
  const findings: Finding[] = [{ code: 'W19', message: `${measured}; other hardware and other data may look different.`, about: [] }]
  if (formats.length > 0 && formats.every((format) => MICRO_FORMATS.test(format))) {
    findings.push({ code: 'W16', message: 'These are micro-benchmarks; no whole program or service was measured.', about: [] })
  }
  return findings
}

/** What could make the figure wrong, what was not covered, what cannot be checked: one sentence of each is said. */
const WEIGHTS: readonly (readonly string[])[] = [
  ['W05', 'W25', 'W08', 'W09', 'W10', 'W27', 'W01', 'W06', 'W04', 'W02', 'W11', 'W03'],
  ['W17', 'W19', 'W16'],
  ['W24', 'W07', 'W22', 'W23', 'W18', 'W13'],
]

/** Marks the heaviest warning of each kind as said; with a kind missing, the next of another takes its place. */
function markSaid(findings: readonly Finding[]): Warning[] {
  const said = new Set<Finding>()
  const inOrder = WEIGHTS.map((codes) =>
    codes.flatMap((code) => {
      const found = findings.find(({ code: own, grave, design }) => own === code && grave === undefined && design === undefined)
      return found === undefined ? [] : [found]
    }),
  )
  // What people of the discussion say against a figure comes before what no file can show.
  inOrder.at(-1)?.unshift(...findings.filter(({ grave }) => grave !== undefined))
  // Nothing known makes the figure wrong: then what nobody made sure of could.
  if (inOrder[0]?.length === 0) inOrder[0].push(...findings.filter(({ design }) => design !== undefined).slice(0, 1))
  for (const kind of inOrder) if (kind[0] !== undefined) said.add(kind[0])
  for (const finding of inOrder.flatMap((kind) => kind.slice(1))) {
    if (said.size < Math.min(3, findings.length) && finding.code !== 'W03') said.add(finding)
  }
  return findings.map((finding) => {
    const { code, message, about } = finding
    return { code, message, about, said: said.has(finding) }
  })
}

/** Every warning of an entry, in the order of the codes. */
export function warningsOf(input: WarningInput, formats: readonly string[]): Warning[] {
  const findings = [
    ...aboutRuns(input.rows),
    ...fromComparisons(input.rows),
    ...(input.rows.length === 0 ? [] : fromFlags([...input.flags, ...input.said])),
    ...fromTexts(input.said),
    ...aboutSources(input),
    ...aboutPlaces(input),
    ...aboutCoverage(input, formats),
    // Behind what every reader must hear of one machine and its inputs.
    ...(input.rows.length === 0
      ? []
      : input.design.map(({ code, message }): Finding => ({ code, message, about: [], ...(code === 'W19' && { design: true }) }))),
  ]
  const unique = findings.filter((finding, i) => findings.findIndex((f) => f.code === finding.code && f.message === finding.message) === i)
  return markSaid(unique.sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)))
}
