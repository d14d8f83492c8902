/** A file or folder in REST's form, without its content. */
import { readObject } from '../git/objects.ts'
import { entryType, type TreeEntry } from '../git/tree.ts'
import type { Repository } from '../nouns/repository.ts'
import { fullName, type World } from '../world.ts'
import type { View } from './view.ts'

export function contentJson(world: World, repository: Repository, ref: string, path: string, entry: TreeEntry): View {
  const name = fullName(repository)
  const type = entryType(entry)
  const url = `${world.url}/repos/${name}/contents/${path}?ref=${ref}`
  const gitUrl = `${world.url}/repos/${name}/git/${type}s/${entry.oid}`
  const page = `${world.html}/${name}/${type}/${ref}/${path}`
  return {
    type: type === 'tree' ? 'dir' : type === 'commit' ? 'submodule' : entry.mode === '120000' ? 'symlink' : 'file',
    name: path.split('/').at(-1) ?? '',
    path,
    sha: entry.oid,
    size: type === 'blob' ? (readObject(repository.git, entry.oid)?.bytes.length ?? 0) : 0,
    url,
    git_url: gitUrl,
    html_url: page,
    download_url: type === 'blob' ? `${world.html}/${name}/raw/${ref}/${path}` : null,
    _links: { self: url, git: gitUrl, html: page },
  }
}
