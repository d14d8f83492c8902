/** Changed files in REST's form. */
import type { ChangedFile } from '../git/diff.ts'
import type { Repository } from '../nouns/repository.ts'
import { fullName, type World } from '../world.ts'
import type { View } from './view.ts'

export function diffEntry(world: World, repository: Repository, head: string, file: ChangedFile): View {
  const name = fullName(repository)
  const path = file.path.split('/').map(encodeURIComponent).join('/')
  return {
    sha: file.blob,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${world.html}/${name}/blob/${head}/${path}`,
    raw_url: `${world.html}/${name}/raw/${head}/${path}`,
    contents_url: `${world.url}/repos/${name}/contents/${path}?ref=${head}`,
    ...(file.patch !== null && { patch: file.patch }),
    ...(file.previousPath !== null && { previous_filename: file.previousPath }),
  }
}
