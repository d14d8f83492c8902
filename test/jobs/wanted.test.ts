/** Whether a merge is to be drafted, by the configuration; and whether a draft shows an improvement. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Config, configOf } from '../../src/config.ts'
import { improvementIn, type MergedChange, wanted } from '../../src/jobs/wanted.ts'
import type { Ledger } from '../../src/model.ts'
import { finishedEntry } from '../finished-entry.ts'

const usual = configOf({}).draft
const labelled: MergedChange = { labels: ['Case-Study'], author: 'Ada', paths: async () => ['src/ring.go', 'README.md'] }

test.each<[string, Partial<Config['draft']>, Partial<MergedChange>, string]>([
  ['the label asks, in any case', {}, {}, 'yes'],
  ['without it nothing', {}, { labels: [] }, 'no'],
  ['an improvement has to show', { when: ['improvement'] }, { labels: [] }, 'if-improved'],
  ['the label is enough beside it', { when: ['improvement', 'label'] }, {}, 'yes'],
  ['only on command', { when: ['command'] }, {}, 'no'],
  ['another label', { label: 'show' }, {}, 'no'],
  ['one of these labels too', { labels: ['perf'] }, {}, 'no'],
  ['by these people', { authors: ['ada'] }, {}, 'yes'],
  ['not by others', { authors: ['bob'] }, {}, 'no'],
  ['in these paths', { paths: ['src/**'] }, {}, 'yes'],
  ['not elsewhere', { paths: ['lib/**'] }, {}, 'no'],
])('%s', async (_, draft, change, kind) => {
  expect((await wanted({ ...usual, ...draft }, { ...labelled, ...change })).kind).toBe(kind)
})

test('files are asked for only where paths are named', async () => {
  const paths = () => Promise.reject(new Error('asked'))
  expect(await wanted(usual, { ...labelled, paths })).toEqual({ kind: 'yes' })
  await expect(wanted({ ...usual, paths: ['src/**'] }, { ...labelled, paths })).rejects.toThrow('asked')
})

test('an improvement counts where it is primary and every figure of it is on record', () => {
  const path = join(finishedEntry('ringcache'), 'evidence.json')
  const ledger = JSON.parse(readFileSync(path, 'utf8')) as Ledger
  const files = (change: Partial<Ledger>) => [{ path: 'evidence.json', content: JSON.stringify({ ...ledger, ...change }) }]
  const recorded = ledger.sources.map((source) => ({ ...source, level: 'recorded' as const }))
  const improved = ledger.comparisons.map((comparison) => ({ ...comparison, primary: true, verdict: 'improved' as const }))
  expect(improvementIn(files({ sources: recorded, comparisons: improved }))).toBe(true)
  expect(improvementIn(files({ sources: ledger.sources.map((source) => ({ ...source, level: 'stated' })), comparisons: improved }))).toBe(
    false,
  )
  expect(improvementIn(files({ sources: recorded, comparisons: improved.map((one) => ({ ...one, primary: false })) }))).toBe(false)
  expect(improvementIn(files({ sources: recorded, comparisons: improved.map((one) => ({ ...one, verdict: 'inconclusive' })) }))).toBe(false)
})
