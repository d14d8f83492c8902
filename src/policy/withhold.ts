/**
 * A study of a private source → the study that everybody may see. The writer gets this one, so it cannot say what it
 * may not: sources by kind and level, figures as ratios, names as letters, and of everything else what the allow-list
 * opens, field by field. Pure.
 */
import type { Row } from '../claims/rows.ts'
import type { Study } from '../claims/study.ts'
import type { Environment, Omission, Subject } from '../model.ts'
import type { Passages } from '../writers/passages.ts'
import type { Opening } from './commitment.ts'
import type { PrivateField } from './visibility.ts'
import { withholdClaims } from './withhold-claims.ts'
import { type Renaming, renaming, withholdMeasurement, withholdRows } from './withhold-rows.ts'
import { withholdSources } from './withhold-sources.ts'
import { withholdWarnings } from './withhold-warnings.ts'

export interface Withholding {
  fields: ReadonlySet<PrivateField>
  /** Secret, of the private repository alone. */
  salt: string
  /** When it was staged, `YYYY-MM-DD`: an entry has a date, and the source's own is a field. */
  date: string
}

export interface Withheld {
  study: Study
  /** Only what is quoted. */
  passages: Passages
  /** What the commitments of the study's sources stand for. */
  openings: Opening[]
  /** Names and words of the source that its fields let through: what the last gate need not look for. */
  opened: string[]
}

/** What a page calls a project whose name is withheld. */
const privateProject = 'private software'

/** So much of the author's reason may be quoted. */
const MOST_QUOTED = 3

/** Names of machines and tools; hosts, users and commits are never among them. */
const ENVIRONMENT_KEYS = [
  'cpu',
  'gpu',
  'driver',
  'os',
  'goos',
  'compiler',
  'go',
  'node',
  'python',
  'rustc',
  'gcc',
  'clang',
  'nvcc',
  'torch',
]

/** Withholds. */
export function withhold(study: Study, passages: Passages, { fields, salt, date }: Withholding): Withheld {
  const rename = renaming(study.rows, fields)
  const rows = withholdRows(study.rows, fields, rename)
  const shown = new Set(rows.map((row) => row.comparison.id))
  const quoted = fields.has('quotations') ? quotedOf(passages) : none
  const { sources, openings } = withholdSources(study, rows, quoted, { fields, salt })
  const environments = fields.has('environment')
    ? { baseline: machineWords(study.environments.baseline), candidate: machineWords(study.environments.candidate) }
    : { baseline: {}, candidate: {} }
  const subject = withholdSubject(study.evidence.subject, fields, date)
  const measurements = measurementsOf(study, rows, fields, rename)
  const publicStudy: Study = {
    kind: rows.length > 0 ? 'measured' : 'decision',
    evidence: {
      subject,
      commits: [],
      changes: [],
      description: null,
      threads: [],
      benchmarks: [],
      environments: [],
      tests: study.evidence.tests,
      omissions: [],
    },
    measurements,
    comparisons: rows.map((row) => row.comparison),
    rows,
    headline: rows[0] ?? null,
    claims: new Map(withholdClaims(study, rows, fields, date).map((claim) => [claim.id, claim])),
    sources,
    warnings: rows.length === 0 ? [] : withholdWarnings(study.warnings, shown),
    said: [],
    omissions: omissionsOf(study, rows),
    unmatched: [],
    // Why may name the source's models, tools and counts.
    uncompared: study.uncompared.length === 0 ? [] : ['The two sides differ.'],
    statedChanges: [],
    environments,
    threshold: study.threshold,
    agreement: null,
  }
  return { study: publicStudy, passages: quoted, openings, opened: openedOf(study, publicStudy, quoted, fields) }
}

const none: Passages = { problem: [], method: [], leftOut: [], tradeOffs: [], commands: [] }

/** The author's reason and nothing else: what follows in a description says how, with names of code. */
function quotedOf(passages: Passages): Passages {
  return { ...none, problem: passages.problem.slice(0, 1).map((run) => run.slice(0, MOST_QUOTED)) }
}

function withholdSubject(subject: Subject, fields: ReadonlySet<PrivateField>, date: string): Subject {
  const { repository } = subject
  const named = fields.has('repository')
  const linked = fields.has('links')
  return {
    kind: subject.kind,
    title: fields.has('title') ? subject.title : 'A change to private software',
    number: linked ? subject.number : null,
    url: linked ? subject.url : null,
    repository: {
      name: named ? repository.name : privateProject,
      url: linked ? repository.url : null,
      licence: named ? repository.licence : null,
      introduction: named ? repository.introduction : null,
    },
    base: linked ? subject.base : '',
    head: linked ? subject.head : '',
    merge: linked ? subject.merge : null,
    date: fields.has('dates') ? subject.date : date,
    author: fields.has('people') ? subject.author : null,
    labels: fields.has('topics') ? subject.labels : [],
  }
}

function machineWords(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([key]) => ENVIRONMENT_KEYS.includes(key)))
}

/** Those that the shown rows are made of, where figures may be seen. */
function measurementsOf(study: Study, rows: readonly Row[], fields: ReadonlySet<PrivateField>, rename: Renaming): Study['measurements'] {
  if (!fields.has('figures')) return []
  const used = new Set(rows.flatMap(({ comparison }) => [...comparison.baseline, ...comparison.candidate]))
  return study.measurements.filter(({ id }) => used.has(id)).map((measurement) => withholdMeasurement(measurement, rename))
}

function omissionsOf(study: Study, rows: readonly Row[]): Omission[] {
  return [
    { what: 'What the sources say', why: 'they are private, and their own configuration opens nothing more' },
    ...(rows.length < study.rows.length ? [{ what: 'Rows whose ratio says nothing', why: 'their values are private' }] : []),
    ...(study.omissions.length + study.unmatched.length > 0
      ? [{ what: 'Some of what was found', why: 'it could not be read or compared; the private draft says what' }]
      : []),
  ]
}

/** Every text of the source that its fields let through. */
function openedOf(study: Study, open: Study, quoted: Passages, fields: ReadonlySet<PrivateField>): string[] {
  const { subject } = open.evidence
  const names = fields.has('benchmark-names')
    ? study.rows.flatMap(({ comparison: k, label }) => [k.benchmark, k.metric, k.condition, k.unit, label])
    : []
  const ratios = open.rows.flatMap(({ comparison: { ratio, interval, p } }) => [ratio, ...(interval ?? []), p])
  const claimed = [...open.claims.values()].flatMap(({ value }) => value)
  const values = open.measurements.flatMap((m) => [m.locator.text, m.value, ...(m.values ?? [])])
  const figures = [...ratios, ...claimed, ...values].flatMap((value) => (value === null ? [] : String(value)))
  const sources = [...open.sources.values()].flatMap(({ url, path, commit, by, sha256 }) => [url, path, commit, by, sha256])
  const about = [subject.title, subject.url, subject.base, subject.head, subject.merge, subject.author, subject.date, ...subject.labels]
  const { name, url, licence, introduction } = subject.repository
  return [
    ...about,
    ...[name, url, licence, introduction],
    ...Object.values(open.environments).flatMap((environment) => Object.values(environment)),
    ...quoted.problem.flat(),
    ...names,
    ...figures,
    ...sources,
  ].flatMap((text) => text ?? [])
}
