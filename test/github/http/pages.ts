/** Cuts a list into pages, with the Link header that leads to the others. */

export interface Page {
  items: unknown[]
  link: string | null
}

/** At most `cap` items are ever shown (GitHub stops at 3,000 files and 250 commits of a pull request). */
export function pageOf(list: readonly unknown[], url: URL, cap = Number.POSITIVE_INFINITY): Page {
  const shown = list.slice(0, cap)
  const size = Math.min(100, Math.max(1, Number(url.searchParams.get('per_page') ?? 30) || 30))
  const page = Math.max(1, Number(url.searchParams.get('page') ?? 1) || 1)
  const last = Math.max(1, Math.ceil(shown.length / size))
  const at = (number: number, rel: string): string => {
    const target = new URL(url)
    target.searchParams.set('page', String(number))
    return `<${target.href}>; rel="${rel}"`
  }
  const links = [
    ...(page > 1 ? [at(page - 1, 'prev')] : []),
    ...(page < last ? [at(page + 1, 'next'), at(last, 'last')] : []),
    ...(page > 1 ? [at(1, 'first')] : []),
  ]
  return { items: shown.slice((page - 1) * size, page * size), link: links.length > 0 ? links.join(', ') : null }
}
