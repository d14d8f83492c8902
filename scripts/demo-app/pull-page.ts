/** A pull request or an issue, for people: what was said, what the checks say, and where its entry is to be read. */
import type { Element, ElementContent } from 'hast'
import { element } from '../../src/case-study/page/element.ts'
import type { CheckRun } from '../../test/github/nouns/ci.ts'
import type { Issue, Pull, Reaction } from '../../test/github/nouns/thread.ts'
import type { RepositoryHandle } from '../../test/github/seed/repository.ts'
import { frame, markdown } from './frame.ts'

interface Said {
  id: string
  author: string
  at: string
  what: string
  body: string
  reactions: readonly Reaction[]
}

export function pullPage(repository: RepositoryHandle, number: number): string {
  const pull = repository.existingPullRequest(number)
  const { data } = pull
  const [base, head] = [pull.base(), pull.head()]
  const files = lines(repository.git('diff', '--name-only', `${base}...${head}`))
  const page = files.find((path) => path.startsWith('entries/') && path.endsWith('/index.md'))
  const link = `/${repository.name}/preview/${data.merged ? repository.data.defaultBranch : head}/${page?.replace(/\/index\.md$/, '')}`
  return frame(
    `${data.title} · ${repository.name}#${number}`,
    [[repository.name, `/${repository.name}`]],
    element('h1', {}, data.title, ' ', element('small', {}, `#${number}`)),
    element('p', {}, stateOf(data)),
    page === undefined
      ? null
      : element('p', { className: ['read'] }, element('a', { href: link }, 'Read the page as its readers would see it')),
    element('h2', {}, 'Checks'),
    ...checks(repository.data.checks.filter(({ sha }) => sha === head)),
    element('h2', {}, 'Conversation'),
    ...conversation(data).map(said),
    element('h2', {}, 'Commits'),
    list(
      lines(repository.git('log', '--reverse', '--format=%H %an: %s', `${base}..${head}`)).map((line) => {
        const [sha = ''] = line.split(' ')
        return [element('a', { href: `/${repository.name}/commit/${sha}` }, element('code', {}, sha.slice(0, 7))), line.slice(sha.length)]
      }),
    ),
    element('h2', {}, 'Files'),
    list(files.map((path) => [element('a', { href: `/${repository.name}/blob/${head}/${path}` }, path)])),
  )
}

export function issuePage(repository: RepositoryHandle, issue: Issue): string {
  return frame(
    `${issue.title} · ${repository.name}#${issue.number}`,
    [[repository.name, `/${repository.name}`]],
    element('h1', {}, issue.title, ' ', element('small', {}, `#${issue.number}`)),
    element('p', {}, issue.state),
    ...conversation(issue).map(said),
  )
}

/** In a sentence. */
export function stateOf(pull: Pull): string {
  const ends = `opened by ${pull.author.login} · ${pull.head.ref} into ${pull.base.ref}`
  if (pull.merged) return `Merged by ${pull.merged.by.login} · ${ends}`
  return `${pull.state === 'closed' ? 'Closed' : pull.draft ? 'Draft' : 'Open'} · ${ends}`
}

/** Marks that need no colour to be understood. */
const marks: Readonly<Record<string, string>> = { success: '✓', failure: '✗', action_required: '!', neutral: '–' }

export function checkPage(repository: RepositoryHandle, check: CheckRun): string {
  return frame(
    `${check.name} · ${repository.name}`,
    [[repository.name, `/${repository.name}`]],
    element('h1', {}, check.name),
    element('p', {}, `${check.conclusion ?? check.status}: ${check.output.title}`),
    ...markdown(check.output.summary ?? ''),
  )
}

function checks(runs: readonly CheckRun[]): ElementContent[] {
  if (runs.length === 0) return [list([])]
  return runs.map(({ name, conclusion, output }) => {
    const mood = conclusion === 'success' ? ['good'] : conclusion === 'failure' ? ['bad'] : []
    return element(
      'details',
      {},
      element(
        'summary',
        {},
        element('span', { className: mood }, marks[conclusion ?? ''] ?? '…'),
        ' ',
        element('b', {}, name),
        ': ',
        output.title,
      ),
      element('div', {}, ...markdown(output.summary ?? '')),
    )
  })
}

function conversation(issue: Issue | Pull): Said[] {
  const first = {
    id: 'top',
    author: issue.author.login,
    at: issue.createdAt,
    what: 'opened it',
    body: issue.body ?? '',
    reactions: issue.reactions,
  }
  const comments = issue.comments.map(({ id, author, createdAt, body, reactions }) => {
    return { id: `issuecomment-${id}`, author: author.login, at: createdAt, what: 'said', body, reactions }
  })
  if (issue.kind === 'issue' || !('reviews' in issue)) return [first, ...comments]
  const reviews = issue.reviews
    .filter(({ state, body }) => state !== 'COMMENTED' || body !== '')
    .map(({ id, author, submittedAt, state, body }) => {
      const what = state.toLowerCase().replace('_', ' ')
      return { id: `pullrequestreview-${id}`, author: author.login, at: submittedAt ?? '', what, body, reactions: [] }
    })
  const atLines = issue.threads.flatMap(({ path, line, comments: replies }) =>
    replies.map(({ id, author, createdAt, body, reactions }) => {
      return { id: `discussion_r${id}`, author: author.login, at: createdAt, what: `said at ${path}:${line ?? ''}`, body, reactions }
    }),
  )
  return [first, ...[...comments, ...reviews, ...atLines].sort((one, two) => (one.at < two.at ? -1 : 1))]
}

function said({ id, author, at, what, body, reactions }: Said): Element {
  const answers = reactions.length === 0 ? '' : ` · reactions: ${reactions.map(({ content }) => content).join(', ')}`
  return element(
    'div',
    { className: ['said', ...(author.endsWith('[bot]') ? ['app'] : [])], id },
    element('p', { className: ['who'] }, element('b', {}, author), ` ${what}, ${at.slice(11, 16)}${answers}`),
    ...markdown(body),
  )
}

/** A list of links and words. */
export function list(items: readonly (Element | string)[][]): Element {
  if (items.length === 0) return element('p', { className: ['soft'] }, 'None.')
  return element('ul', { className: ['plain'] }, ...items.map((item) => element('li', {}, ...item)))
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}
