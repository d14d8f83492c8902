/** Shares of failures that were 0 have no ratio: the page says the difference, and its ledger holds against it. */
import { expect, test } from 'vitest'
import { compose } from '../../src/case-study/compose.ts'
import { presetNamed } from '../../src/case-study/presets.ts'
import { checkerOf } from '../../src/claims/check.ts'
import { study } from '../../src/claims/study.ts'
import { rebuild } from '../../src/policy/untrusted.ts'
import { passagesOf } from '../../src/writers/passages.ts'
import { contextOf, template } from '../../src/writers/template.ts'
import { evidence, file, reading, runs } from '../claims/build.ts'

function drafted(before: readonly number[], after: readonly number[]) {
  const title = 'Batch the requests'
  const { markdown: description, root } = rebuild('It batches the requests that wait, since each of them alone costs a round trip.')
  const share = { benchmark: '', metric: 'http_req_failed', unit: 'ratio' }
  const found = study({
    evidence: evidence({ description, benchmarks: [file('baseline'), file('candidate')] }, title),
    readings: [reading(runs(before, share), 'mapping'), reading(runs(after, share), 'mapping')],
    stated: [],
    primary: [],
    reason: '',
    repeatable: false,
    isPrivate: () => false,
  })
  const preset = presetNamed('plain')
  if (preset === null) throw new Error('plain is a preset')
  const narrative = template(
    contextOf(
      found,
      passagesOf(root, () => false),
    ),
    [],
  )
  const { files, ledger } = compose({ study: found, narrative, preset, name: title, isPrivate: () => false, generator: 'test' })
  const page = String(files.find(({ path }) => path === 'index.md')?.content).replaceAll('\u00a0', ' ')
  const wrong = checkerOf(ledger)
    .check(String(files.find(({ path }) => path === 'index.md')?.content))
    .findings.filter(({ grade }) => grade !== 'style')
  return { page, wrong: wrong.map(({ message }) => message) }
}

test.each([
  [[0, 0, 0, 0, 0], [0.13, 0.14, 0.12, 0.13, 0.13], /\*\*0\.13\d* more\*\*/, /what was measured and what it costs/],
  [[0.13, 0.14, 0.12, 0.13, 0.13], [0, 0, 0, 0, 0], /100 % lower/, /how sure the figures are/],
  [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0], /unchanged/, /how sure the figures are/],
])('%j to %j', (before, after, change, description) => {
  const { page, wrong } = drafted(before, after)
  expect(page).toMatch(change)
  expect(page).toMatch(description)
  expect(wrong).toEqual([])
})
