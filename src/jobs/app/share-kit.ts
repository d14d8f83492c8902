/** After publishing: what a person may post, one line for a CV, and the link. Once, in a comment of its own. */
import { readFrontMatter } from '../../claims/check/front-matter.ts'
import type { GitHubWriter } from '../../github/writer.ts'
import { entriesOf } from '../entry-at.ts'
import { textOf } from '../entry-files.ts'
import type { Repository } from './repository.ts'
import { sayOnce } from './sticky.ts'

/** Says it for the entries of a merged pull request. */
export async function shareKit(
  writer: GitHubWriter,
  reader: Pick<GitHubWriter, 'get' | 'query'>,
  here: Repository,
  number: number,
): Promise<void> {
  const { entries } = await entriesOf(reader, { owner: here.owner, name: here.name, number })
  const kits = entries.flatMap(({ folder, files }) =>
    kitOf(textOf(files, 'index.md'), `${here.url}/blob/${inUrl(here.defaultBranch)}/${inUrl(folder)}/index.md`),
  )
  if (kits.length === 0) return
  await sayOnce(writer, { owner: here.owner, name: here.name, number }, 'share', `Published. To share it:\n\n${kits.join('\n\n')}`)
}

function kitOf(page: string, link: string): string[] {
  const { frontMatter, body } = readFrontMatter(page)
  const { title, description, status } = frontMatter.values
  if (typeof title !== 'string' || status === 'withdrawn') return []
  const [lead = ''] = body.trim().split(/\n\s*\n/)
  const post = plain(lead.startsWith('#') || lead === '' ? String(description ?? '') : lead)
  const line = typeof description === 'string' && description !== '' ? `${title}. ${description}` : title
  return [`**A post**\n\n${fenced(`${post}\n\n${link}`)}`, `**One line for a CV**\n\n${fenced(plain(line))}`, `**The page**: ${link}`]
}

/** A folder's name is a person's: nothing in it mentions anybody or ends the address. */
function inUrl(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

/** Links become their words: a post has no footnotes. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(/\[([^[\]]{1,300})\](?:\([^()\s]{1,500}\)|\[[^[\]]{0,20}\])?/g, '$1')
    .replaceAll(/[*_`]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST)
}

/** GitHub takes no endless comment. */
const LONGEST = 4000

/** Inside a fence nothing mentions, links or closes. */
function fenced(text: string): string {
  return `\`\`\`text\n${text.replaceAll('```', "'''")}\n\`\`\``
}
