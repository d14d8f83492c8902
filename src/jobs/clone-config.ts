/** The configuration of a clone as it lies there, committed or not; a first one for a clone that has none. */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { configPath } from '../config.ts'
import { KnownError } from '../errors.ts'
import { withClone } from '../sources/git/clone.ts'
import { parseRemote } from '../sources/git/remote.ts'
import type { ConfigRequest } from './load-config.ts'
import { parseShowcase } from './publish-to-showcase.ts'

/** Reads the clone's own file from disk, and everything else with what `elsewhere` gives, asked for only when needed. */
export async function cloneConfig(folder: string, elsewhere: () => Promise<ConfigRequest['read']>): Promise<ConfigRequest> {
  const top = topOf(folder)
  const repository = await nameOf(top)
  return {
    repository,
    async read(wanted, path) {
      if (wanted === repository) return readFile(join(top, path), 'utf8').catch(() => null)
      return (await elsewhere())(wanted, path).catch((error: unknown) => {
        if (!(error instanceof KnownError)) throw error
        throw new KnownError(`${path} of ${wanted} was looked for, and could not be read: ${error.message}`, {
          exitCode: error.exitCode,
          cause: error,
        })
      })
    },
  }
}

/** Writes the first configuration; answers its path. Throws a KnownError where there is one, and for what is no showcase. */
export async function writeFirstConfig(folder: string, showcase: string): Promise<string> {
  const place = showcase === '.' ? '.' : nameIn(showcase)
  const text = `# What Casewright does with this repository. "casewright config check" shows everything that holds.\nshowcase: ${place}\n`
  const path = join(topOf(folder), configPath)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
    throw new KnownError(`${path} is there already. Change it by hand, and look at it with "casewright config check".`, { cause: error })
  })
  return path
}

function nameIn(showcase: string): string {
  const { owner, name } = parseShowcase(showcase)
  return `${owner}/${name}`
}

/** The folder above that holds the clone, else the folder itself. */
function topOf(folder: string): string {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at
    if (dirname(at) === at) return resolve(folder)
  }
}

/** `owner/name` of the remote; without one the folder's name, whose owner nobody knows. */
async function nameOf(top: string): Promise<string> {
  const remote = existsSync(join(top, '.git')) ? await withClone(top, async (clone) => clone.remote) : null
  return (remote === null ? null : parseRemote(remote)?.name) ?? `local/${basename(top)}`
}
