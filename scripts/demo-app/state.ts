/** What there is in the fake's state, in lines to print; each throws a sentence where it is not as it should be. */
import { verifyFiles } from '../../src/jobs/verify-files.ts'
import { pageOf, type Ringcache } from '../../test/e2e/ringcache.ts'
import type { PullHandle } from '../../test/github/seed/pull.ts'
import type { RepositoryHandle } from '../../test/github/seed/repository.ts'

/** What was found. */
export function there<T>(found: T | null | undefined, otherwise: string): T {
  if (found === null || found === undefined) throw new Error(`${otherwise}, and it should have by now.`)
  return found
}

/** The source's whole configuration. */
export function configOf(source: RepositoryHandle): string {
  return there(source.read('.github/casewright.yml'), `${source.name} has no configuration`).trim()
}

/** What a check of ours says about the newest commit. */
export function check(repository: RepositoryHandle, pull: PullHandle, name: string, wanted: string): string {
  const whole = `casewright / ${name}`
  const found = repository.data.checks.findLast((one) => one.name === whole && one.sha === pull.head())
  const { conclusion, output } = there(found, `The check "${whole}" is not there`)
  if (conclusion !== wanted) throw new Error(`The check "${whole}" says ${conclusion} (${output.title}), and ${wanted} was expected.`)
  return `${whole}: ${output.title}`
}

/** Those that the draft asks. */
export function questions({ data }: PullHandle): string[] {
  return (data.body ?? '')
    .split('\n')
    .filter((line) => /^\*\*\d\.\*\* /.test(line))
    .map((line) => line.replaceAll('**', ''))
}

/** The line of the page that holds these words. */
export function lineWith(text: string, words: string, otherwise: string): string {
  return there(
    text.split('\n').find((line) => line.includes(words)),
    otherwise,
  )
}

/** The record beside the page, held against the bytes that were published. */
export function signed(story: Ringcache, draft: PullHandle): string[] {
  const { showcase } = story
  const folder = pageOf(story, draft).replace(/index\.md$/, '')
  const paths = showcase
    .git('ls-tree', '-r', '--name-only', showcase.data.defaultBranch, folder)
    .split('\n')
    .filter((path) => path !== '')
  const all = paths.map((path) => ({ path: path.slice(folder.length), content: showcase.read(path) ?? '' }))
  const files = all.filter(({ path }) => !path.startsWith('.'))
  const { signOff, digest, findings, figures } = verifyFiles(files)
  const { by, digest: recorded } = there(signOff, `There is no sign-off.json in ${folder}`)
  if (recorded !== digest) throw new Error(`${by.name} signed ${recorded}, and ${digest} was published.`)
  const wrong = findings.filter(({ grade }) => grade === 'wrong')
  if (wrong.length > 0) throw new Error(`The published page is wrong: ${wrong.map(({ file, message }) => `${file}: ${message}`).join(' ')}`)
  return [
    `${folder}sign-off.json: signed by ${by.name}, sha256 ${digest}, which are the bytes that were published`,
    `${figures} figures agree with the evidence`,
  ]
}

/** The comment with what may be posted. */
export function shared({ data }: PullHandle): string {
  const kit = data.comments.find(({ author, body }) => author.type === 'Bot' && body.includes('**A post**'))
  const [, post = ''] = /```text\n(.+)\n/.exec(there(kit, 'The App said nothing to share').body) ?? []
  return `It offers a post: ${post}`
}
