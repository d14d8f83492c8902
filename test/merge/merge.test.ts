/** A person's edits and a new draft in one text: case by case. */
import { describe, expect, test } from 'vitest'
import { merge } from '../../src/merge/merge.ts'

const page = (blocks: readonly string[], title = '"Gets take 61 ns"', more: readonly string[] = []) =>
  `---\ntitle: ${title}\nrunes: 3\n${more.map((line) => `${line}\n`).join('')}---\n\n${blocks.join('\n\n')}\n`

const lead = 'A get takes 61 ns instead of 182 ns.'
const newLead = 'A get takes 59 ns instead of 182 ns.'
const problem = 'Every reader waits for one lock.'
const cost = ['## What it costs', 'Memory grows by 4 kB.']
const draft = [lead, '## The problem', problem, ...cost]

const cases: Record<string, { base: string; ours: string; theirs: string; merged: string; proposals?: string[] }> = {
  'an untouched block follows the draft': {
    base: page(draft),
    ours: page(draft),
    theirs: page([newLead, ...draft.slice(1)]),
    merged: page([newLead, ...draft.slice(1)]),
  },
  'a touched block stays, its neighbour is updated': {
    base: page(draft),
    ours: page([lead, '## The problem', 'Every reader waits for one lock, also at night.', ...cost]),
    theirs: page([newLead, ...draft.slice(1)]),
    merged: page([newLead, '## The problem', 'Every reader waits for one lock, also at night.', ...cost]),
  },
  'both changed: the person wins, the new text is offered': {
    base: page(draft),
    ours: page(['A get takes 61 ns, which we like.', ...draft.slice(1)]),
    theirs: page([newLead, '## The problem', 'Every reader waits for the one lock.', ...cost]),
    merged: page(['A get takes 61 ns, which we like.', '## The problem', 'Every reader waits for the one lock.', ...cost]),
    proposals: [newLead],
  },
  'a deleted section stays deleted, also where the draft adds to it': {
    base: page(draft),
    ours: page(draft.slice(0, 3)),
    theirs: page([newLead, '## The problem', problem, '## What it costs', 'Memory grows by 5 kB.', 'Start-up takes 2 ms more.']),
    merged: page([newLead, '## The problem', problem]),
  },
  "a person's new section stays where it is": {
    base: page(draft),
    ours: page([lead, '## Why now', 'We moved to 64 cores.', ...draft.slice(1)]),
    theirs: page([newLead, ...draft.slice(1)]),
    merged: page([newLead, '## Why now', 'We moved to 64 cores.', ...draft.slice(1)]),
  },
  'what the draft takes out goes only where nobody touched it': {
    base: page(draft),
    ours: page([...draft.slice(0, 4), 'Memory grows by 4 kB, once.']),
    theirs: page([lead]),
    merged: page([lead, 'Memory grows by 4 kB, once.']),
  },
  'a paragraph that the draft moves is not lost': {
    base: page(draft),
    ours: page(draft),
    theirs: page([lead, ...cost, '## The problem', problem]),
    merged: page([lead, ...cost, '## The problem', problem]),
  },
  'a section that a person moved follows where it stands now': {
    base: page(draft),
    ours: page([...cost, lead, '## The problem', problem]),
    theirs: page([newLead, '## The problem', problem, '## What it costs', 'Memory grows by 5 kB.']),
    merged: page(['## What it costs', 'Memory grows by 5 kB.', newLead, '## The problem', problem]),
  },
  'a new paragraph for a section that was moved is offered': {
    base: page(draft),
    ours: page([...cost, lead, '## The problem', problem]),
    theirs: page([...draft, 'Start-up takes 2 ms more.']),
    merged: page([...cost, lead, '## The problem', problem]),
    proposals: ['Start-up takes 2 ms more.'],
  },
  'front matter key by key': {
    base: page([lead], '"A"', ['verdict: "none"', 'old: 1']),
    ours: page([lead], "'Mine' # said by me", ['verdict: "none"', 'old: 1', 'slug: mine']),
    theirs: page([lead], '"B"', ['verdict: "improved"', 'fresh: 2']),
    merged: page([lead], "'Mine' # said by me", ['verdict: "improved"', 'slug: mine', 'fresh: 2']),
    proposals: ['title: "B"'],
  },
  'a deleted key stays deleted': {
    base: page([lead], '"A"', ['missing: ["x"]']),
    ours: page([lead], '"A"'),
    theirs: page([lead], '"A"', ['missing: ["y"]']),
    merged: page([lead], '"A"'),
  },
  'a blank line in code does not cut it': {
    base: page([lead, '```sh\na\n\nb\n```']),
    ours: page([lead, '```sh\na\n\nb\n```']),
    theirs: page([newLead, '```sh\na\n\n## c\n```']),
    merged: page([newLead, '```sh\na\n\n## c\n```']),
  },
  'link definitions one by one': {
    base: page([lead, '[e1]: https://a.example\n[e2]: https://b.example']),
    ours: page([lead, '[e1]: https://a.example\n[e2]: https://b.example\n[mine]: https://m.example']),
    theirs: page([lead, '[e1]: https://c.example\n[e2]: https://b.example']),
    merged: page([lead, '[e1]: https://c.example\n[e2]: https://b.example\n[mine]: https://m.example']),
  },
  'line breaks of another system are no edit': {
    base: page(draft),
    ours: page(draft).replaceAll('\n', '\r\n'),
    theirs: page([newLead, ...draft.slice(1)]),
    merged: page([newLead, ...draft.slice(1)]),
  },
  'broken front matter stops everything but the offer': {
    base: page([lead]),
    ours: page([lead], '"half'),
    theirs: page([newLead]),
    merged: page([lead], '"half'),
    proposals: [page([newLead]).trimEnd()],
  },
}

test.each(Object.entries(cases))('%s', (_, { merged, proposals = [], ...texts }) => {
  const result = merge(texts)
  expect(result.markdown).toBe(merged)
  expect(result.proposals.map(({ text }) => text)).toEqual(proposals)
})

describe('without the last draft', () => {
  test('everything stays and every difference is offered', () => {
    const ours = page(['A get takes 61 ns.', '## The problem', problem])
    const { markdown, proposals } = merge({ base: null, ours, theirs: page([newLead, '## The problem', problem]) })
    expect(markdown).toBe(ours)
    expect(proposals).toEqual([{ where: 'the lead', text: newLead }])
  })
})

test.each([
  ['thousands of like blocks', page(Array.from({ length: 6000 }, (_, i) => (i % 7 === 0 ? 'b' : 'a')))],
  ['thousands of keys', `---\n${Array.from({ length: 30_000 }, (_, i) => `k${i}: 1`).join('\n')}\n---\n\nText.\n`],
])('%s take no time, and stay as they are', (_, ours) => {
  const began = performance.now()
  const { markdown } = merge({ base: page(Array(6000).fill('a')), ours, theirs: page([newLead]) })
  expect(performance.now() - began).toBeLessThan(3000)
  expect(markdown).toBe(ours)
})

test('an offer says where it belongs', () => {
  const base = page(draft)
  const { proposals } = merge({ base, ours: base.replace('4 kB', '4 kB or so'), theirs: base.replace('4 kB', '5 kB') })
  expect(proposals).toEqual([{ where: 'What it costs', text: 'Memory grows by 5 kB.' }])
})

test('a page that no parser reads in time is left alone, and the draft is offered', () => {
  const start = performance.now()
  for (const unit of ['1) ', '> ', '*a_']) {
    const ours = unit.repeat(65_000 / unit.length)
    expect(merge({ base: page(draft), ours, theirs: page([newLead]) }).markdown).toBe(ours)
  }
  expect(performance.now() - start).toBeLessThan(5000)
})
