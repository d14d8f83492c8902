/** The one function that runs git; nothing else in casewright starts it (TRUST §3, "Git on somebody else's clone"). */
import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { devNull } from 'node:os'
import { KnownError } from '../../errors.ts'

export interface GitOptions {
  /** Written to git's standard input. */
  input?: string
  /** Gets the output as it comes; `stdout` of the answer is then empty and no cap holds. */
  onOutput?: (chunk: Buffer) => void
  /** Most bytes of output that are kept; by default 64 MiB. */
  limit?: number
  /** Seconds until git is stopped; by default 300. */
  seconds?: number
  /** Further variables, such as the object directory of a clone that is read from a scratch repository. */
  environment?: Readonly<Record<string, string>>
}

export interface GitAnswer {
  /** Git's exit code; what a failure means is for the caller to say. */
  code: number
  stdout: Buffer
  /** At most the first 64 KiB, in English. */
  stderr: string
}

/**
 * Settings that beat every configuration file: nothing that a clone configures may start a program, reach a network or
 * change what is printed.
 */
const settings = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  `core.attributesFile=${devNull}`,
  'core.askPass=',
  'core.pager=cat',
  'core.quotePath=false',
  'core.untrackedCache=false',
  'credential.helper=',
  'protocol.allow=never',
  'gc.auto=0',
  'maintenance.auto=false',
  'log.showSignature=false',
  'color.ui=false',
  'i18n.logOutputEncoding=UTF-8',
]

const stderrLimit = 1 << 16

/**
 * Runs git in `directory` and answers what it said. `args` begin with the subcommand; names that come from outside
 * belong after `--`, `--end-of-options` or on `input`. Throws a KnownError when git is missing, the folder does not
 * exist, the owner of the clone is another person, or a limit is reached.
 */
export async function git(directory: string, args: readonly string[], options: GitOptions = {}): Promise<GitAnswer> {
  const { input, onOutput, limit = 1 << 26, seconds = 300, environment = {} } = options
  const child = spawn('git', ['--no-pager', '--no-optional-locks', '--literal-pathspecs', ...settings.flatMap((s) => ['-c', s]), ...args], {
    cwd: directory,
    env: { ...quietEnvironment(), ...environment },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })

  return new Promise((resolve, reject) => {
    const kept: Buffer[] = []
    let size = 0
    let stderr = ''
    let fault: unknown = null
    const stop = (error: unknown): void => {
      fault ??= error
      child.kill('SIGKILL')
    }
    const timer = setTimeout(() => {
      stop(new KnownError(`git ${args[0]} did not finish within ${seconds} seconds in ${directory}. Try a shorter range.`, { exitCode: 3 }))
    }, seconds * 1000)

    child.stdout?.on('data', (chunk: Buffer) => {
      if (fault !== null) return
      if (onOutput) {
        try {
          onOutput(chunk)
        } catch (error) {
          stop(error)
        }
        return
      }
      size += chunk.length
      if (size > limit) stop(new KnownError(`git ${args[0]} printed more than ${limit} bytes in ${directory}. Try a shorter range.`))
      else kept.push(chunk)
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      if (stderr.length < stderrLimit) stderr += chunk.toString('utf8').slice(0, stderrLimit - stderr.length)
    })
    // Git may end before it has read everything; its exit code tells why.
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)

    child.on('error', (error) => {
      clearTimeout(timer)
      reject(cannotStart(error, directory))
    })
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      if (fault !== null) reject(fault)
      else if (code === null) reject(new KnownError(`git ${args[0]} was ended by ${signal} in ${directory}. Try again.`, { exitCode: 3 }))
      else if (code !== 0 && stderr.includes('dubious ownership')) reject(foreignClone(directory, stderr))
      else resolve({ code, stdout: Buffer.concat(kept), stderr })
    })
  })
}

/**
 * What git needs of the environment, and nothing that redirects it: of the caller's GIT_… variables only those that
 * say where the person's own configuration lies are kept.
 */
function quietEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || name.startsWith('GIT_CONFIG'))
  return {
    ...Object.fromEntries(own),
    LC_ALL: 'C',
    LANGUAGE: 'C',
    TZ: 'UTC',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GIT_ALLOW_PROTOCOL: '',
    GIT_PAGER: 'cat',
    GIT_EDITOR: 'false',
    GIT_SSH_COMMAND: 'false',
  }
}

function cannotStart(error: Error, directory: string): Error {
  if (!('code' in error) || error.code !== 'ENOENT') return error
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    return new KnownError(`There is no folder ${directory}. Give the folder of a git clone, as in --repo path/to/clone.`)
  }
  return new KnownError('git was not found on the PATH. Install git 2.31 or newer.', { exitCode: 3, cause: error })
}

/** Git says which folder it means and how to allow it; we do not allow it on the person's behalf. */
function foreignClone(directory: string, stderr: string): KnownError {
  const named = /safe\.directory (\S+)/.exec(stderr)?.[1] ?? directory
  return new KnownError(
    `${directory} belongs to another user, and git does not read it. If you trust it: git config --global --add safe.directory ${named}`,
  )
}
