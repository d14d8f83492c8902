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

/** Whose addresses the field `links` names; what was said around the change never leaves. */
const LINKED: ReadonlySet<Source['kind']> = new Set(['description', 'diff', 'benchmark'])

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
    // The field opens the author's login; others who said or measured something are not asked.
    const by = fields.has('people') && source.by === study.evidence.subject.author ? source.by : null
    const linked = fields.has('links') && LINKED.has(source.kind)
    const opening = commit(salt, source)
    openings.push(opening)
    sources.set(name, {
      id: name,
      kind: source.kind,
      title,
      url: linked ? source.url : null,
      // The address says where it is; a name inside an archive says more than that.
      path: null,
      lines: linked ? source.lines : null,
      commit: linked ? source.commit : null,
      // Never of the bytes alone: who knows the form of a file finds its few figures by trying them all.
      sha256: opening.commitment,
      withheld: true,
      level: source.level,
      by,
      data: null,
      text,
    })
  }
  return { sources, openings }
}
