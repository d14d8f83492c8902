/**
 * Throw-away git repositories that come out the same everywhere: fixed names, dates and time zone, no configuration
 * of the person or the machine. Equal steps give equal commit ids.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A file's content, or null to delete it. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>

interface CommitOptions {
  author?: string
  email?: string
  /** ISO 8601 with an offset; by default a day after the commit before, from 2026-01-01T12:00:00+00:00. */
  date?: string
}

export interface TestRepository {
  directory: string
  /** Writes the files, stages everything and commits; answers the full commit id. */
  commit(message: string, files?: Files, options?: CommitOptions): string
  /** Writes files without committing them. */
  write(files: Files): void
  /** Runs git with these arguments; answers its output without the last line break. */
  git(...args: string[]): string
  /** Merges a branch with a merge commit (never fast-forward); answers the full commit id. */
  merge(branch: string, message: string, options?: CommitOptions): string
  /** Deletes the folder. */
  remove(): void
}

export interface RepositoryOptions {
  /** URL of the remote `origin`, which is never contacted. */
  remote?: string
  /** Name and e-mail in the repository's own configuration: the person git knows. */
  person?: { name: string; email: string }
}

const firstDay = Date.UTC(2026, 0, 1, 12)
const aDay = 86_400_000

/** Makes an empty repository on branch `main` in a temporary folder. */
export function gitRepository(options: RepositoryOptions = {}): TestRepository {
  const directory = mkdtempSync(join(tmpdir(), 'casewright-test-'))
  let days = 0

  const run = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): string =>
    execFileSync('git', args, {
      cwd: directory,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...plainEnvironment(), ...environment },
    }).replace(/\n$/, '')

  const dated = ({ author = 'Ada Example', email = 'ada@example.org', date }: CommitOptions): NodeJS.ProcessEnv => {
    const when = date ?? `${new Date(firstDay + days++ * aDay).toISOString().slice(0, 19)}+00:00`
    return {
      GIT_AUTHOR_NAME: author,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: when,
      GIT_COMMITTER_NAME: author,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: when,
    }
  }

  const write = (files: Files): void => {
    for (const [path, content] of Object.entries(files)) {
      const absolute = join(directory, path)
      if (content === null) {
        rmSync(absolute, { force: true })
        continue
      }
      mkdirSync(dirname(absolute), { recursive: true })
      writeFileSync(absolute, content)
    }
  }

  run(['init', '--quiet', '--initial-branch=main'])
  if (options.remote !== undefined) run(['remote', 'add', 'origin', options.remote])
  if (options.person) {
    run(['config', 'user.name', options.person.name])
    run(['config', 'user.email', options.person.email])
  }

  return {
    directory,
    write,
    commit(message, files = {}, commitOptions = {}) {
      write(files)
      run(['add', '--all'])
      run(['commit', '--quiet', '--allow-empty', '--no-verify', `--message=${message}`], dated(commitOptions))
      return run(['rev-parse', 'HEAD'])
    },
    git: (...args) => run(args),
    merge(branch, message, commitOptions = {}) {
      run(['merge', '--quiet', '--no-ff', '--no-verify', `--message=${message}`, branch], dated(commitOptions))
      return run(['rev-parse', 'HEAD'])
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

/** The environment for git without anything of this machine's or this person's. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: tmpdir(),
    TZ: 'UTC',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ada Example',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada Example',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  }
}
