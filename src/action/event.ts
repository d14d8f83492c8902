/** What started the workflow, and where: the runner's environment and its event file. A hint; the API is the truth. */
import { readFileSync } from 'node:fs'
import { KnownError } from '../errors.ts'

export interface Run {
  /** `push`, `release`, `pull_request` … */
  event: string
  /** Of the repository the workflow runs in. */
  owner: string
  name: string
  /** The commit it runs on, and its ref. */
  sha: string
  ref: string
  /** `https://api.github.com`, or the API of an Enterprise Server. */
  api: string
  /** The web host: `github.com`. */
  host: string
  workspace: string
  /** This run, and its page. */
  run: { id: number; url: string } | null
  /** Who asks, where a person started the run by hand. */
  askedBy: string | null
  payload: Payload
}

/** Fields of the event file that we use, each checked; null where it has none. */
interface Payload {
  defaultBranch: string | null
  isPrivate: boolean
  action: string | null
  /** Commits of a push whose message names a pull request, and the newest one. */
  commits: readonly string[]
  tag: string | null
  /** Also the one that a comment is on. */
  pull: { number: number; isMerged: boolean } | null
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads both. Throws a KnownError outside a workflow, and for `pull_request_target`. */
export function readRun(environment: Environment): Run {
  const { GITHUB_REPOSITORY: repository = '', GITHUB_EVENT_NAME: event = '', GITHUB_EVENT_PATH: path } = environment
  if (event === 'pull_request_target')
    throw new KnownError(
      'casewright does not run on "pull_request_target": there a stranger\'s pull request meets your secrets and a token that writes. Use "pull_request" for preview and verify, and "push" to the default branch for draft.',
    )
  const [owner = '', name = ''] = repository.split('/')
  if (owner === '' || name === '')
    throw new KnownError('this is the GitHub Action, and no workflow runs here. On a machine of yours use: npx casewright --help')
  const { GITHUB_RUN_ID: id = '' } = environment
  const server = environment.GITHUB_SERVER_URL || 'https://github.com'
  return {
    event,
    owner,
    name,
    sha: environment.GITHUB_SHA ?? '',
    ref: environment.GITHUB_REF ?? '',
    api: environment.GITHUB_API_URL || 'https://api.github.com',
    host: new URL(server).host,
    workspace: environment.GITHUB_WORKSPACE || process.cwd(),
    run: /^[1-9]\d*$/.test(id) ? { id: Number(id), url: `${server}/${owner}/${name}/actions/runs/${id}` } : null,
    askedBy: event === 'workflow_dispatch' ? (environment.GITHUB_ACTOR ?? null) : null,
    payload: payloadOf(path ? jsonAt(path) : {}),
  }
}

function jsonAt(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new KnownError(`the event file of this run cannot be read: ${path}`, { exitCode: 3, cause })
  }
}

function payloadOf(event: unknown): Payload {
  const isCommented = field(event, 'issue', 'pull_request') !== undefined
  const number = isCommented ? field(event, 'issue', 'number') : field(event, 'pull_request', 'number')
  return {
    defaultBranch: text(field(event, 'repository', 'default_branch')),
    isPrivate: field(event, 'repository', 'private') === true,
    action: text(field(event, 'action')),
    commits: commitsOf(event),
    tag: text(field(event, 'release', 'tag_name')),
    pull: typeof number === 'number' ? { number, isMerged: field(event, 'pull_request', 'merged') === true } : null,
  }
}

/** A merge queue pushes several pull requests at once. */
const MOST_COMMITS = 20

function commitsOf(event: unknown): string[] {
  const commits = field(event, 'commits')
  if (!Array.isArray(commits)) return []
  const named = commits.filter((commit) => /#\d/.test(text(field(commit, 'message'))?.split('\n', 1)[0] ?? ''))
  return named.flatMap((commit) => text(field(commit, 'id')) ?? []).slice(-MOST_COMMITS)
}

function field(value: unknown, ...path: string[]): unknown {
  let found = value
  for (const key of path) found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[key] : undefined
  return found
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
