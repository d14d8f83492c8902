/**
 * A bare repository on the disk. It is written by hand (four files) because `git init` costs more than most requests;
 * from then on real git reads it, pushes to it and clones it.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainEnvironment } from '../../git-repository.ts'

export interface Git {
  directory: string
  /** Runs git; throws with what it printed when it fails. */
  run(...args: string[]): Buffer
  /** The same, as text without the last line break. */
  text(...args: string[]): string
  /** For calls whose arguments are full object ids: the answer can never change, so it is asked once. */
  pure(...args: string[]): Buffer
}

// Loose objects can be read without git, and a `gc` must not start behind a test's back.
const config = `[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = true
[gc]
\tauto = 0
[receive]
\tunpackLimit = 1000000
\tdenyDeleteCurrent = ignore
[http]
\treceivepack = true
[uploadpack]
\tallowAnySHA1InWant = true
\tallowFilter = true
`

export function bareRepository(directory: string, defaultBranch: string): Git {
  for (const folder of ['objects/info', 'objects/pack', 'refs/heads', 'refs/tags']) mkdirSync(join(directory, folder), { recursive: true })
  writeFileSync(join(directory, 'config'), config)
  writeFileSync(join(directory, 'HEAD'), `ref: refs/heads/${defaultBranch}\n`)
  const answers = new Map<string, Buffer>()

  const run = (...args: string[]): Buffer => {
    const done = spawnSync('git', ['-c', 'core.quotePath=false', ...args], {
      cwd: directory,
      env: plainEnvironment(),
      maxBuffer: 1 << 28,
    })
    if (done.status !== 0) throw new Error(`git ${args.join(' ')}: ${done.stderr?.toString() ?? String(done.error)}`)
    return done.stdout
  }
  return {
    directory,
    run,
    text: (...args) =>
      run(...args)
        .toString()
        .replace(/\n$/, ''),
    pure(...args) {
      const key = args.join('\0')
      let answer = answers.get(key)
      if (!answer) {
        answer = run(...args)
        answers.set(key, answer)
      }
      return answer
    },
  }
}
