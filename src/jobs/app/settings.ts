/** The configuration that holds for a repository, read from its default branch with a token for that and no more. */
import type { Config } from '../../config.ts'
import { configReader } from '../config-reader.ts'
import { loadConfig } from '../load-config.ts'
import { reading } from './clients.ts'
import type { WorkContext } from './job.ts'
import { type Repository, repositoryNamed } from './repository.ts'

/** What a repository may be asked for by those of its owner's others. */
const SHARED = /^\.github\/casewright[A-Za-z0-9._-]*\.ya?ml$/

/** Null where there is none. Throws a KnownError with file, line and mend. */
export async function configFor(context: WorkContext, repository: Repository): Promise<Config | null> {
  const own = configReader(await reading(context, repository, 'config'))
  const read = async (fullName: string, path: string) => {
    if (fullName.toLowerCase() === repository.fullName.toLowerCase()) return own(fullName, path)
    // What a file extends lies elsewhere: only where the App is installed too, and by the same owner.
    const [owner = ''] = fullName.split('/')
    const other = owner.toLowerCase() === repository.owner.toLowerCase() ? await repositoryNamed(context, fullName) : null
    if (other === null) return own(fullName, path)
    // Who writes one configuration may not see the other repository: of a private one no other files are shown to her.
    if (other.isPrivate && !SHARED.test(path)) return null
    return configReader(await reading(context, other, 'config'))(fullName, path)
  }
  return (await loadConfig({ read, repository: repository.fullName }))?.config ?? null
}
