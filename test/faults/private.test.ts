/** A private source under faults: at every request of both steps something goes wrong once, and in the end there is one staged and one public pull request, approved. */
import { expect, test } from 'vitest'
import { KnownError } from '../../src/errors.ts'
import { canaries, canary, type PrivateWorld, privateWorld } from '../private-world.ts'

const kinds = ['reset', 'reset-after', 'truncated', 'status-after'] as const
/** Requests at which something goes wrong: every one in `npm run test:all`, else some of the writes. */
const everywhere = process.env.CASEWRIGHT_TEST_ALL !== undefined

/** Runs until nothing is refused for a moment's reason; approves as soon as something is staged. */
async function throughAll(world: PrivateWorld): Promise<string | undefined> {
  let outcome: string | undefined
  for (let run = 0; run < 5 && outcome !== 'out'; run++) {
    try {
      outcome = (await world.draft()).staged?.outcome
    } catch (error) {
      if (!(error instanceof KnownError)) throw error
    }
    const staged = world.source.pullRequests().filter(({ head }) => head.ref.startsWith('casewright/private-'))
    for (const { number, reviews } of staged)
      if (reviews.length === 0) world.source.existingPullRequest(number).review({ author: world.approver, state: 'APPROVED' })
  }
  return outcome
}

function check(world: PrivateWorld): void {
  expect(world.source.pullRequests().filter(({ head }) => head.ref.startsWith('casewright/'))).toHaveLength(1)
  expect(world.showcase.pullRequests()).toHaveLength(1)
  const [pull] = world.showcase.pullRequests()
  const page = world.showcase.git('log', '-p', '--format=%B', pull?.head.ref ?? '')
  for (const field of Object.keys(canaries)) expect(page).not.toContain(canary(field))
}

test('whatever goes wrong once, it ends the same', { timeout: 900_000 }, async () => {
  const plain = await privateWorld()
  plain.allow([])
  expect(await throughAll(plain)).toBe('out')
  check(plain)
  const places = plain.github.history.flatMap(({ index, write }) => (everywhere || write ? [index] : []))
  await plain.close()
  expect(places.length).toBeGreaterThan(4)

  let turn = 0
  for (const request of places) {
    for (const kind of everywhere ? kinds : [kinds[turn++ % kinds.length] ?? 'reset']) {
      const world = await privateWorld()
      try {
        world.allow([])
        world.github.fault({ kind, request, status: 502 })
        expect(await throughAll(world), `${kind} at request ${request}`).toBe('out')
        check(world)
        // A request that was cut off in the middle is no request that GitHub's description knows.
        world.github.complaints.length = 0
      } finally {
        await world.close()
      }
    }
  }
})
