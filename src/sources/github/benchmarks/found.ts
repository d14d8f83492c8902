/** Benchmark files that one place of GitHub holds: an artifact, the tree, a release. */
import type { BenchmarkFile, Omission } from '../../../model.ts'

export interface Found {
  /** `environment.json` among them. */
  files: BenchmarkFile[]
  omissions: Omission[]
}

export const nothing: Found = { files: [], omissions: [] }

/** Both together. */
export function joined(found: readonly Found[]): Found {
  return { files: found.flatMap(({ files }) => files), omissions: found.flatMap(({ omissions }) => omissions) }
}
