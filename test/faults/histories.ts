/** Layer 3: what a showcase goes through in weeks, in one random history; after each step the invariants are held. */
import { expect } from 'vitest'
import type { Fault } from '../github/http/faults.ts'
import type { Pull } from '../github/nouns/thread.ts'
import { expectHonestWrites } from './invariants.ts'
import { faults, queryFaults } from './matrix.ts'
import { acts, pageOn, wordsAbout } from './people.ts'
import { type Run, type Showcase, showcaseIn, sourceIn, type Way, type World } from './publishing.ts'
import type { Step } from './steps.ts'
import { turnstile } from './two-at-once.ts'

/** What a history met, for a test that wants to know that it met anything. */
export interface Met {
  runs: number
  words: number
  followed: number
  outcomes: Set<string>
}

/** What is known of one history besides what is there. */
interface Life {
  world: World
  showcase: Showcase
  met: Met
  way: Way
  log: string[]
  figure: number
  /** How many pull requests people asked for. */
  asked: number
  /** A person touched the page: it may differ from the draft from now on. */
  isTouched: boolean
  /** The page cannot follow any more as a whole: its record or its front matter is gone, or it is. */
  isFrozen: boolean
  /** Every word of people after their last step. */
  words: string[]
}

const DRAFT = { who: 'casewright', does: 'drafts', fault: null, request: 0 } as const
let number = 0

/** One history. Throws with everything that happened before, readably. */
export async function live({ github }: Pick<World, 'github'>, steps: readonly Step[], met: Met, way: Way = {}): Promise<void> {
  const id = ++number
  const world: World = { github, ...sourceIn(github, `ring-${id}`) }
  const showcase = showcaseIn(world, `work-${id}`)
  const life: Life = { world, showcase, met, way, log: [], figure: 61, asked: 1, isTouched: false, isFrozen: false, words: [] }
  try {
    for (const one of [DRAFT, ...steps, DRAFT]) {
      life.log.push(wordsFor(one))
      await take(life, one)
      const pulls = ours(showcase)
      expect(pulls.filter(({ state }) => state === 'open').length).toBeLessThanOrEqual(1)
      expect(pulls.length).toBeLessThanOrEqual(life.asked)
    }
  } catch (error) {
    const lines = life.log.map((line, i) => `${String(i + 1).padStart(3)}. ${line}`)
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\nWhat happened:\n${lines.join('\n')}`, { cause: error })
  }
}

function wordsFor({ who, does, ...more }: Step): string {
  const details = Object.entries(more).filter(([, value]) => value !== null)
  return `${who} ${does}${details.length === 0 ? '' : ` (${details.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ')})`}`
}

/** Ours, the newest first. */
function ours({ repository }: Showcase): Pull[] {
  return repository.pullRequests().toReversed()
}

/** The one that counts: the open one, else the newest. */
function current(showcase: Showcase): Pull | null {
  const pulls = ours(showcase)
  return pulls.find(({ state }) => state === 'open') ?? pulls[0] ?? null
}

async function take(life: Life, step: Step): Promise<void> {
  const { world, showcase } = life
  if (step.who === 'bob') return person(life, step.does)
  if (step.who === 'eve') {
    if (step.does === 'measures again') world.state(`${++life.figure}.4`)
    else if (step.does === 'retitles') world.pull.data.title = `cache: shard the lock, take ${++number}`
    else world.pull.comment('It holds on other machines too.', 'eve')
    return
  }
  const from = world.github.history.length
  if (step.who === 'ada') {
    const isClosed = current(showcase)?.state === 'closed' && current(showcase)?.merged === null
    if (isClosed) life.asked++
    await drafted(life, () => showcase.run({ ...life.way, again: true }), { isClean: true, again: true })
  } else if (step.does === 'drafts twice at once') {
    await twice(life, step)
  } else if (step.does === 'drafts') {
    if (step.fault !== null) {
      const fault: Fault = { ...faults, ...queryFaults }[step.fault]
      world.github.fault({ ...fault, request: from + step.request })
    }
    await drafted(life, () => showcase.run(life.way), { isClean: step.fault === null, again: false })
  } else {
    // Nothing comes through from here on: as far as GitHub can see, the process has died.
    world.github.fault({ kind: step.kind, request: from + step.request })
    for (let n = 1; n < 40; n++) world.github.fault({ kind: 'reset', request: from + step.request + n })
    await drafted(life, () => showcase.run(life.way), { isClean: false, again: false })
  }
  world.github.world.faults.length = 0
  await expectHonestWrites(world, showcase, from)
}

function person(life: Life, does: (Step & { who: 'bob' })['does']): void {
  const { showcase } = life
  const pull = current(showcase)
  if (pull === null) return
  const { repository } = showcase
  const hasBranch = repository.resolve(`refs/heads/${pull.head.ref}`) !== null
  if (does === 'reopens') {
    if (pull.state === 'closed' && pull.merged === null && hasBranch) repository.existingPullRequest(pull.number).reopen('bob')
  } else if (does === 'deletes the branch') {
    if (pull.state === 'closed' && hasBranch) repository.deleteBranch(pull.head.ref)
  } else if (pull.state === 'open') {
    acts[does](showcase, pull, `h${++number}x`)
    life.isTouched ||= ![
      'takes the label away',
      'comments',
      'approves',
      'asks for changes',
      'closes',
      'merges',
      'marks it as ready',
    ].includes(does)
    life.isFrozen ||= ['breaks the front matter', 'deletes the record', 'deletes the page', 'edits the figure in the table'].includes(does)
    life.words = wordsAbout(showcase, pull)
  }
}

interface Expected {
  /** Nothing went wrong on purpose. */
  isClean: boolean
  again: boolean
}

/** What holds around every run, and more where nothing went wrong. */
async function drafted(life: Life, run: () => Promise<Run>, { isClean, again }: Expected): Promise<void> {
  const { showcase, met } = life
  const before = standing(showcase)
  const result = await run()
  met.runs++
  met.outcomes.add(result.published?.outcome ?? 'error')
  const after = standing(showcase)
  if (before !== null && after !== null && before.pull === after.pull) expectKept(life, before, after)
  // What a person wrote into the text of a closed pull request stays there; the new one begins with its own.
  else if (after !== null) life.words = wordsAbout(showcase, after.pull)
  if (before !== null && before.pull.state === 'closed' && !again) {
    if (isClean) expect(result.published?.outcome).toBe(before.pull.merged === null ? 'declined' : 'published')
    expect(after).toEqual(before)
  }
  if (before?.isApproved) expect(after?.tip).toBe(before.tip)
  if (!isClean) return
  expect(result.error?.message).toBeUndefined()
  const idle = await showcase.run(life.way)
  expect([idle.error?.message, idle.writes]).toEqual([undefined, 0])
  if (after !== null && after.pull.state === 'open' && !after.isApproved) expectFollowed(life, after, result)
}

/** No word of a person is lost, and nothing of theirs is pushed over. */
function expectKept({ showcase, words, met }: Life, before: Standing, after: Standing): void {
  if (before.pull.state === 'open') expect(wordsAbout(showcase, after.pull)).toEqual(words)
  met.words += words.length
  if (before.tip !== null && after.tip !== null) expect(showcase.repository.git('merge-base', before.tip, after.tip)).toBe(before.tip)
  expect(after.pull.comments.filter(({ author }) => author.login === 'ada').length).toBeLessThanOrEqual(1)
}

/** What nobody touched is the draft; the table has the figure that the source states now. */
function expectFollowed({ isTouched, isFrozen, figure, met }: Life, { page }: Standing, { files }: Run): void {
  const draft = files.find(({ path }) => path === 'index.md')
  if (page === null || isFrozen) return
  if (!isTouched && draft !== undefined) expect(page).toBe(draft.content)
  const row = page.split(/\r?\n/).find((line) => line.startsWith('|') && line.includes('182.9'))
  expect(row).toContain(`${figure}.4`)
  met.followed++
}

interface Standing {
  pull: Pull
  tip: string | null
  page: string | null
  isApproved: boolean
}

function standing(showcase: Showcase): Standing | null {
  const pull = current(showcase)
  if (pull === null) return null
  const tip = showcase.repository.resolve(`refs/heads/${pull.head.ref}`)
  const verdict = pull.reviews.filter(({ state }) => state !== 'COMMENTED').at(-1)
  const page = tip === null ? null : (pageOn(showcase, pull.head.ref)?.text ?? null)
  return { pull, tip, page, isApproved: pull.state === 'open' && verdict?.state === 'APPROVED' }
}

/** Two runs whose requests take turns, and somebody who edits between two of them; then one run that has to find it all in order. */
async function twice(life: Life, { order, meanwhile, turn: when }: Step & { does: 'drafts twice at once' }): Promise<void> {
  const { showcase, way } = life
  const gate = turnstile(order, (turn) => {
    if (turn === when && meanwhile !== null) person(life, meanwhile)
  })
  const run = (worker: number) => gate.run(worker, () => showcase.run({ ...way, fetch: gate.fetchOf(worker) }))
  const before = standing(showcase)
  const results = await Promise.all([run(0), run(1)])
  life.met.runs += 2
  const after = standing(showcase)
  for (const { error } of results) if (error !== null) expect(error.exitCode).toBe(3)
  if (before !== null && after !== null && before.pull === after.pull && after.pull.state === 'open')
    expect(wordsAbout(showcase, after.pull)).toEqual(life.words)
  await drafted(life, () => showcase.run(way), { isClean: true, again: false })
}
