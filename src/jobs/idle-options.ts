/** What a person asked of a draft and what met nothing in it. */
import { idleGlobs } from '../benchmarks/mapping/rule-for.ts'
import { canonicalMetric } from '../benchmarks/metrics.ts'
import { nearest } from '../nearest.ts'
import type { DraftResult } from './draft.ts'
import { readMappingFile } from './mapping-file.ts'

type Drafted = DraftResult & { kind: 'drafted' }

/** A sentence for each primary metric that nothing has, and each glob of the mapping that no file matches. */
export function idleOptions({ primary, mapping }: { primary: readonly string[]; mapping?: string }, { read, study }: Drafted): string[] {
  const metrics = [...new Set(study.comparisons.map(({ metric }) => metric))]
  const known = new Set(metrics.map(canonicalMetric))
  const unknown = primary.filter((name) => !known.has(canonicalMetric(name)))
  const globs = idleGlobs(
    readMappingFile(mapping),
    read.map(({ file }) => file),
  )
  return [
    ...unknown.map((name) => `No compared metric is called "${name}" (--primary).${mendOf(name, metrics)}`),
    ...globs.map((glob) => `No file matches "${glob}" of the mapping.`),
  ]
}

function mendOf(name: string, metrics: readonly string[]): string {
  const [like] = nearest(name, metrics)
  if (like !== undefined) return ` Did you mean "${like}"?`
  return metrics.length === 0 ? '' : ` There are: ${metrics.slice(0, 12).join(', ')}${metrics.length > 12 ? ' …' : ''}.`
}
