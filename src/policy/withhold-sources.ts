/** Sources of a private study: kind and level, a salted commitment in place of everything else; what the allow-list opens stays. */
import type { Row } from '../claims/rows.ts'
import type { Study } from '../claims/study.ts'
import type { Source } from '../model.ts'
import type { Passages } from '../writers/passages.ts'
import { commit, type Opening } from './commitment.ts'
import type { PrivateField } from './visibility.ts'

const TITLES: Readonly<Record<Source['kind'], string>> = {
  description: 'Description of the change',
  issue: 'Issue',
  review: 'Comment',
  commit: 'Commit',
  diff: 'Diff',
  code: 'Code',
  benchmark: 'Benchmark output',
  environment: 'Environment',
  readme: 'README',
  licence: 'Licence',
  checks: 'Checks',
  vouched: 'Vouched figure',
}

/** What the page rests on: the sources of its rows, the description where it is quoted, the diff. */
export function withholdSources(
  study: Study,
  rows: readonly Row[],
  quoted: Passages,
  { fields, salt }: { fields: ReadonlySet<PrivateField>; salt: string },
): { sources: Map<string, Source>; openings: Opening[] } {
  const used = new Set([...rows.flatMap((row) => row.sources), ...(study.sources.has('description') ? ['description'] : []), 'diff'])
  const openings: Opening[] = []
  const sources = new Map<string, Source>()
  for (const [name, source] of study.sources) {
    if (!used.has(name)) continue
    const side = source.kind === 'benchmark' ? (/ (baseline|candidate)$/.exec(name)?.[1] ?? null) : null
    const words = quoted.problem.flat().join('\n\n')
    const text = name === 'description' && words !== '' ? words : null
    const title = side === null ? TITLES[source.kind] : `${TITLES[source.kind]}, ${side}`
    const by = fields.has('people') ? source.by : null
    const linked = fields.has('links') && source.url !== null
    const opening = commit(salt, source)
    if (!linked) openings.push(opening)
    sources.set(name, {
      id: name,
      kind: source.kind,
      title,
      url: linked ? source.url : null,
      // The address says where it is; a name inside an archive says more than that.
      path: null,
      lines: linked ? source.lines : null,
      commit: linked ? source.commit : null,
      sha256: linked ? source.sha256 : opening.commitment,
      ...(linked ? {} : { withheld: true as const }),
      level: source.level,
      by,
      data: null,
      text,
    })
  }
  return { sources, openings }
}
