/**
 * Drafts of real pull-request texts, where the corpus lies beside the project: names, labels and figures that nobody
 * made up for a test. No draft may alarm, and its mutants must not get through.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkerOf } from '../../src/claims/check.ts'
import { textOf } from '../../src/jobs/entry-files.ts'
import type { Evidence, Ledger } from '../../src/model.ts'
import { draftIntoMemory } from '../draft-into-memory.ts'
import { mutantsOf } from './mutants.ts'
import { random } from './random.ts'

const corpus = new URL('../../../shared/corpus/pull-requests/', import.meta.url)
const present = existsSync(corpus)

interface RealText {
  repository: string
  number: number
  title: string
  url: string
  texts: { role: string; author: string; markdown: string }[]
}

/** A pull request that changed one file, with this text. */
function evidenceOf({ repository, number, title, url, texts }: RealText): Evidence {
  const [body, ...comments] = texts
  const head = 'b'.repeat(40)
  return {
    subject: {
      kind: 'pull-request',
      title,
      number,
      url,
      repository: { name: repository, url: `https://github.com/${repository}`, licence: 'MIT', introduction: null },
      base: 'a'.repeat(40),
      head,
      merge: null,
      date: '2026-03-04',
      author: body?.author ?? null,
      labels: [],
    },
    commits: [{ sha: head, subject: title, body: '', author: 'author', date: '2026-03-04', paths: ['src/a.py'] }],
    changes: [
      {
        path: 'src/a.py',
        oldPath: null,
        status: 'modified',
        added: 12,
        removed: 3,
        hunks: [{ start: 10, lines: 12, symbol: 'f' }],
        language: 'Python',
        test: false,
        testsAdded: [],
        testsRemoved: [],
      },
    ],
    description: body?.markdown ?? null,
    threads: comments.map(({ author, markdown }, i) => ({
      kind: 'review',
      number: null,
      url: `${url}#r${i}`,
      title: null,
      path: null,
      line: null,
      messages: [{ by: author === body?.author ? 'author' : 'other', name: author, text: markdown }],
    })),
    benchmarks: [],
    environments: [],
    tests: 'unknown',
    omissions: [],
  }
}

/** Null where there is too little for a draft. */
async function drafted(text: RealText): Promise<{ url: string; markdown: string; ledger: Ledger } | null> {
  const { result, files } = await draftIntoMemory(async () => ({ evidence: evidenceOf(text), suspects: [] }))
  return result.kind === 'drafted' ? { url: text.url, markdown: textOf(files, 'index.md'), ledger: result.composition.ledger } : null
}

describe.skipIf(!present)('real texts beside the project (../shared/corpus, skipped where it is absent)', async () => {
  const names = present ? readdirSync(corpus).filter((name) => name.endsWith('.json')) : []
  const texts = names.map((name): RealText => JSON.parse(readFileSync(new URL(name, corpus), 'utf8')))
  const entries = (await Promise.all(texts.map(drafted))).filter((entry) => entry !== null)

  test('many of them give a draft', () => {
    expect(entries.length).toBeGreaterThan(40)
  })

  test('no draft alarms, and at least 99.5 % of their mutants do', () => {
    const alarms: string[] = []
    const missed: string[] = []
    let mutants = 0
    for (const [i, entry] of entries.entries()) {
      const checker = checkerOf(entry.ledger)
      const alarmed = (markdown: string) => checker.check(markdown).findings.filter((finding) => finding.grade !== 'style')
      for (const { message } of [...checker.ledger, ...alarmed(entry.markdown)]) alarms.push(`${entry.url}: ${message}`)
      for (const { markdown, operator, what } of mutantsOf(entry, random(i), 1)) {
        mutants++
        if (alarmed(markdown).length === 0) missed.push(`${operator}: ${what}`)
      }
    }
    console.log(`verify: ${entries.length} drafts of real texts, ${alarms.length} alarms; ${missed.length} of ${mutants} mutants missed`)
    expect(alarms).toEqual([])
    expect(missed.length / mutants, missed.join('\n')).toBeLessThanOrEqual(0.005)
  })
})
