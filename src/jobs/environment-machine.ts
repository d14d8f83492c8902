/** What `environment` asks of the machine it runs on, so that a test can be another one. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { arch, cpus, platform, release, totalmem, version } from 'node:os'
import { promisify } from 'node:util'
import { KnownError } from '../errors.ts'
import { type Tree, workingTree } from '../sources/git/working-tree.ts'

export interface Machine {
  platform: string
  arch: string
  /** The operating system in the words of the runtime, where no better ones are to be had. */
  system: string
  release: string
  cpu: string
  /** Logical processors. */
  cores: number
  /** Bytes. */
  memory: number
  /** The environment variables. */
  variables: Readonly<Record<string, string | undefined>>
  /** What a program prints, trimmed; null when it is not there, fails or takes more than ten seconds. */
  run(command: string, args: readonly string[]): Promise<string | null>
  /** The text of a file, or null. */
  read(path: string): Promise<string | null>
  /** The commit that a folder's files are of, and whether they were changed since. */
  tree(directory: string): Promise<Tree>
}

const execute = promisify(execFile)

/** The machine of this process. */
export function thisMachine(): Machine {
  const processors = cpus()
  return {
    platform: platform(),
    arch: arch(),
    system: version(),
    release: release(),
    cpu: processors[0]?.model ?? '',
    cores: processors.length,
    memory: totalmem(),
    variables: process.env,
    run: (command, args) =>
      execute(command, [...args], { timeout: 10_000, windowsHide: true }).then(
        ({ stdout }) => stdout.trim(),
        () => null,
      ),
    read: (path) =>
      readFile(path, 'utf8').then(
        (text) => text,
        () => null,
      ),
    // No git, or a clone of another user as containers have it: the rest is still worth writing down.
    tree: (directory) =>
      workingTree(directory).catch((error: unknown) => {
        if (error instanceof KnownError) return { commit: null, dirty: false }
        throw error
      }),
  }
}
