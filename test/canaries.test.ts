/**
 * Nothing private reaches a public place (I6): a private repository with a word of its own in every field is drafted,
 * staged, approved and published under several allow-lists, and every byte that went to the showcase or lies there is
 * searched for every word that its allow-list does not open, as written and in every dress.
 */
import { afterEach, describe, expect, test } from 'vitest'
import { verifyFiles } from '../src/jobs/verify-files.ts'
import { type PrivateField, privateFields } from '../src/policy/visibility.ts'
import { canaries, canary, type PrivateWorld, privateWorld, publisher, values } from './private-world.ts'

let world: PrivateWorld
const said: string[] = []
afterEach(async () => {
  said.length = 0
  await world.close()
})

/** Every form in which a word could stand in a text; written for this test, apart from the gate's own. */
function dresses(word: string): string[] {
  const backwards = [...word].reverse().join('')
  const cases = [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1), backwards]
  const base64 = cases.flatMap((text) =>
    [0, 1, 2].map((shift) => {
      const whole = Buffer.from('\0'.repeat(shift) + text).toString('base64')
      // What of an encoding depends on the word alone: neither on what stands before it nor behind.
      return whole.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + text.length) * 8) / 6))
    }),
  )
  const hex = cases.map((text) => Buffer.from(text).toString('hex'))
  const percent = cases.map((text) => encodeURIComponent(text).replace(/[a-z]/gi, (one) => `%${one.charCodeAt(0).toString(16)}`))
  return [...cases, ...base64, ...hex, ...percent]
}

/** Everything that left for the showcase, and everything that lies there: requests, commits, blobs, pull requests, progress. */
function publicBytes({ github, showcase }: PrivateWorld): string {
  const sent = github
    .requests({ actor: publisher })
    .flatMap(({ path, query, headers, text, body }) => [path, query, JSON.stringify(headers), text, ...contentsIn(body)])
  const written = github.requests({ write: true, path: /\/repos\/work\// }).map(({ text }) => text)
  const threads = showcase
    .pullRequests()
    .map(({ title, body, head, comments, labels }) =>
      JSON.stringify({ title, body, head: head.ref, comments, labels: labels.map(({ name }) => name) }),
    )
  const objects = showcase.git('cat-file', '--batch-all-objects', '--batch-check=%(objectname) %(objecttype)').split('\n')
  const stored = objects.flatMap((line) => {
    const [oid = '', type = ''] = line.split(' ')
    return type === '' ? [] : [showcase.git('cat-file', '-p', oid)]
  })
  const refs = showcase.git('for-each-ref')
  return [...sent, ...written, ...threads, ...stored, refs, ...said].join('\n')
}

/** Files go out in base64: their text too. */
function contentsIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([key, value]) =>
    key === 'contents' && typeof value === 'string' ? [Buffer.from(value, 'base64').toString()] : contentsIn(value),
  )
}

/** Fields whose word stands there in some dress. */
function found(bytes: string): string[] {
  const folded = bytes.toLowerCase()
  const plain = folded.replace(/[*_`~[\]()<>\\]/g, '')
  return Object.keys(canaries).filter((field) => {
    const word = canary(field)
    return folded.includes(word) || plain.includes(word) || dresses(word).some((dress) => bytes.includes(dress))
  })
}

function mayStand(fields: readonly PrivateField[]): string[] {
  return Object.entries(canaries).flatMap(([field, opened]) => {
    const isOpen =
      opened === 'repository or links'
        ? fields.includes('repository') || fields.includes('links')
        : opened !== null && fields.includes(opened)
    return isOpen ? [field] : []
  })
}

async function throughApproval(fields: readonly PrivateField[], artifact: boolean): Promise<void> {
  world = await privateWorld()
  world.allow(fields)
  // The line that repeats what somebody typed says nothing new.
  const asked = `Reading ${world.source.name}#${world.pull.number}`
  const say = (line: string) => void (line !== asked && said.push(line))
  expect((await world.draft({ say, artifact })).staged?.outcome).toBe('waiting')
  expect(world.showcase.pullRequests()).toEqual([])
  const staged = world.source.pullRequests().at(-1)
  world.source.existingPullRequest(staged?.number ?? 0).review({ author: world.approver, state: 'APPROVED' })
  const { staged: out } = await world.draft({ say, artifact })
  expect(out?.outcome).toBe('out')
  expect(out?.published?.outcome).toBe('created')
}

/** The entry in the showcase. */
function entry(): { path: string; content: string }[] {
  const [pull] = world.showcase.pullRequests()
  const ref = pull?.head.ref ?? ''
  const paths = world.showcase
    .git('ls-tree', '-r', '--name-only', ref)
    .split('\n')
    .filter((path) => path.startsWith('entries/'))
  return paths
    .filter((path) => !path.includes('/.'))
    .map((path) => ({ path: path.split('/').slice(2).join('/'), content: world.showcase.read(path, ref) ?? '' }))
}

const lists: readonly (readonly PrivateField[])[] = process.env.CASEWRIGHT_TEST_ALL
  ? [[], ...privateFields.map((field) => [field]), ['figures', 'benchmark-names', 'title'], [...privateFields]]
  : [[], ['figures', 'quotations'], [...privateFields]]

describe.each(lists.map((fields) => ({ name: fields.join(', ') || 'nothing', fields })))('with $name open', ({ fields }) => {
  test('no other word of the private repository reaches the showcase', { timeout: 60_000 }, async () => {
    // Half of them with files of this machine, half with the artifact of a run.
    await throughApproval(fields, fields.length !== 2)
    const bytes = publicBytes(world)
    const open = mayStand(fields)
    expect(found(bytes).filter((field) => !open.includes(field))).toEqual([])
    // What was opened does stand there, or this test would pass for an empty page; the README's sentence is never used.
    const expected = open.filter((field) => field !== 'readme' && (field !== 'owner' || fields.includes('links')))
    expect(found(bytes)).toEqual(expect.arrayContaining(expected))
    for (const value of values) if (!fields.includes('figures')) expect(bytes).not.toContain(value)
    const { findings, figures } = verifyFiles(entry())
    expect(findings).toEqual([])
    expect(figures).toBeGreaterThan(5)
  })
})

test('the harness sees a word that does get out', { timeout: 60_000 }, async () => {
  world = await privateWorld()
  world.source.data.visibility = 'public'
  const result = await world.draft()
  expect(result.published?.outcome).toBe('created')
  const seen = found(publicBytes(world))
  for (const field of ['owner', 'repository', 'title', 'author', 'reason', 'method', 'benchmark', 'cpu', 'path', 'review', 'label'])
    expect(seen).toContain(field)
  for (const word of dresses(canary('code'))) expect(found(`a ${word} b`)).toEqual(['code'])
})
