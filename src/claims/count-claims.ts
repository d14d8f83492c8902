/** What git counts: files, lines, commits, tests. Exact, and no achievement by itself. */
import type { Claim, Evidence, FileChange } from '../model.ts'

function sum(changes: readonly FileChange[], which: 'added' | 'removed'): number {
  return changes.reduce((total, change) => total + (change[which] ?? 0), 0)
}

/** Languages of documents and settings. */
const NO_CODE = new Set(['Markdown', 'TOML', 'JSON', 'YAML', 'XML', 'INI', 'reStructuredText', 'Text', 'HTML', 'CSS'])

/** Files that changed and were there before, tests and documents aside: whoever had to follow the change. */
export function callersOf(changes: readonly FileChange[]): FileChange[] {
  return changes.filter(
    (change) =>
      change.status === 'modified' &&
      !change.test &&
      change.language !== null &&
      !NO_CODE.has(change.language) &&
      (change.added ?? 0) + (change.removed ?? 0) > 1,
  )
}

/** Claims `count.*` (those of the diff only where all of it was read), `date.merged`, `subject.number` and `level`, the confidence level of every interval. */
export function countClaims(evidence: Evidence): Claim[] {
  const { changes, commits, subject } = evidence
  const count = (id: string, what: string, value: number): Claim => ({
    id: `count.${id}`,
    kind: 'count',
    subject: what,
    side: null,
    value,
    unit: '',
    direction: null,
    better: null,
    derivation: { operation: 'count', of: ['diff'] },
    comparison: null,
    sources: ['diff'],
    warnings: [],
    renderings: [],
  })
  const callers = callersOf(changes)
  // Numbers never come from a partial reading.
  const isCut = evidence.omissions.some(({ what }) => what === 'The diff')
  const ofDiff = [
    count('files', 'files changed', changes.length),
    count('added', 'lines added', sum(changes, 'added')),
    count('removed', 'lines removed', sum(changes, 'removed')),
    count('callers.added', 'lines added in the callers', sum(callers, 'added')),
    count('callers.removed', 'lines removed in the callers', sum(callers, 'removed')),
    count(
      'tests.added',
      'tests added',
      changes.reduce((total, change) => total + change.testsAdded.length, 0),
    ),
    count(
      'tests.removed',
      'tests removed',
      changes.reduce((total, change) => total + change.testsRemoved.length, 0),
    ),
  ]
  const claims = [...(isCut ? [] : ofDiff), count('commits', 'commits', commits.length)]
  const date: Claim = {
    ...count('date', 'date', 0),
    id: 'date.merged',
    kind: 'date',
    value: subject.date,
    subject: subject.kind === 'release' ? 'published' : 'merged',
  }
  const number: Claim[] =
    subject.number === null ? [] : [{ ...count('number', 'number of the pull request', subject.number), id: 'subject.number' }]
  const level: Claim = { ...count('level', 'confidence level', 95), id: 'level', kind: 'percent', unit: '%', sources: [] }
  return [...claims, date, ...number, { ...level, derivation: { operation: 'as-written', of: [] } }]
}
