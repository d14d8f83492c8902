/** What people do to a draft pull request, in the order of how bold they are. Every word of theirs is `h`, a number, `x`. */
import type { Pull } from '../github/nouns/thread.ts'
import type { Showcase } from './publishing.ts'

const isHidden = (path: string) => path.split('/').at(-1)?.startsWith('.') === true

/** Paths of the entry on its branch. */
function pathsOn({ repository }: Showcase, ref: string): string[] {
  return repository
    .git('ls-tree', '-r', '--name-only', ref)
    .split('\n')
    .filter((path) => path.startsWith('entries/'))
}

export function pageOn(showcase: Showcase, ref: string): { path: string; text: string } | null {
  const path = pathsOn(showcase, ref).find((one) => one.endsWith('/index.md'))
  return path === undefined ? null : { path, text: showcase.repository.read(path, ref) ?? '' }
}

const wordsIn = (text: string) => text.match(/h\d+x/g) ?? []

/** Every word of people that is there: in the entry's files, in title and text of the pull request. */
export function wordsAbout(showcase: Showcase, { title, body, head: { ref } }: Pull): string[] {
  const files = pathsOn(showcase, ref).filter((path) => !isHidden(path))
  const texts = files.map((path) => showcase.repository.read(path, ref) ?? '')
  return [title, body ?? '', ...texts].flatMap(wordsIn).sort()
}

type Act = (showcase: Showcase, pull: Pull, word: string) => void

const commit = ({ repository }: Showcase, { head: { ref } }: Pull, word: string, files: Record<string, string | null>) =>
  void repository.commit(`Edit ${word}`, files, { branch: ref, author: 'bob' })

/** A change of the page's text. */
const edit =
  (change: (text: string, word: string) => string): Act =>
  (showcase, pull, word) => {
    const page = pageOn(showcase, pull.head.ref)
    const changed = page === null ? null : change(page.text, word)
    if (page !== null && changed !== null && changed !== page.text) commit(showcase, pull, word, { [page.path]: changed })
  }

const move =
  (chosen: (path: string) => boolean): Act =>
  (showcase, pull, word) => {
    const page = pageOn(showcase, pull.head.ref)
    if (page === null) return
    const [from, to] = [page.path.slice(0, -'/index.md'.length), `entries/moved-${word}`]
    const moved = pathsOn(showcase, pull.head.ref).filter((path) => path.startsWith(`${from}/`) && chosen(path))
    const files = moved.flatMap((path): [string, string | null][] => [
      [path, null],
      [path.replace(from, to), showcase.repository.read(path, pull.head.ref)],
    ])
    commit(showcase, pull, word, Object.fromEntries(files))
  }

const file =
  (name: string, content: (word: string) => string | null): Act =>
  (showcase, pull, word) => {
    const folder = pageOn(showcase, pull.head.ref)?.path.replace('index.md', '')
    const isThere = folder !== undefined && showcase.repository.read(`${folder}${name}`, pull.head.ref) !== null
    if (folder !== undefined && (isThere || content(word) !== null)) commit(showcase, pull, word, { [`${folder}${name}`]: content(word) })
  }

const blocksOf = (text: string) => text.split(/\n\n+/)

export const acts = {
  'edits the lead': edit((text, word) => text.replace(/(\r?\n---\r?\n\r?\n)(\S+)/, `$1${word} $2`)),
  'adds to a paragraph': edit((text, word) => text.replace(/(Every reader[^\r\n]*)/, `$1 ${word}`)),
  'edits the figure in the table': edit((text, word) => text.replace(/\| 182\.9 /, `| 182.9 ${word} `)),
  'inserts a paragraph': edit((text, word) => `${text}\nI say ${word} here.\n`),
  'inserts a section': edit((text, word) => text.replace(/\n## /, `\n## Why ${word}\n\nAll of ${word}.\n\n## `)),
  'deletes a paragraph': edit((text) =>
    blocksOf(text)
      .filter((block) => !block.startsWith('Every reader'))
      .join('\n\n'),
  ),
  'deletes a section': edit((text) => text.replace(/\n## Reproduce[\s\S]*?(?=\n## |\n\[e\d)/, '')),
  'sets the title': edit((text, word) => text.replace(/^title: .*$/m, `title: 'Mine ${word}'`)),
  'adds a key': edit((text, word) => text.replace(/\n---\n/, `\nkey-${word}: '${word}'\n---\n`)),
  'saves with other line breaks': edit((text) => (text.includes('\r') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n'))),
  'saves in the web editor': edit((text, word) => `${text.trimEnd()}\n\nFrom the web ${word}`),
  'breaks the front matter': edit((text, word) => text.replace(/^title: .*$/m, `title: "half ${word}`)),
  'adds a file': (showcase, pull, word) => file(`${word}.txt`, (own) => own)(showcase, pull, word),
  'edits the chart': file('figures.svg', (word) => `<svg>${word}</svg>`),
  'deletes the data': file('data/measurements.csv', () => null),
  'deletes the record': file('.casewright-draft.json', () => null),
  'deletes the page': file('index.md', () => null),
  'renames the folder': move(() => true),
  'moves the page alone': move((path) => path.endsWith('/index.md')),
  'amends and pushes with force': (showcase, pull, word) => {
    const page = pageOn(showcase, pull.head.ref)
    if (page === null) return
    const { repository } = showcase
    const all = pathsOn(showcase, pull.head.ref).map((path) => [path, repository.read(path, pull.head.ref)])
    repository.branch(pull.head.ref)
    commit(showcase, pull, word, { ...Object.fromEntries(all), [page.path]: `${page.text}\nAmended ${word}.\n` })
  },
  'merges the base in': ({ repository }, { head: { ref } }, word) => {
    const base = repository.commit('Other work', { [`other-${word}.txt`]: 'other\n' })
    const tree = repository.git('merge-tree', '--write-tree', ref, base)
    const who = ['-c', 'user.name=bob', '-c', 'user.email=bob@example.org']
    repository.git(
      'update-ref',
      `refs/heads/${ref}`,
      repository.git(...who, 'commit-tree', tree, '-p', ref, '-p', base, '-m', 'Merge main'),
    )
  },
  'answers in the text': (_, pull, word) => void Object.assign(pull, { body: `${word}\n\n${pull.body}` }),
  'retitles the pull request': (_, pull, word) => void Object.assign(pull, { title: `${pull.title} ${word}` }),
  'takes the label away': (_, pull) => void pull.labels.splice(0),
  'marks it as ready': (_, pull) => void Object.assign(pull, { draft: false }),
  comments: ({ repository }, { number }, word) => repository.existingPullRequest(number).comment(`Well ${word}.`, 'bob'),
  approves: ({ repository }, { number }) => void repository.existingPullRequest(number).review({ author: 'bob', state: 'APPROVED' }),
  'asks for changes': ({ repository }, { number }) =>
    void repository.existingPullRequest(number).review({ author: 'bob', state: 'CHANGES_REQUESTED' }),
  closes: ({ repository }, { number }) => repository.existingPullRequest(number).close('bob'),
  merges: ({ repository }, pull) => {
    Object.assign(pull, { draft: false })
    repository.existingPullRequest(pull.number).merge('squash', 'bob')
  },
} as const satisfies Readonly<Record<string, Act>>
export type ActName = keyof typeof acts
