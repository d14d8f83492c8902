/** The disclosure sheet: every figure, name, field and link of a private source, whether it would become public, and by which rule. Pure. */
import type { Study } from '../claims/study.ts'
import type { Passages } from '../writers/passages.ts'
import type { PrivateField } from './visibility.ts'

export interface DisclosureLine {
  /** "name of a benchmark", "link", "file name". */
  what: string
  /** As the private source has it. */
  value: string
  kept: boolean
  /** What stands in its place, if anything does. */
  as: string | null
  /** "field figures is open", "never published". */
  rule: string
}

const digits = (value: number): string => String(Number(value.toPrecision(4)))

/** One line for each thing; equal ones once. */
export function disclosureOf(whole: Study, open: Study, quoted: Passages, fields: ReadonlySet<PrivateField>): DisclosureLine[] {
  const line = (
    what: string,
    value: string | number | null | undefined,
    field: PrivateField,
    as: string | null = null,
  ): DisclosureLine[] =>
    value === null || value === undefined || value === ''
      ? []
      : [
          {
            what,
            value: String(value),
            kept: fields.has(field),
            as: fields.has(field) ? null : as,
            rule: fields.has(field) ? `the field ${field} is open` : `the field ${field} is closed`,
          },
        ]
  const never = (what: string, value: string | null | undefined): DisclosureLine[] =>
    value ? [{ what, value, kept: false, as: null, rule: 'never published' }] : []
  const always = (what: string, value: string): DisclosureLine => ({ what, value, kept: true, as: null, rule: 'always published' })

  const { subject, commits, merged = [], changes, description, threads, benchmarks } = whole.evidence
  const { repository } = subject
  const shown = new Map(open.rows.map((row) => [row.comparison.id, row]))
  const rows = whole.rows.flatMap((row) => {
    const { comparison: k, baseline, candidate, unit } = row
    const now = shown.get(k.id)
    const value = (side: number) => `${Number(side.toPrecision(6))} ${unit}`.trim()
    return [
      ...line('name of a benchmark', k.benchmark, 'benchmark-names', now?.comparison.benchmark ?? null),
      ...(now?.comparison.metric === k.metric && !fields.has('benchmark-names')
        ? [always('metric, as many tools have it', k.metric)]
        : line('name of a metric', k.metric, 'benchmark-names', now?.comparison.metric ?? null)),
      ...line('condition of a benchmark', k.condition, 'benchmark-names', now?.comparison.condition || null),
      ...line('value before', value(baseline.value), 'figures'),
      ...line('value after', value(candidate.value), 'figures'),
      ...(now === undefined || now.comparison.ratio === null
        ? []
        : [
            always(`ratio of ${now.label}`, digits(now.comparison.ratio)),
            ...(now.comparison.interval === null
              ? []
              : [always(`interval of ${now.label}`, now.comparison.interval.map(digits).join(' to '))]),
            always(`verdict of ${now.label}`, k.verdict),
            always(`runs of ${now.label}`, `${baseline.runs} and ${candidate.runs}`),
          ]),
    ]
  })
  const words = quoted.problem.flat()
  const lines = [
    ...line('title', subject.title, 'title', open.evidence.subject.title),
    ...line('name of the repository', repository.name, 'repository', open.evidence.subject.repository.name),
    ...line('what the repository is', repository.introduction, 'repository'),
    ...line('licence', repository.licence, 'repository'),
    ...line('login of the author', subject.author, 'people'),
    ...line('date', subject.date, 'dates', open.evidence.subject.date),
    ...line('link', subject.url, 'links'),
    ...line('number', subject.number, 'links'),
    ...never('tag', subject.tag),
    ...[subject.base, subject.head, subject.merge].flatMap((sha) => line('commit id', sha, 'links')),
    ...subject.labels.flatMap((label) => line('label', label, 'topics')),
    ...rows,
    ...Object.values(whole.environments).flatMap((side) =>
      Object.entries(side).flatMap(([key, value]) =>
        Object.values(open.environments).some((shownSide) => key in shownSide) || !fields.has('environment')
          ? line(`environment: ${key}`, value, 'environment')
          : never(`environment: ${key}`, value),
      ),
    ),
    ...words.map(
      (text): DisclosureLine => ({ what: 'quotation', value: text, kept: true, as: null, rule: 'the field quotations is open' }),
    ),
    ...never('description, all but the quotations', description),
    ...threads.flatMap((thread) => [
      ...never(`${thread.kind}: title`, thread.title),
      ...never(`${thread.kind}: link`, thread.url),
      ...never(`${thread.kind}: place`, thread.path),
      ...thread.messages.flatMap(({ name, text }) => [...never('login', name), ...never(`${thread.kind}: text`, text)]),
    ]),
    ...commits.flatMap(({ sha, subject: headline, body, author }) => [
      ...never('commit id', sha),
      ...never('commit message', body === '' ? headline : `${headline} ${body}`),
      ...never('name of a committer', author),
    ]),
    ...merged.flatMap((pull) => [
      ...never('merged pull request', pull.subject),
      ...never('link', pull.url),
      ...never('login', pull.author),
    ]),
    ...changes.flatMap((change) => [
      ...never('path of a changed file', change.path),
      ...change.hunks.flatMap(({ symbol }) => never('symbol', symbol)),
      ...[...change.testsAdded, ...change.testsRemoved].flatMap((name) => never('name of a test', name)),
    ]),
    ...(whole.evidence.tests === 'unknown' ? [] : [always('tests of the measured commit', whole.evidence.tests)]),
    ...(fields.has('size') ? [] : line('files changed', changes.length, 'size')),
    ...[...open.claims.values()]
      .filter(({ id }) => id.startsWith('count.'))
      .flatMap(({ subject: what, value }) => line(what, String(value), 'size')),
    ...benchmarks.flatMap((file) => [...never('path of a benchmark file', file.path), ...never('link of a benchmark file', file.url)]),
  ]
  return [...new Map(lines.map((one) => [JSON.stringify([one.what, one.value, one.kept]), one])).values()]
}
