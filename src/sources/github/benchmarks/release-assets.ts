/** Benchmark outputs that hang on two releases: the newer one's are the candidate, its predecessor's of the same name the baseline. */
import picomatch from 'picomatch'
import type { GitHub } from '../../../github/client.ts'
import type { BenchmarkFile, Omission, Side } from '../../../model.ts'
import type { Asset } from '../release-answers.ts'
import type { ReleaseAssets } from '../release-evidence.ts'
import type { Found } from './found.ts'
import { unlessRefused } from './unless-refused.ts'

export interface AssetRequest {
  github: GitHub
  /** `owner/name`. */
  repository: string
  release: ReleaseAssets
  previous: ReleaseAssets
  globs: readonly string[]
}

const MOST_FILES = 20
const FILE_BYTES = 5_000_000

/** A download a file. */
export async function assetFiles({ github, repository, release, previous, globs }: AssetRequest): Promise<Found> {
  const matches = globs.length === 0 ? () => false : picomatch([...globs], { dot: true, nocase: true })
  const wanted = release.assets.filter(({ name, state }) => state === 'uploaded' && matches(name))
  const before = new Map(previous.assets.filter(({ state }) => state === 'uploaded').map((asset) => [keyOf(asset, previous), asset]))
  const omissions: Omission[] = []
  if (wanted.length > MOST_FILES)
    omissions.push({ what: `${wanted.length - MOST_FILES} more files of the release`, why: `at most ${MOST_FILES} are read` })
  const files: BenchmarkFile[] = []
  const read = async (asset: Asset, of: ReleaseAssets, side: Side, isOnly: boolean): Promise<void> => {
    const path = `${of.tag}/${asset.name}`
    const what = `The file ${asset.name} of ${of.tag}`
    if (asset.size > FILE_BYTES) return void omissions.push({ what, why: `it has more than ${FILE_BYTES / 1e6} MB` })
    const bytes = await unlessRefused(github.download(`/repos/${repository}/releases/assets/${asset.id}`, FILE_BYTES))
    if (bytes === 'refused' || bytes === null) return void omissions.push({ what, why: 'GitHub does not give it' })
    files.push({
      path,
      side,
      commit: null,
      url: isOnly ? asset.browser_download_url : of.url,
      bytes,
      level: 'recorded',
      by: null,
      doubts: side === 'unknown' ? [] : ['measured-apart'],
    })
  }
  const some = wanted.slice(0, MOST_FILES).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const asset of some) {
    const older = before.get(keyOf(asset, release))
    // Without a counterpart a file may still hold both sides.
    await read(asset, release, older === undefined ? 'unknown' : 'candidate', some.length === 1)
    if (older !== undefined) await read(older, previous, 'baseline', some.length === 1)
    else omissions.push({ what: `${asset.name} of ${previous.tag}`, why: 'that release has no such file, so there is nothing before it' })
  }
  return { files, omissions }
}

/** `bench-v1.3.0.json` is the same file of another release. */
function keyOf({ name }: Asset, { tag }: ReleaseAssets): string {
  return name.replaceAll(tag, '*').replaceAll(tag.replace(/^.*?(?=\d)/, ''), '*')
}
