/** A person's own figure becomes theirs in the front matter, and nothing else of the page changes. */
import { expect, test } from 'vitest'
import { checkerOf } from '../../src/claims/check.ts'
import { vouch } from '../../src/claims/vouch.ts'
import { trueEntry } from './true-entry.ts'

const entry = trueEntry(3)
const checker = checkerOf(entry.ledger)
const own = entry.markdown.replace(
  '## What changed',
  'Our cluster burnt 12\u00a0% less money, and 37 customers noticed; later it was 12\u00a0%.\n\n## What changed',
)

test('every unbacked figure once, with what was said, who answers and why', () => {
  const { markdown, vouched } = vouch(own, checker.check(own).findings, { who: 'Ada L', why: 'the bill of September' })
  expect(vouched).toBe(2)
  expect(markdown).toContain(`vouched:
  - value: 12
    unit: "%"
    what: "Our cluster burnt 12 % less money, and 37 customers noticed; later it was 12 %."
    who: "Ada L"
    why: "the bill of September"
  - value: 37
    unit: "customer"`)
  expect(checker.check(markdown).findings.filter((finding) => finding.grade !== 'style')).toEqual([])
  expect(markdown.slice(markdown.indexOf('\n---\n', 4))).toBe(own.slice(own.indexOf('\n---\n', 4)))
})

test('a second person is added to the first', () => {
  const first = vouch(own, checker.check(own).findings, { who: 'Ada L', why: '' }).markdown
  const more = first.replace('## What changed', 'It ran for 55\u00a0ms.\n\n## What changed')
  const { markdown, vouched } = vouch(more, checker.check(more).findings, { who: 'Bo K', why: 'a stopwatch' })
  expect(vouched).toBe(1)
  expect(markdown.match(/^ {2}- value: /gm)).toHaveLength(3)
  expect(markdown.match(/who: "Ada L"/g)).toHaveLength(2)
})

test('what is wrong cannot be vouched for, and without figures nothing is written', () => {
  const { renderings } = entry.ledger.claims.find((claim) => claim.id === 'k1.before') ?? { renderings: [] }
  const text = renderings.find((rendering) => rendering.block === 'lead' && rendering.row === null)?.text ?? ''
  const wrong = entry.markdown.replace(
    text,
    text.replace(/\d/, (digit) => String((Number(digit) % 8) + 1)),
  )
  const { findings } = checker.check(wrong)
  expect(findings.map((finding) => finding.grade)).toContain('wrong')
  expect(vouch(wrong, findings, { who: 'Ada L', why: '' })).toEqual({ markdown: wrong, vouched: 0 })
})
