/** The golden examples: from their inputs the writer reaches the same headline, rows, limits and kinds of questions. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { collectLocal } from '../../src/jobs/collect-local.ts'
import type { DraftResult } from '../../src/jobs/draft.ts'
import type { EntryFile, Omission } from '../../src/model.ts'
import { draftIntoMemory } from '../draft-into-memory.ts'
import { type GoldenCase, harvest, kernel, ringcache } from './cases.ts'

type Drafted = DraftResult & { kind: 'drafted' }

interface Draft {
  result: Drafted
  files: ReadonlyMap<string, string>
  body: string
}

async function draftOf(
  golden: GoldenCase,
  changes: Partial<Parameters<typeof collectLocal>[0]> = {},
  cut: readonly Omission[] = [],
): Promise<{ result: DraftResult; files: EntryFile[] }> {
  const { result, files } = await draftIntoMemory(async () => {
    const collected = await collectLocal({
      directory: golden.repository.directory,
      range: `${golden.base}..${golden.head}`,
      text: golden.text,
      baseline: golden.baseline,
      candidate: golden.candidate,
      benchmarks: [],
      environment: null,
      tests: golden.tests,
      cwd: golden.repository.directory,
      onProgress: () => {},
      ...changes,
    })
    return { ...collected, evidence: { ...collected.evidence, omissions: [...collected.evidence.omissions, ...cut] } }
  })
  return { result, files }
}

async function drafted(golden: GoldenCase): Promise<Draft> {
  const { result, files } = await draftOf(golden)
  if (result.kind !== 'drafted') throw new Error(result.why)
  const texts = new Map(
    files.map((file) => [file.path, typeof file.content === 'string' ? file.content : new TextDecoder().decode(file.content)]),
  )
  return { result, files: texts, body: (texts.get('index.md') ?? '').replaceAll('\u00a0', ' ') }
}

/** Cells of every table row whose first cell is `label`. */
function row(body: string, label: string): string[] {
  const line = body.split('\n').find((text) => text.startsWith(`| ${label} |`)) ?? ''
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}

const paragraph = (body: string, index: number) => body.split('---\n').slice(2).join('---\n').trim().split('\n\n')[index] ?? ''
const words = (text: string) => text.split(/\s+/).filter((word) => /\w/.test(word)).length
const section = (body: string, heading: string) => (body.split(`\n## ${heading}\n`)[1] ?? '').split('\n## ')[0]?.trim() ?? ''

/** Prose of an entry: no front matter, tables, code, receipts. */
function prose(body: string): string {
  const text = body.split('---\n').slice(2).join('---\n').split('\n## Receipts')[0] ?? ''
  return text
    .replace(/```[\s\S]*?```/g, '')
    .split('\n')
    .filter((line) => !line.startsWith('|') && !line.startsWith('!['))
    .join('\n')
    .replace(/\]\[e\d+\]/g, '')
}

const open: GoldenCase[] = []
afterAll(() => {
  for (const golden of open) golden.repository.remove()
})

function make(build: () => GoldenCase): GoldenCase {
  const golden = build()
  open.push(golden)
  return golden
}

describe('a kernel with stated figures, one run each', () => {
  let entry: Draft
  beforeAll(async () => {
    entry = await drafted(make(kernel))
  })

  test('the kernel leads, not the serving figure', () => {
    expect(entry.body).toContain('title: "Fuse grouped top-k and renormalize in the MoE router: 19.3 → 11.8 µs"')
    expect(entry.result.study.headline?.parts?.map((part) => part.value)).toEqual([14.2, 5.1])
  })

  test('the same rows, the worse one bold, no verdict', () => {
    const labels = entry.result.study.rows.map((r) => r.label)
    expect(labels.slice(1)).toEqual([
      'Output throughput',
      'Time to first token, median',
      'Time to first token, P99',
      'Time per output token',
      'gsm8k',
    ])
    expect(row(entry.body, 'Output throughput').slice(1)).toEqual(['4,655 tok/s', '4,749 tok/s', '+94 tok/s'])
    expect(row(entry.body, 'Time per output token').slice(1)).toEqual(['24.63 ms', '24.10 ms', '−0.53 ms'])
    expect(row(entry.body, 'Time to first token, P99').slice(1)).toEqual(['402.1 ms', '409.7 ms', '**+7.6 ms**'])
    expect(row(entry.body, 'gsm8k').slice(1)).toEqual(['0.9439 ± 0.0063', '0.9447 ± 0.0063', 'within the error'])
    expect(entry.result.study.rows.every((r) => r.comparison.verdict === 'none')).toBe(true)
    expect(entry.body).not.toMatch(/\bfaster\b|\bslower\b|\bworse\b|\bbetter\b|% less|% more/)
  })

  test('lead, limits and questions', () => {
    const lead = paragraph(entry.body, 0)
    expect(words(lead)).toBeGreaterThanOrEqual(40)
    expect(words(lead)).toBeLessThanOrEqual(65)
    expect(lead).toContain('one run each on 8 × H100')
    const limits = section(entry.body, 'What this does not show')
    expect(limits).toMatch(/one run a side.*noise/)
    expect(limits).toMatch(/cannot be recomputed, only repeated/)
    expect(section(entry.body, 'What it costs')).toBe('')
    expect(section(entry.body, 'Questions')).toContain('### Does this also cover sigmoid scoring?')
    expect(section(entry.body, 'What changed')).toContain(
      '“I tried a Triton version first. It was within 0.3 us of this one but added 40 s of autotuning at start-up.”',
    )
    const text = entry.files.get('pull-request.md') ?? ''
    expect(text).toContain('**To earn a verdict:**')
    expect(text.match(/^\*\*\d\.\*\* /gm)).toHaveLength(3)
  })

  test('duplicates and peaks stay in the ledger, with the reason', () => {
    const left = entry.result.study.omissions.map(({ what, why }) => `${what}: ${why}`).join('\n')
    expect(left).toMatch(/Peak.*one short sample/)
    expect(left).toMatch(/Total token throughput: says the same as output throughput/)
    expect(entry.result.composition.ledger.measurements.length).toBeGreaterThanOrEqual(22)
  })
})

describe('a Go cache with ten recorded runs a side', () => {
  let entry: Draft
  beforeAll(async () => {
    entry = await drafted(make(ringcache))
  })

  test('the parallel read leads; its price stands in the lead', () => {
    const lead = paragraph(entry.body, 0)
    expect(entry.body).toContain('title: "Shard the LRU lock: 183 → 61 ns for Get/parallel"')
    expect(lead).toMatch(/now takes 61 ns instead of 183 ns: 66 % less time \(95 % interval 65 to 67 %, ten runs a side on AMD EPYC 7763\)/)
    expect(lead).toContain('Get/serial takes 7.8 % more time')
    expect(lead).toContain('4.8 times as long')
    expect(words(lead)).toBeLessThanOrEqual(65)
  })

  test.each([
    ['Get/parallel', '182.9 ns', '61.4 ns', '66 % less time (65 to 67 %)'],
    ['Set/parallel', '240.6 ns', '97.0 ns', '60 % less time (59 to 60 %)'],
    ['Mixed90/parallel', '198.4 ns', '70.8 ns', '64 % less time (63 to 66 %)'],
    ['Get/serial', '21.3 ns', '23.0 ns', '**7.8 % more time** (7.4 to 8.7 %)'],
    ['New', '414 ns', '1,986 ns', '**4.8 times as long** (4.7 to 4.8)'],
    ['New: memory allocated', '1,184 B', '4,864 B', '**4.1 times as much memory** (exact)'],
  ])('row %s', (label, before, after, change) => expect(row(entry.body, label).slice(1)).toEqual([before, after, change]))

  test('no geometric mean, levels recorded, the author’s table agrees', () => {
    expect(entry.body).not.toMatch(/geomean|24\.24/)
    expect(entry.body).toContain('evidence: "recorded"')
    expect(entry.result.study.agreement).toMatchObject({ same: 6, of: 6 })
    expect(entry.body).toContain('agrees')
  })

  test('costs, the pinned commands of both sides and the expected spread', () => {
    expect(section(entry.body, 'What it costs')).toContain('Get/serial takes 1.7 ns more')
    expect(section(entry.body, 'What it costs')).toContain('“LRU order is now per shard, so eviction is approximate.')
    const repeat = section(entry.body, 'Repeat it')
    expect(repeat).toContain(entry.result.study.evidence.subject.base)
    expect(repeat).toContain(entry.result.study.evidence.subject.head)
    expect(repeat).toContain("go test -run '^$' -bench .")
    expect(repeat).toContain('Expect 65 to 67 % less time')
  })

  test('questions to the author are about the issue and who should not upgrade', () => {
    const text = entry.files.get('pull-request.md') ?? ''
    expect(text).toContain('whoever opened the issue')
    expect(text).toContain('Who should not upgrade?')
  })
})

describe('a refactoring without figures', () => {
  let entry: Draft
  beforeAll(async () => {
    entry = await drafted(make(harvest))
  })

  test('a decision record: no performance word, no chart, its own headings', () => {
    const headings = [...entry.body.matchAll(/^## (.*)$/gm)].map((match) => match[1])
    expect(headings).toEqual(['The problem', 'The decision', 'What behaves differently', 'What this does not show', 'Check it', 'Receipts'])
    expect([...entry.files.keys()].filter((path) => path.endsWith('.svg'))).toEqual([])
    expect(prose(entry.body)).not.toMatch(/\bfaster|\bslower|speed-?up/)
    expect(paragraph(entry.body, 0)).toContain('No performance was measured and none is claimed.')
  })

  test('counts of the diff, the library that was tried, what was left out', () => {
    expect(entry.body).toMatch(/\| Lines in `billing.py`, `http.py`, `oauth.py` and `upload.py` \| \d+ added, \d+ removed \|/)
    expect(row(entry.body, 'Tests').slice(1)).toEqual(['9 added, 0 removed'])
    expect(section(entry.body, 'The decision')).toContain('as a tenacity predicate that was longer than this file')
    expect(section(entry.body, 'The decision')).toContain('Left out on purpose: “Making the policy configurable.')
    expect(section(entry.body, 'What behaves differently')).toContain('“Two things.')
  })

  test('sentences of the author or a model are absent', () => {
    expect(entry.body).not.toMatch(/obvious mend|instead of the symptom/)
  })

  test('questions ask how it was found and about the incident', () => {
    const text = entry.files.get('pull-request.md') ?? ''
    expect(text).toContain('How was the problem found?')
    expect(text).toContain('May the page name the incident?')
  })
})

test('every golden entry is 300 to 450 words', async () => {
  for (const build of [kernel, ringcache, harvest]) {
    const { body } = await drafted(make(build))
    expect(words(prose(body))).toBeGreaterThanOrEqual(290)
    expect(words(prose(body))).toBeLessThanOrEqual(450)
  }
})

test('no reason, no figure, no discussion: no draft, but the questions', async () => {
  const golden = make(harvest)
  const { result, files } = await draftOf(golden, { text: null })
  expect(result).toMatchObject({ kind: 'too-little', why: expect.stringContaining('Not enough for a page') })
  expect(result.kind === 'too-little' && result.questions.length).toBe(3)
  expect(files).toEqual([])
})

test.each([
  ['ringcache', ringcache],
  ['harvest', harvest],
] as const)('%s, of whose diff a part was read, counts nothing in it and says so', async (_, make) => {
  const golden = make()
  try {
    const { files } = await draftOf(golden, {}, [{ what: 'The diff', why: '3,000 of 4,120 files were read' }])
    const textOf = (path: string) => String(files.find((file) => file.path === path)?.content ?? '')
    expect(textOf('index.md')).toContain('[diff, read in part]')
    expect(
      textOf('index.md')
        .replaceAll('\u00a0', ' ')
        .replace('The diff: 3,000 of 4,120 files were read.', '')
        .match(/.*\d (?:files?|lines?|added|removed)\b.*/g),
    ).toBeNull()
    expect(textOf('evidence.json')).not.toContain('"count.files"')
    expect(textOf('evidence.json')).toContain('3,000 of 4,120 files were read')
  } finally {
    golden.repository.remove()
  }
})
