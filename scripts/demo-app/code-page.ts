/** Files and changes of a repository, as text. */
import { element } from '../../src/case-study/page/element.ts'
import type { RepositoryHandle } from '../../test/github/seed/repository.ts'
import { frame } from './frame.ts'

const MOST = 200_000

/** A file at a commit; null where there is none. */
export function filePage(repository: RepositoryHandle, sha: string, path: string): string | null {
  const text = repository.read(path, sha)
  return text === null ? null : textPage(repository, path, `at ${sha.slice(0, 12)}`, text)
}

export function commitPage(repository: RepositoryHandle, sha: string): string {
  const [subject = '', author = ''] = repository.git('show', '--no-patch', '--format=%s%n%an', sha).split('\n')
  return textPage(repository, subject, `${sha.slice(0, 12)}, by ${author}`, repository.git('show', '--format=', '--patch', sha))
}

export function comparePage(repository: RepositoryHandle, base: string, head: string): string {
  const words = `${base.slice(0, 12)} to ${head.slice(0, 12)}`
  return textPage(repository, 'What changed', words, repository.git('diff', `${base}...${head}`))
}

function textPage(repository: RepositoryHandle, title: string, about: string, text: string): string {
  return frame(
    `${title} · ${repository.name}`,
    [[repository.name, `/${repository.name}`]],
    element('h1', {}, title),
    element('p', {}, about),
    element('pre', { tabIndex: 0 }, text.slice(0, MOST)),
  )
}
