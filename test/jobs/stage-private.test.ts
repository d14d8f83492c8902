/** The two steps of a private source: staged in its own repository, and out only with a second person's approval of exactly those bytes. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { KnownError } from '../../src/errors.ts'
import { addLabel } from '../github/acts/thread.ts'
import { account } from '../github/world.ts'
import { canary, type PrivateWorld, privateWorld } from '../private-world.ts'

let world: PrivateWorld
const timeout = 60_000

async function fault(run: () => Promise<unknown>): Promise<string> {
  const error = await run().then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof KnownError)) throw error ?? new Error('nothing was refused')
  return error.message
}

/** The staged pull request. */
function staged() {
  const pull = world.source.pullRequests().findLast(({ head }) => head.ref.startsWith('casewright/private-'))
  if (pull === undefined) throw new Error('nothing is staged')
  return world.source.existingPullRequest(pull.number)
}
const folderOf = () => `.casewright/staged/${staged().data.head.ref.slice(-8)}`
const approve = (author: string) => void staged().review({ author, state: 'APPROVED' })
/** The rest is in `npm run test:all`. */
const some = <T>(all: readonly T[], few: number): T[] => (process.env.CASEWRIGHT_TEST_ALL ? [...all] : all.slice(0, few))
const outside = () => world.showcase.pullRequests()

describe('before anything is staged', () => {
  beforeAll(async () => {
    world = await privateWorld()
  })
  afterAll(() => world.close())

  test('nothing is written where the source’s own configuration does not allow it, and it is said what would', { timeout }, async () => {
    expect(await fault(() => world.draft())).toContain('publish-private: true')
    world.allow([], { publish: false })
    expect(await fault(() => world.draft())).toContain('publish-private: true')
    world.allow([], { approvers: [] })
    expect(await fault(() => world.draft())).toContain('names nobody who may approve')
    world.allow([])
    expect(await fault(() => world.draft({ staging: false }))).toContain('STAGING_TOKEN')
    expect(world.github.requests({ write: true })).toEqual([])
  })

  test('a private showcase whose website everybody can read is a public one', { timeout }, async () => {
    const { data } = world.showcase
    Object.assign(data, { visibility: 'private', hasPages: true })
    world.allow([], { publish: false })
    expect(await fault(() => world.draft())).toContain('has a website')
    expect(outside()).toEqual([])
    Object.assign(data, { visibility: 'public', hasPages: false })
  })

  test('the owner’s shared configuration does not open a repository', { timeout }, async () => {
    world.source.commit('No own configuration', { '.github/casewright.yml': null })
    const shared = world.github.repository(`${canary('owner')}/.github`, { visibility: 'private', collaborators: { asker: 'read' } })
    shared.commit('Open all', { '.github/casewright.yml': `privacy:\n  publish-private: true\n  approvers: [${world.approver}]\n` })
    expect(await fault(() => world.draft())).toContain('publish-private: true')
  })

  test('a draft from the time when the source was public stays the only one', { timeout }, async () => {
    world.source.data.visibility = 'public'
    expect((await world.draft()).published?.outcome).toBe('created')
    world.source.data.visibility = 'private'
    world.allow([])
    const before = world.github.requests({ write: true }).length
    const { staged: result } = await world.draft()
    expect(result).toMatchObject({ outcome: 'was-public', number: outside()[0]?.number })
    expect(result?.message).toContain('while the source was public')
    expect(world.github.requests({ write: true })).toHaveLength(before)
  })
})

test('where a label started it, neither who put it on nor the author is a second person', { timeout }, async () => {
  world = await privateWorld()
  const people = ['labeller', canary('author'), world.approver]
  world.source.data.collaborators.set('labeller', 'write')
  const draft = () => world.draft({ ofWorkflow: true })
  addLabel(world.github.world, world.pull.data, 'case-study', account(world.github.world, 'labeller'))
  world.allow([], { approvers: people })
  expect((await draft()).staged?.outcome).toBe('waiting')
  for (const person of people.slice(0, 2)) {
    approve(person)
    expect((await draft()).staged).toMatchObject({ outcome: 'waiting', message: expect.stringContaining(world.approver) })
  }
  expect(outside()).toEqual([])
  approve(world.approver)
  expect((await draft()).staged?.outcome).toBe('out')
  await world.close()
})

describe('staged', () => {
  beforeEach(async () => {
    world = await privateWorld()
    world.allow([])
    expect((await world.draft()).staged?.outcome).toBe('waiting')
    return () => world.close()
  })

  test('holds the bytes, the sheet and the openings, and asks the approver', { timeout }, async () => {
    const { data } = staged()
    expect(data.draft).toBe(true)
    expect(data.requestedReviewers.map(({ login }) => login)).toEqual([world.approver])
    const sheet = world.source.read(`${folderOf()}/disclosure.md`, data.head.ref) ?? ''
    expect(sheet).toContain(`\`${canary('benchmark')}/get-8\` | \`benchmark A\` | the field benchmark-names is closed`)
    expect(sheet).toMatch(/ratio of benchmark A \| `0\.33/)
    expect(JSON.parse(world.source.read(`${folderOf()}/openings.json`, data.head.ref) ?? '')).toMatchObject({
      askedBy: 'asker',
      askedById: expect.any(Number),
    })
    expect(outside()).toEqual([])
  })

  test('waits for the named second person: not the one who asked, not a bot, not another', { timeout }, async () => {
    world.allow([], { approvers: ['asker', 'stager', world.approver] })
    for (const author of ['asker', 'helper[bot]', canary('reviewer')]) approve(author)
    const { staged: result } = await world.draft({ askedBy: 'asker' })
    expect(result?.outcome).toBe('waiting')
    expect(outside()).toEqual([])
  })

  test('an approval of an earlier commit, a dismissed one and one that was taken back do not count', { timeout }, async () => {
    approve(world.approver)
    staged().push('Edit', { [`${folderOf()}/index.md`]: 'Another page.\n' }, canary('reviewer'))
    expect((await world.draft()).staged).toMatchObject({
      outcome: 'waiting',
      message: expect.stringContaining('approved an earlier commit'),
    })
    staged().review({ author: world.approver, state: 'APPROVED' })
    staged().review({ author: world.approver, state: 'CHANGES_REQUESTED', body: 'No.' })
    expect((await world.draft()).staged).toMatchObject({ outcome: 'waiting', message: expect.stringContaining('asks for changes') })
    expect(outside()).toEqual([])
  })

  test.each([
    'index.md',
    'disclosure.md',
    'evidence.json',
    'pull-request.md',
  ])('where a person changed %s nothing goes out, approved or not', { timeout }, async (file) => {
    staged().push('Edit', { [`${folderOf()}/${file}`]: `# ${canary('code')}\n` }, canary('reviewer'))
    approve(world.approver)
    expect((await world.draft()).staged?.outcome).toBe('changed')
    expect(outside()).toEqual([])
  })

  test('who asked cannot write somebody else into the openings under a name of theirs, and approve', { timeout }, async () => {
    world.allow([], { approvers: ['asker', world.approver] })
    const path = `${folderOf()}/openings.json`
    const openings = world.source.read(path, staged().data.head.ref) ?? ''
    expect(openings).toContain('"askedBy": "asker"')
    // The author of a pushed commit is what the one who pushes writes there.
    const forged = openings.replace('"asker"', 'null').replace(/"askedById": \d+/, '"askedById": null')
    staged().push('Nothing to see', { [path]: forged }, canary('reviewer'))
    approve('asker')
    const { staged: result } = await world.draft({ askedBy: 'asker' })
    expect(result).toMatchObject({ outcome: 'waiting', message: expect.stringContaining('no signature') })
    expect(outside()).toEqual([])
  })

  test('a field that was closed after the approval stops it', { timeout }, async () => {
    world.allow(['title'])
    expect((await world.draft()).staged?.outcome).toBe('waiting')
    approve(world.approver)
    world.allow([])
    expect((await world.draft()).staged?.outcome).toBe('changed')
    world.allow([], { publish: false })
    expect(await fault(() => world.draft())).toContain('publish-private: true')
    expect(outside()).toEqual([])
  })

  test('closed is declined, and stays so until a person asks again', { timeout }, async () => {
    staged().close()
    expect((await world.draft()).staged?.outcome).toBe('declined')
    expect((await world.draft({ again: true })).staged?.outcome).toBe('waiting')
  })

  test('approved, exactly those bytes go out; a second run writes nothing', { timeout }, async () => {
    const draft = world.source.read(`${folderOf()}/index.md`, staged().data.head.ref)
    approve(world.approver)
    const { staged: result } = await world.draft()
    expect(result).toMatchObject({ outcome: 'out', approvedBy: world.approver })
    const [pull] = outside()
    expect(pull?.head.ref).toMatch(/^casewright\/[0-9a-f]{8}$/)
    expect(world.showcase.read(`entries/private-${pull?.head.ref.slice(-8)}/index.md`, pull?.head.ref)).toBe(draft)
    expect(pull?.head.ref.slice(-8)).not.toBe(staged().data.head.ref.slice(-8))
    const before = world.github.requests({ write: true }).length
    expect((await world.draft()).staged?.published?.outcome).toBe('unchanged')
    expect(world.github.requests({ write: true })).toHaveLength(before)
  })

  test.each(
    some(
      [
        ['the showcase is asked in vain', { operation: 'repos/get', path: '/repos/work/showcase' }],
        ['the source is asked in vain', { operation: 'repos/get', path: `/repos/${canary('owner')}/${canary('repository')}` }],
        ['the reviews cannot be read', { operation: 'pulls/list-reviews' }],
        ['the configuration cannot be read', { operation: 'repos/get-content', path: /casewright\.yml$/ }],
      ],
      2,
    ),
  )('nothing goes out where %s', { timeout }, async (_, where) => {
    approve(world.approver)
    world.github.fault({ kind: 'status', status: 403, times: 50, ...where } as Parameters<typeof world.github.fault>[0])
    await fault(() => world.draft())
    expect(outside()).toEqual([])
  })
})
