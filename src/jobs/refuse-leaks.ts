/** Stops bytes about to become public that hold a word of the private source; names places, never the word. */
import { KnownError } from '../errors.ts'
import type { EntryFile } from '../model.ts'
import { type Forbidden, leaks } from '../policy/leaks.ts'

/** Most places a message names. */
const MOST = 20

export interface Outgoing {
  slug: string
  title: string
  files: readonly EntryFile[]
}

/** Throws a KnownError when a file, its path, the title or the slug holds what its allow-list does not open. */
export function refuseLeaks({ slug, title, files }: Outgoing, forbidden: Forbidden): void {
  const texts = [
    { path: 'the title', text: title },
    { path: 'the folder', text: slug },
    ...files.map(({ path }) => ({ path: 'the name of a file', text: path })),
    ...files.map(({ path, content }) => ({ path, text: typeof content === 'string' ? content : new TextDecoder().decode(content) })),
  ]
  const found = leaks(texts, forbidden)
  if (found.length === 0) return
  const list = found.slice(0, MOST).map(({ path, what, how }) => `  ${path}: a word or figure of ${what}, ${how}`)
  const more = found.length > MOST ? [`  and ${found.length - MOST} more`] : []
  const mend =
    'If it may become public, open its field in the source’s own configuration (privacy: fields; docs/private-sources.md says which). If the page has it from a hand-made edit, take it out there.'
  throw new KnownError(['nothing was written: what would become public holds what is withheld.', ...list, ...more, mend].join('\n'))
}
