/** Which earlier pull request one takes back, as GitHub's own "Revert" button writes it. */
import type { Repository } from './repository.ts'
import type { SourcePull } from './source-pull.ts'

/** The number; null where it takes back none of this repository. */
export function revertedIn({ title, body }: Pick<SourcePull, 'title' | 'body'>, { fullName }: Pick<Repository, 'fullName'>): number | null {
  if (!title.startsWith('Revert "')) return null
  const [, repository = '', number] = /^Reverts ([A-Za-z0-9._-]+\/[A-Za-z0-9._-]+)?#(\d{1,9})\b/m.exec(body ?? '') ?? []
  const isHere = repository === '' || repository.toLowerCase() === fullName.toLowerCase()
  return number === undefined || !isHere ? null : Number(number)
}
