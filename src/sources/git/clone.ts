/** A clone, opened for reading without letting its own configuration or attributes have a say. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { devNull, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { KnownError } from '../../errors.ts'
import { type GitAnswer, type GitOptions, git } from './git.ts'

/** What is known of a clone once it is open. */
export interface Clone {
  /** Absolute. */
  directory: string
  shallow: boolean
  /** Whether some objects were left with the server (`git clone --filter`). */
  partial: boolean
  /** `remote.origin.url`, else the first remote's, as configured. */
  remote: string | null
  /** `user.name` as git knows it. */
  person: string | null
  /**
   * Runs a reading command (`log`, `diff-tree`, `cat-file`, `ls-tree`) on the clone's objects from an empty scratch
   * repository of our own, so that no configuration, attribute, hook, replacement or branch name of the clone takes
   * part: the same commits give the same bytes on every machine. Commits are named by their full ids.
   */
  read(args: readonly string[], options?: GitOptions): Promise<GitAnswer>
}

/**
 * Which rule finds the name in a hunk's header, by extension. Git has these rules built in but uses them only where
 * attributes say so (gitattributes(5), "Defining a custom hunk-header").
 */
const attributes = `
*.py diff=python
*.go diff=golang
*.rs diff=rust
*.c diff=cpp
*.h diff=cpp
*.cc diff=cpp
*.cpp diff=cpp
*.cxx diff=cpp
*.hpp diff=cpp
*.cu diff=cpp
*.cuh diff=cpp
*.java diff=java
*.kt diff=kotlin
*.cs diff=csharp
*.rb diff=ruby
*.php diff=php
*.ex diff=elixir
*.sh diff=bash
*.md diff=markdown
`

/** Opens the clone that `folder` lies in, hands it to `use`, and tidies up. Two processes whatever its size. */
export async function withClone<T>(folder: string, use: (clone: Clone) => Promise<T>): Promise<T> {
  const directory = resolve(folder)
  const facts = await git(directory, [
    'rev-parse',
    '--is-shallow-repository',
    '--show-object-format',
    '--path-format=absolute',
    '--git-common-dir',
  ])
  if (facts.code !== 0) throw notAClone(directory, facts.stderr)
  // The folder comes last because its name may hold a line break.
  const [shallow, format = 'sha1', ...commonFolder] = facts.stdout.toString('utf8').replace(/\n$/, '').split('\n')
  const common = commonFolder.join('\n')
  const settings = await configuration(directory)

  const scratch = await mkdtemp(join(tmpdir(), 'casewright-git-'))
  try {
    await prepareScratch(scratch, format, shallow === 'true' ? join(common, 'shallow') : null)
    const environment = {
      GIT_DIR: scratch,
      GIT_OBJECT_DIRECTORY: join(common, 'objects'),
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: devNull,
      GIT_CONFIG_COUNT: '0',
      GIT_CONFIG_PARAMETERS: '',
    }
    return await use({
      directory,
      shallow: shallow === 'true',
      partial: settings.partial,
      remote: settings.remote,
      person: settings.person,
      read: (args, options = {}) => git(scratch, args, { ...options, environment }),
    })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** A bare repository without an object or a branch, laid out by hand (gitrepository-layout(5)). */
async function prepareScratch(scratch: string, format: string, shallowFile: string | null): Promise<void> {
  const extension = format === 'sha1' ? '' : `[extensions]\n\tobjectformat = ${format}\n`
  await Promise.all(['refs', 'objects', 'info'].map((folder) => mkdir(join(scratch, folder))))
  await Promise.all([
    writeFile(join(scratch, 'HEAD'), 'ref: refs/heads/none\n'),
    writeFile(join(scratch, 'config'), `[core]\n\trepositoryformatversion = ${extension ? 1 : 0}\n\tbare = true\n${extension}`),
    writeFile(join(scratch, 'info', 'attributes'), attributes),
    ...(shallowFile === null ? [] : [readFile(shallowFile).then((text) => writeFile(join(scratch, 'shallow'), text))]),
  ])
}

/** The few settings that are evidence: where the clone came from, and who works here. */
async function configuration(directory: string): Promise<{ remote: string | null; person: string | null; partial: boolean }> {
  const answer = await git(directory, [
    'config',
    '-z',
    '--get-regexp',
    String.raw`^(remote\..*\.(url|promisor)|user\.name|extensions\.partialclone)$`,
  ])
  // Exit code 1: none of them is set.
  const records = answer.stdout.toString('utf8').split('\0').filter(Boolean)
  const pairs = records.map((record): [string, string] => {
    const end = record.indexOf('\n')
    return end < 0 ? [record, ''] : [record.slice(0, end), record.slice(end + 1)]
  })
  const last = (name: string): string | null => pairs.findLast(([key]) => key === name)?.[1] ?? null
  return {
    remote: last('remote.origin.url') ?? pairs.find(([key]) => key.startsWith('remote.') && key.endsWith('.url'))?.[1] ?? null,
    person: last('user.name')?.trim() || null,
    partial: pairs.some(([key]) => key === 'extensions.partialclone' || key.endsWith('.promisor')),
  }
}

function notAClone(directory: string, stderr: string): KnownError {
  if (/not a git repository/.test(stderr)) {
    return new KnownError(`${directory} is no git repository. Give the folder of a clone, as in --repo path/to/clone.`)
  }
  const said = stderr.trim().split('\n').at(-1) ?? ''
  return new KnownError(`git cannot read the repository in ${directory}: ${said} Check it with: git -C ${directory} status`, {
    exitCode: 3,
  })
}
