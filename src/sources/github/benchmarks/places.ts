/** Where GitHub holds benchmark outputs of a change, the strongest place first. */
import type { Config } from '../../../config.ts'
import type { GitHub } from '../../../github/client.ts'
import type { Subject } from '../../../model.ts'
import { artifactFiles } from './artifacts.ts'
import { committedFiles } from './committed.ts'
import type { Found } from './found.ts'
import { historyFiles, isHistory } from './history.ts'
import { type AssetRequest, assetFiles } from './release-assets.ts'

export interface PlacesRequest {
  github: GitHub
  subject: Subject
  /** Id of the tree that was merged or released; null before the merge. */
  tree: string | null
  /** Of a release: the files that hang on it and on the one before. */
  assets?: Pick<AssetRequest, 'release' | 'previous'> | undefined
  wanted: Config['benchmarks']
  /** The workflow run that asks; its artifacts can be read though it has not ended. */
  ownRun: number | null
  onProgress: (label: string) => void
}

/** One result a place, in their order. Throws a KnownError where GitHub cannot be reached. */
export async function benchmarkPlaces({ github, subject, tree, assets, wanted, ownRun, onProgress }: PlacesRequest): Promise<Found[]> {
  const { repository, base, head, merge } = subject
  const [owner = '', name = ''] = repository.name.split('/')
  const url = repository.url ?? ''
  const heads = [...new Set([merge, head])].filter((sha) => sha !== null)
  onProgress('Looking for benchmark files')
  const [artifacts, committed] = await Promise.all([
    artifactFiles({
      github,
      repository: repository.name,
      commits: heads,
      tree,
      ownRun,
      names: wanted.artifacts,
      baseline: wanted.baseline,
      candidate: wanted.candidate,
    }),
    committedFiles({ github, owner, name, url, base, head, globs: wanted.files.filter((glob) => !isHistory(glob)) }),
  ])
  const released =
    assets === undefined ? [] : [await assetFiles({ github, repository: repository.name, globs: wanted.releaseAssets, ...assets })]
  const places = [...released, ...artifacts, committed]
  if (places.some(({ files }) => files.length > 0)) return places
  return [...places, await historyFiles({ github, owner, name, url, base, heads, paths: wanted.files.filter(isHistory) })]
}
