/** Paths of entries: slugs and plain file names only (TRUST §3). */

/** A folder name of `[a-z0-9-]`, at most 60 characters, cut at a word; `study` where nothing is left. */
export function slugify(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
  let slug = ''
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word.slice(0, 60)
    if (longer.length > 60) break
    slug = longer
  }
  return slug || 'study'
}

/** Whether a file of an entry may be written under this path: inside the entry, no dot first, ASCII, at most three folders deep. */
export function isSafeEntryPath(path: string): boolean {
  return path.length <= 200 && /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*\/){0,3}[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(path)
}
