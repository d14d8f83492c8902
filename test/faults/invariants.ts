/** The invariants of TRUST §4, as far as publishing can break them: held against everything that was sent, and against what is there. */
import { expect } from 'vitest'
import { verifyFiles } from '../../src/jobs/verify-files.ts'
import type { EntryFile } from '../../src/model.ts'
import { findSecrets } from '../../src/policy/secrets.ts'
import type { Exchange } from '../github/http/history.ts'
import type { Showcase, World } from './publishing.ts'

interface Mutation {
  query: string
  variables: {
    id?: string
    ref?: string
    branch: string
    repository: string
    headline: string
    title?: string
    body?: string
    changes: { additions: { path: string; contents: string }[]; deletions: { path: string }[] }
  }
}

const BRANCH = /^casewright\/[a-z0-9-]+-[0-9a-f]{8}$/
const GRAMMAR = /^[\p{L}\p{N} ,.:()+-]{1,200}$/u

/** I3, I4, I7: every write so far is one we may make, to our own branch and files, in our own words. */
export async function expectHonestWrites({ github }: World, { name, repository }: Showcase, from: number): Promise<void> {
  for (const exchange of github.history.slice(from).filter(({ write }) => write)) {
    if (exchange.kind === 'graphql') expectOwnCommit(exchange.body as Mutation, name, repository.data.id)
    else expectOwnWords(exchange, name)
    const texts = textsOf(exchange)
    for (const { path, text } of texts) expectHarmless(path, text)
    expect(await findSecrets(texts)).toEqual([])
  }
}

function expectOwnCommit({ query, variables }: Mutation, name: string, id: number): void {
  const fields = Array.from(query.matchAll(/^\s*(?:mutation[^{]*\{\s*)?(\w+)\(input:/gm), ([, field]) => field)
  for (const field of fields) expect(['createRef', 'createCommitOnBranch', 'createPullRequest', 'updatePullRequest']).toContain(field)
  const { branch, repository, ref = `refs/heads/${branch}`, changes, headline, title = headline, ...more } = variables
  expect([repository, ref]).toEqual([`ada/${name}`, `refs/heads/${branch}`])
  if (fields.includes('createPullRequest')) expect(more.id).toBe(`R_${id}`)
  expect(branch).toMatch(BRANCH)
  const paths = [...changes.additions, ...changes.deletions].map(({ path }) => path)
  for (const path of paths) expect(path).toMatch(/^entries\/[a-z0-9-]+\/[a-z0-9./-]+$/)
  for (const words of [headline, title]) expect(words).toMatch(GRAMMAR)
}

/** REST: a label, a request for a review, the one comment, our text of the pull request; nothing merges, approves, closes or forces. */
function expectOwnWords({ method, path, body, kind }: Exchange, name: string): void {
  expect(kind).toBe('rest')
  const what = `${method} ${path.replace(`/repos/ada/${name}/`, '').replaceAll(/\d+/g, 'N')}`
  const keys = Object.keys((body ?? {}) as object).join(' ')
  const allowed: Readonly<Record<string, string>> = {
    'POST issues/N/labels': 'labels',
    'POST pulls/N/requested_reviewers': 'reviewers',
    'POST issues/N/comments': 'body',
    'PATCH issues/comments/N': 'body',
    'DELETE issues/comments/N': '',
  }
  expect([what, keys]).toEqual([what, allowed[what] ?? 'nothing'])
}

function textsOf({ body, kind }: Exchange): { path: string; text: string }[] {
  if (kind !== 'graphql') return [{ path: 'body.md', text: String((body as { body?: string } | undefined)?.body ?? '') }]
  const { changes, body: text = '' } = (body as Mutation).variables
  const files = changes.additions.map(({ path, contents }) => ({ path, text: Buffer.from(contents, 'base64').toString() }))
  return [{ path: 'body.md', text }, ...files]
}

/** Outside code nothing mentions, closes, runs or loads anything. The author's own words lie beside the entry as data, as they were. */
function expectHarmless(path: string, text: string): void {
  if (!path.endsWith('.md')) return
  const plain = text
    .replaceAll(/^(`{3,})[^`\n]*\n.*?\n\1$/gms, '')
    .replaceAll(/(`+)[^`]+\1/g, '')
    .replaceAll(/<!-- casewright [^>]* -->/g, '')
  for (const danger of [/(?<![\w/])@\w/, /(?:fix|clos|resolv)\w* +(?:\S+)?#\d/i, /<\w/, /!\[[^\]]*\]\((?!\w+\.svg\))/, /\{\{/, /\]\(http:/])
    expect(plain).not.toMatch(danger)
}

/** The files of the entry on a branch. */
function entryOn({ repository }: Showcase, ref: string): EntryFile[] {
  const paths = repository.git('ls-tree', '-r', '--name-only', ref).split('\n')
  const page = paths.find((path) => path.startsWith('entries/') && path.endsWith('/index.md'))
  if (page === undefined) return []
  const folder = page.slice(0, -'index.md'.length)
  const own = paths.filter((path) => path.startsWith(folder) && !path.startsWith(`${folder}.`))
  return own.map((path) => ({ path: path.slice(folder.length), content: repository.read(path, ref) ?? '' }))
}

/** I1: one pull request ever. Answers it. */
export function expectOnePull({ repository }: Showcase): ReturnType<Showcase['repository']['pullRequests']>[number] {
  const pulls = repository.pullRequests().filter(({ body, author }) => author.login === 'ada' && body?.includes('<!-- casewright '))
  expect(pulls).toHaveLength(1)
  const [pull] = pulls
  if (pull === undefined) throw new Error('no pull request')
  return pull
}

/** I5 and I8: what nobody edited is the draft, byte for byte, and every figure of it has its source. */
export function expectDrafted(showcase: Showcase, ref: string, drafted: readonly EntryFile[]): void {
  const byPath = (files: readonly EntryFile[]) =>
    Object.fromEntries(
      files
        .filter(({ path }) => path !== 'pull-request.md')
        .map(({ path, content }) => [path, content.toString()])
        .toSorted(),
    )
  const entry = entryOn(showcase, ref)
  expect(byPath(entry)).toEqual(byPath(drafted))
  expect(verifyFiles(entry).findings).toEqual([])
}
