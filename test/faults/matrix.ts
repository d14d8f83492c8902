/** Layer 1: every fault at every request of a run; a clean run afterwards ends where it would have without the fault. */
import { expect } from 'vitest'
import type { EntryFile } from '../../src/model.ts'
import type { Fault } from '../github/http/faults.ts'
import { expectDrafted, expectHonestWrites, expectOnePull } from './invariants.ts'
import { type Showcase, showcaseIn, type Way, type World } from './publishing.ts'

const answer = (status: number, message: string, more: Partial<Fault> = {}): Fault => ({ kind: 'status', status, message, ...more })
const errors = (type: string | undefined, message: string): Fault =>
  answer(200, '', { json: { data: null, errors: [{ ...(type && { type }), message }] } })
const inAnHour = String(Math.floor(Date.now() / 1000) + 3600)

export const faults = {
  'a server fault': answer(502, 'Server Error'),
  'a server fault after the effect': { kind: 'status-after', status: 502 },
  'an overloaded server': answer(503, 'Service unavailable', { retryAfter: 1 }),
  'a connection cut before': { kind: 'reset' },
  'a connection cut after the effect': { kind: 'reset-after' },
  'no answer': { kind: 'timeout' },
  'half an answer': { kind: 'truncated' },
  'another answer': { kind: 'wrong-json' },
  'a token refused': answer(401, 'Bad credentials'),
  'no permission': answer(403, 'Resource not accessible by integration'),
  'a secondary limit': answer(403, 'You have exceeded a secondary rate limit.', { retryAfter: 60 }),
  'too many requests': answer(429, 'Too many requests', { retryAfter: 60 }),
  'the hour used up': answer(403, 'API rate limit exceeded', { headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inAnHour } }),
  'not there yet': { kind: 'lag' },
  'a conflict': answer(409, 'Conflict'),
  'refused as it is': answer(422, 'Validation Failed'),
  gone: answer(410, 'Gone'),
} as const satisfies Readonly<Record<string, Fault>>

/** Only a query can fail like this: with status 200. */
export const queryFaults = {
  'a query beyond the limit': errors('RATE_LIMITED', 'API rate limit exceeded for user ID 1.'),
  'a query of stale data': errors('STALE_DATA', 'Expected branch to point to "x" but it did not.  Pull and try again.'),
  'a query without permission': errors('FORBIDDEN', 'Resource not accessible by integration'),
  'a query that went wrong': errors(undefined, 'Something went wrong while executing your query.'),
  'an empty query': answer(200, '', { json: { data: null } }),
} as const satisfies Readonly<Record<string, Fault>>

export type FaultName = keyof typeof faults | keyof typeof queryFaults
const limits: readonly FaultName[] = ['a secondary limit', 'too many requests', 'the hour used up']

const scenarios = ['a new draft over edits', 'a declined draft', 'the first draft'] as const
type Scenario = (typeof scenarios)[number]

/** What a clean run does: the operation of every request, and what it drafts. */
interface Clean {
  requests: readonly { operation: string; kind: string }[]
  drafted: readonly EntryFile[]
}
export type CleanRuns = Readonly<Record<Scenario, Clean>>

export interface Case {
  scenario: Scenario
  fault: FaultName
  request: number
  operation: string
}

const MINE = 'Readers no longer wait for each other, h1x.'
let showcases = 0

/** What comes before the run that is tried: nothing, or a draft that people edited, and news at its source. */
async function prepare(world: World, scenario: Scenario): Promise<Showcase> {
  const showcase = showcaseIn(world, `s${++showcases}`)
  world.state('61.4')
  if (scenario === 'the first draft') return showcase
  await showcase.run()
  const pull = expectOnePull(showcase)
  const { repository } = showcase
  if (scenario === 'a declined draft') {
    repository.existingPullRequest(pull.number).close('bob')
    world.state('59.8')
    return showcase
  }
  const page =
    repository
      .git('ls-tree', '-r', '--name-only', pull.head.ref)
      .split('\n')
      .find((path) => path.endsWith('index.md')) ?? ''
  const text = repository.read(page, pull.head.ref) ?? ''
  const [lead = ''] = text.split(/^---$/m)[2]?.trim().split('\n\n') ?? []
  repository.commit(
    'Say it my way',
    { [page]: text.replace(lead, MINE), [page.replace('index.md', 'notes.txt')]: 'h2x\n' },
    { branch: pull.head.ref, author: 'bob' },
  )
  world.state('59.8')
  return showcase
}

export async function cleanRuns(world: World): Promise<CleanRuns> {
  const clean = async (scenario: Scenario): Promise<Clean> => {
    const showcase = await prepare(world, scenario)
    const from = world.github.history.length
    const { error, files: drafted } = await showcase.run()
    expect(error).toBeNull()
    return { requests: world.github.history.slice(from), drafted }
  }
  const [over, declined, first] = [await clean('a new draft over edits'), await clean('a declined draft'), await clean('the first draft')]
  return { 'a new draft over edits': over, 'a declined draft': declined, 'the first draft': first }
}

export function allCases(runs: CleanRuns): Case[] {
  return scenarios.flatMap((scenario) =>
    runs[scenario].requests.flatMap(({ operation, kind }, request) => {
      const names = [...Object.keys(faults), ...(kind === 'graphql' ? Object.keys(queryFaults) : [])] as FaultName[]
      return names.map((fault) => ({ scenario, fault, request, operation }))
    }),
  )
}

/** A client that does not wait long for an answer. */
const hasty: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(250) })

/** One case: the run with the fault, a clean one, one with nothing to do. `way` is how all of them go about it. */
export async function tryCase(world: World, runs: CleanRuns, { scenario, fault: name, request }: Case, way: Way = {}): Promise<void> {
  const { github } = world
  const showcase = await prepare(world, scenario)
  const from = github.history.length
  const fault: Fault = { ...faults, ...queryFaults }[name]
  github.fault({ ...fault, request: from + request })
  const struck = await showcase.run(name === 'no answer' ? { ...way, fetch: hasty } : way)
  github.world.faults.length = 0
  // Who waits for a limit has to know how long.
  if (struck.error !== null && limits.includes(name)) {
    expect(struck.error).toMatchObject({ exitCode: 3 })
    expect(struck.error.until).toBeGreaterThan(Date.now() - 1000)
  }
  const clean = await showcase.run(way)
  expect(clean.error?.message).toBeUndefined()
  const idle = await showcase.run(way)
  const isDeclined = scenario === 'a declined draft'
  expect([idle.published?.outcome, idle.writes]).toEqual([isDeclined ? 'declined' : 'unchanged', 0])
  await expectHonestWrites(world, showcase, from)
  const { drafted } = runs[scenario]
  // Evidence that could not be read is said to be missing, and is in the next draft; everything else gives the same bytes.
  const isLess = struck.files.some(({ path, content }) => path === 'pull-request.md' && content.toString().includes('Left out'))
  for (const { files } of [...(isLess ? [] : [struck]), clean, idle]) if (files.length > 0 && !isDeclined) expect(files).toEqual(drafted)
  if (isDeclined) {
    expect(github.history.slice(from).filter(({ write }) => write)).toEqual([])
    expect(expectOnePull(showcase).state).toBe('closed')
  } else if (scenario === 'the first draft') expectFirstDraft(showcase, drafted, name)
  else expectNewDraft(showcase, drafted)
  // One commit each time, and nothing was pushed over.
  const ref = expectOnePull(showcase).head.ref
  const authors = showcase.repository.git('log', '--reverse', '--format=%an', `main..${ref}`).split('\n')
  const more = isLess ? ['ada'] : []
  expect(authors).toEqual(scenario === 'a new draft over edits' ? ['ada', 'bob', 'ada', ...more] : ['ada', ...more])
}

function expectFirstDraft(showcase: Showcase, drafted: readonly EntryFile[], fault: FaultName): void {
  const pull = expectOnePull(showcase)
  expect(pull).toMatchObject({ state: 'open', draft: true, labels: [{ name: 'casewright' }] })
  // Refused for good is believed: a reviewer who cannot be asked is no reason to ask for ever.
  if (fault !== 'refused as it is') expect(pull.requestedReviewers.map(({ login }) => login)).toEqual(['bob'])
  expectDrafted(showcase, pull.head.ref, drafted)
}

function expectNewDraft(showcase: Showcase, drafted: readonly EntryFile[]): void {
  const { repository } = showcase
  const pull = expectOnePull(showcase)
  const { ref } = pull.head
  expect(pull).toMatchObject({ state: 'open', draft: true, labels: [{ name: 'casewright' }] })
  const at = (path: string) => repository.read(`entries/${ref.slice('casewright/'.length, -9)}/${path}`, ref)
  const page = at('index.md') ?? ''
  expect(page).toContain(MINE)
  expect(page).toContain('59.8')
  expect(page).not.toContain('61.4')
  expect(at('notes.txt')).toBe('h2x\n')
  for (const { path, content } of drafted) {
    if (path !== 'index.md' && path !== 'pull-request.md') expect(at(path)).toBe(content.toString())
  }
  expect(pull.comments.map(({ body }) => body)).toEqual([expect.stringContaining('59.8')])
  expect(pull.body).toContain('59.8')
}
