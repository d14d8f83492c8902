/** A small finished entry for tests of what comes after drafting: two rows, one better and one worse, ten runs a side. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Claim, Ledger, LedgerComparison } from '../src/model.ts'

export const base = '1f0c4d2a9b8e7f6a5d4c3b2a1908f7e6d5c4b3a2'
export const head = 'a2b3c4d5e6f708192a3b4c5d6e7f8a9b0c1d2e3f'

export const markdown = `---
title: "One index instead of a scan: a lookup in 4.2 µs instead of 31.0 µs"
description: "How a toy table found its rows by an index."
date: "2026-10-02"
authors: ["ada"]
evidence: "recorded"
verdict: "improved, with regressions"
missing: ["compiler version"]
ledger: "evidence.json"
---

A lookup takes 4.2 µs instead of 31.0 µs: 86 % less time (ten runs a side). An insert takes 12 % more.

![Time of a lookup and an insert, before and after](operations.svg)

| Median of ten runs | before | after | change in time |
|---|--:|--:|--:|
| lookup | 31.0 µs | 4.2 µs | 86 % less |
| insert | 1.9 µs | 2.1 µs | **12 % more** |

Computed from [\`data/old.txt\`](data/old.txt) and the [code][e1].

## Repeat it

\`\`\`bash
git clone https://example.org/ada/table && cd table
git worktree add ../before ${base}
git worktree add ../after ${head}
for i in 1 2 3 4 5 6 7 8 9 10; do
  for s in before after; do (cd ../$s && ./bench.sh >> ../$s.txt); done
done
\`\`\`

Expect a lookup at 12 to 15 % of the old time.

[e1]: https://example.org/ada/table/blob/${head}/table.c#L1-L40
`

function comparison(id: string, label: string, verdict: LedgerComparison['verdict'], ratio: number): LedgerComparison {
  return {
    id,
    benchmark: label,
    metric: 'time',
    condition: '',
    baseline: [`${id}-old`],
    candidate: [`${id}-new`],
    ratio,
    interval: [ratio * 0.95, ratio * 1.05],
    level: 0.95,
    tier: 'A',
    verdict,
    p: 0.0001,
    method: 'ratio of medians',
    reasons: [],
    label,
    primary: true,
    shown: true,
    better: 'lower',
    statistic: 'median',
    unit: 'µs',
  }
}

function claims(id: string, label: string, before: string, after: string, change: string): Claim[] {
  const shared = { subject: label, better: 'lower' as const, comparison: id, sources: ['e1'], warnings: [], unit: 'µs' }
  const value = { ...shared, kind: 'value' as const, direction: null, derivation: { operation: 'median' as const, of: ['m1', 'm2'] } }
  return [
    {
      ...value,
      id: `${id}.before`,
      side: 'baseline',
      value: Number.parseFloat(before),
      renderings: [{ text: before, block: 'lead', row: label }],
    },
    {
      ...value,
      id: `${id}.after`,
      side: 'candidate',
      value: Number.parseFloat(after),
      renderings: [{ text: after, block: 'lead', row: label }],
    },
    {
      ...shared,
      id: `${id}.runs`,
      kind: 'runs',
      side: null,
      value: 10,
      direction: null,
      derivation: { operation: 'count', of: [id] },
      renderings: [],
    },
    {
      ...shared,
      id: `${id}.change`,
      kind: 'percent',
      side: null,
      value: 1,
      direction: 'less',
      derivation: { operation: 'percent-change', of: [id] },
      renderings: [{ text: change, block: 'lead', row: null }],
    },
  ]
}

export const ledger: Ledger = {
  schemaVersion: 1,
  generator: 'casewright 0.0.0',
  subject: {
    kind: 'pull-request',
    repository: 'ada/table',
    number: 12,
    url: 'https://example.org/ada/table/pull/12',
    base,
    head,
    merge: null,
  },
  sources: [
    {
      id: 'e1',
      kind: 'code',
      title: 'Code at a2b3c4d',
      url: `https://example.org/ada/table/blob/${head}/table.c#L1-L40`,
      path: 'table.c',
      lines: [1, 40],
      commit: head,
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      level: 'recorded',
      by: null,
      data: null,
      text: null,
    },
  ],
  measurements: [],
  comparisons: [comparison('k1', 'lookup', 'improved', 0.135), comparison('k2', 'insert', 'regressed', 1.12)],
  claims: [
    ...claims('k1', 'lookup', '31.0 µs', '4.2 µs', '86 % less time'),
    ...claims('k2', 'insert', '1.9 µs', '2.1 µs', '12 % more time'),
  ],
  terms: [],
  quotations: [],
  warnings: [{ code: 'W19', message: 'One table size only.', about: [], said: false }],
  omissions: [{ what: 'geometric mean', why: 'it averages lookups with inserts' }],
  unmatched: [],
  environments: [],
  threshold: 0.02,
  files: [],
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 40" width="640" height="40" role="img"><title>t</title></svg>'

/** Writes the entry into a temporary folder and answers the entry's; `files` replace or add, by path in it. */
export function writeSmallEntry(files: Readonly<Record<string, string>> = {}): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'casewright-entry-')), 'one-index')
  const all = { 'index.md': markdown, 'evidence.json': JSON.stringify(ledger), 'operations.svg': svg, 'data/old.txt': '31\n', ...files }
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}
