/** Which release came before one: what it is compared with. */

export interface ReleaseName {
  tag: string
  isPrerelease: boolean
  /** ISO 8601; null for a draft. */
  publishedAt: string | null
}

/** `pkg-a@` of `pkg-a@1.2.0`, `v` of `v1.3.0`: packages of one repository have releases of their own. */
function seriesOf(tag: string): string {
  const at = tag.search(/\d+(?:\.\d+)*(?:[-+.].*)?$/)
  // Names without a number (nightly, stable) are one series.
  return tag.slice(0, Math.max(0, at))
}

/** `[1, 3, 0]` of `v1.3.0-rc.1`; null where a tag is no version. */
function versionOf(tag: string): number[] | null {
  const parts = /(\d+(?:\.\d+)+)(?:[-+].*)?$/.exec(tag)?.[1]
  return parts === undefined ? null : parts.split('.').map(Number)
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * The one published last before it, in its own series; drafts never count, prereleases only for a prerelease. A fix for
 * an older line (1.2.5, published after 1.3.0) is not what 1.4.0 follows: where tags are versions, the highest below counts.
 */
export function previousRelease<R extends ReleaseName>(release: R, all: readonly R[]): R | null {
  const published = release.publishedAt ?? ''
  const earlier = all
    .filter(
      ({ tag, publishedAt, isPrerelease }) =>
        tag !== release.tag && publishedAt !== null && publishedAt <= published && (release.isPrerelease || !isPrerelease),
    )
    .filter(({ tag }) => seriesOf(tag) === seriesOf(release.tag))
    .sort((a, b) => ((a.publishedAt ?? '') < (b.publishedAt ?? '') ? 1 : -1))
  const own = versionOf(release.tag)
  const below = earlier.flatMap((one) => {
    const version = versionOf(one.tag)
    return own === null || version === null || compare(version, own) > 0 ? [] : [{ one, version }]
  })
  // Of equal versions (rc.1, rc.2) the one published last stands first already.
  if (own !== null && below.length > 0) return below.sort((a, b) => compare(b.version, a.version))[0]?.one ?? null
  return earlier[0] ?? null
}
