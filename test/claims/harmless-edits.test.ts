/** What people do to a draft in good faith is never called wrong. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkerOf } from '../../src/claims/check.ts'
import { ledgerSchema } from '../../src/model.ts'
import { EDITS, type Edit } from './harmless-edits.ts'

const read = (entry: Edit['entry'], file: string) => readFileSync(new URL(`../fixtures/claims/${entry}/${file}`, import.meta.url), 'utf8')

const entries = Object.fromEntries(
  (['ringcache', 'kernel', 'harvest'] as const).map((entry) => [
    entry,
    { markdown: read(entry, 'index.md'), checker: checkerOf(ledgerSchema.parse(JSON.parse(read(entry, 'evidence.json')))) },
  ]),
) as Record<Edit['entry'], { markdown: string; checker: ReturnType<typeof checkerOf> }>

/** Spaces of an edit also stand for the entry's no-break ones. */
function edited(markdown: string, { from, to }: Edit): string {
  const at = markdown.replaceAll('\u00a0', ' ').indexOf(from)
  if (at < 0) throw new Error(`not in the entry: ${from}`)
  return markdown.slice(0, at) + to + markdown.slice(at + from.length)
}

describe('a finished entry', () => {
  test.each(['ringcache', 'kernel', 'harvest'] as const)('%s raises no alarm', (entry) => {
    const { markdown, checker } = entries[entry]
    expect([...checker.ledger, ...checker.check(markdown).findings]).toEqual([])
  })

  test('is edited in more than sixty ways', () => {
    expect(EDITS.length).toBeGreaterThan(60)
  })

  test.each(EDITS)('$entry: $to', (edit) => {
    const { markdown, checker } = entries[edit.entry]
    expect(checker.check(edited(markdown, edit)).findings.filter((finding) => finding.grade !== 'style')).toEqual([])
  })
})
