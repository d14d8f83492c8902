/** What there is: the repositories, and in each its pull requests, issues and published pages. */
import { element } from '../../src/case-study/page/element.ts'
import type { FakeGitHub } from '../../test/github/github.ts'
import type { RepositoryHandle } from '../../test/github/seed/repository.ts'
import { fullName } from '../../test/github/world.ts'
import { entriesOn } from './entry-page.ts'
import { frame } from './frame.ts'
import { list, stateOf } from './pull-page.ts'

export function homePage(github: FakeGitHub): string {
  const names = [...github.world.repositories.values()].map(fullName)
  return frame(
    'GitHub, played on this machine',
    [],
    element('h1', {}, 'GitHub, played on this machine'),
    element(
      'p',
      {},
      'Where the demonstration takes place. The App writes the addresses that GitHub would have; here they lead to these pages.',
    ),
    element('h2', {}, 'Repositories'),
    list(names.map((name) => [element('a', { href: `/${name}` }, name)])),
    element('h2', {}, 'The App'),
    list([[element('a', { href: '/app' }, 'What it did, and what it is doing'), ': the page for whoever runs it']]),
  )
}

export function repositoryPage(repository: RepositoryHandle): string {
  const { data, name } = repository
  const entries = entriesOn(repository, data.defaultBranch)
  return frame(
    name,
    [],
    element('h1', {}, name),
    element('p', {}, data.description ?? ''),
    element('h2', {}, 'Pull requests'),
    list(
      repository
        .pullRequests()
        .map((pull) => [
          element('a', { href: `/${name}/pull/${pull.number}` }, `#${pull.number} ${pull.title}`),
          element('span', { className: ['soft'] }, ` ${stateOf(pull)}`),
        ]),
    ),
    element('h2', {}, 'Issues'),
    list(
      [...data.issues.values()].map(({ number, title }) => [element('a', { href: `/${name}/issues/${number}` }, `#${number} ${title}`)]),
    ),
    element('h2', {}, 'Published pages'),
    list(entries.map((folder) => [element('a', { href: `/${name}/preview/${data.defaultBranch}/${folder}` }, folder)])),
  )
}
