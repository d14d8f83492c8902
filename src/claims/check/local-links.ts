/** Links to files beside the entry: every one is in the ledger. */
import type { Ledger } from '../../model.ts'
import { wrongLink } from './citations.ts'
import type { Finding } from './finding.ts'
import { lineAt } from './flatten.ts'
import type { Page } from './page.ts'

/** Findings about links and pictures beside the entry that the ledger does not list. */
export function checkLocalLinks(page: Page, ledger: Ledger): Finding[] {
  const known = new Set([...ledger.files.map((file) => file.path), 'evidence.json', 'sign-off.json', 'index.md'])
  const targets = [
    ...page.images,
    ...page.passages.flatMap((passage) =>
      passage.marks.flatMap((mark) =>
        mark.type === 'link' && mark.url !== null ? [{ url: mark.url, line: lineAt(passage, mark.start) }] : [],
      ),
    ),
  ]
  return targets.flatMap(({ url, line }) => {
    if (url === '' || /^(?:[a-z][a-z+.-]*:|\/|#)/i.test(url)) return []
    const path = decoded(url.replace(/^\.\//, '').replace(/[?#].*$/, ''))
    return known.has(path) || path.startsWith('../')
      ? []
      : [wrongLink(line, `${path} is linked and the ledger lists no such file beside the entry.`, 'file')]
  })
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
