/** The golden examples as the tool drafts them today: no alarm as drafted, and none of their mutants gets through. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkFiles } from '../../src/claims/check/files.ts'
import { checkerOf } from '../../src/claims/check.ts'
import { collectLocal } from '../../src/jobs/collect-local.ts'
import { textOf } from '../../src/jobs/entry-files.ts'
import type { EntryFile, Ledger } from '../../src/model.ts'
import { draftIntoMemory } from '../draft-into-memory.ts'
import { gitRepository } from '../git-repository.ts'
import { type GoldenCase, harvest, kernel, ringcache } from '../golden/cases.ts'
import { mutantsOf } from './mutants.ts'
import { random } from './random.ts'

interface Drafted {
  files: EntryFile[]
  ledger: Ledger
}

async function drafted({ repository, base, head, text, baseline, candidate, tests }: GoldenCase): Promise<Drafted> {
  const { directory } = repository
  const request = {
    directory,
    range: `${base}..${head}`,
    text,
    baseline,
    candidate,
    benchmarks: [],
    environment: null,
    tests,
    cwd: directory,
  }
  const { result, files } = await draftIntoMemory(() => collectLocal({ ...request, onProgress: () => {} }))
  if (result.kind !== 'drafted') throw new Error(result.why)
  return { files, ledger: result.composition.ledger }
}

/** Stated rates in thousands, millions and words, as people write them, some of them on one side only. */
function thousands(): GoldenCase {
  const repository = gitRepository({ remote: 'https://github.com/example/gateway.git' })
  const base = repository.commit('Start', { 'gateway.py': 'def send(request):\n    return request\n' })
  const head = repository.commit('Batch the requests', { 'gateway.py': 'def send(requests):\n    return list(requests)\n' })
  const text = join(mkdtempSync(join(tmpdir(), 'casewright-thousands-')), 'text.md')
  const rows = [
    '| 8 clients | 940 tok/s | 1.2k tok/s |',
    '| 64 clients | 1.9k tok/s | 2.4k tok/s |',
    '| scans | 1.5M rows/s | 3.1M rows/s |',
    '| allocations | 1.6M allocs/op | 0.4M allocs/op |',
    '| random reads | 1,250.5 k IOPS | 1,610 k IOPS |',
    '| writes | 310 requests per second | 402.5 requests per second |',
  ]
  writeFileSync(text, ['# Batch the requests', '', '| load | main | this PR |', '|---|--:|--:|', ...rows, ''].join('\n'))
  return { repository, base, head, text, baseline: [], candidate: [], tests: 'unknown' }
}

/** Sides in different units, units of several words, and a build that is called CI. */
function converted(): GoldenCase {
  const repository = gitRepository({ remote: 'https://github.com/example/gateway.git' })
  const base = repository.commit('Start', { 'build.py': 'def build(target):\n    return target\n' })
  const head = repository.commit('Build once', { 'build.py': 'def build(targets):\n    return set(targets)\n' })
  const text = join(mkdtempSync(join(tmpdir(), 'casewright-converted-')), 'text.md')
  const rows = [
    '| CI | 31 min | 22 min |',
    '| deployment | 4 mins | 90 secs |',
    '| resident memory | 1.3 GB | 850 MB |',
    '| Requests per second | 1,212 | 1,540 |',
    '| Frames per second | 47 | 58 |',
  ]
  writeFileSync(text, ['# Build once', '', '| what | main | this PR |', '|---|--:|--:|', ...rows, ''].join('\n'))
  return { repository, base, head, text, baseline: [], candidate: [], tests: 'unknown' }
}

describe.each([
  ['thousands', thousands],
  ['converted', converted],
  ['kernel', kernel],
  ['ringcache', ringcache],
  ['harvest', harvest],
] as const)('%s', (_name, make) => {
  const golden = make()
  let entry: Drafted
  beforeAll(async () => {
    entry = await drafted(golden)
  })
  afterAll(() => golden.repository.remove())

  test('raises no alarm', () => {
    const checker = checkerOf(entry.ledger)
    expect([
      ...checker.ledger,
      ...checker.check(textOf(entry.files, 'index.md')).findings,
      ...checkFiles(entry.files, entry.ledger),
    ]).toEqual([])
  })

  test('no mutant of it gets through', () => {
    const markdown = textOf(entry.files, 'index.md')
    const checker = checkerOf(entry.ledger)
    const mutants = mutantsOf({ markdown, ledger: entry.ledger }, random(218), 8)
    const missed = mutants.filter((mutant) => checker.check(mutant.markdown).findings.every((finding) => finding.grade === 'style'))
    expect(mutants.length).toBeGreaterThanOrEqual(15)
    expect(missed.map(({ operator, what }) => `${operator}: ${what}`)).toEqual([])
  })
})

test('a converted value keeps its digits', async () => {
  const golden = converted()
  const page = textOf((await drafted(golden)).files, 'index.md').replaceAll('\u00a0', ' ')
  golden.repository.remove()
  expect(page).toContain('| 4.0 mins | 1.5 mins | −2.5 mins |')
  expect(page).toContain('| 1.30 GB | 0.85 GB | −0.45 GB |')
})
