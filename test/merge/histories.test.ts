/** Random histories of a person's edits and new drafts: no word of the person is lost, what nobody touched is updated. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { merge } from '../../src/merge/merge.ts'

/** A block of the draft: its number never changes, its figure does. */
interface Drafted {
  id: number
  figure: number
}

interface Section {
  heading: number
  blocks: Drafted[]
}

const words = ['lock', 'shard', 'ring', 'queue', 'kernel', 'batch', 'token', 'cache', 'page', 'core', 'thread', 'stream']
const spell = (id: number) => [0, 1, 2, 3, 4].map((k) => `${words[(id * 5 + k * 7) % words.length]}${id}`).join(' ')
const blockText = ({ id, figure }: Drafted) => `The ${spell(id)} takes f${figure} ns.`
const headingText = (id: number) => `## About ${spell(id)}`

function print(title: number, sections: readonly Section[]): string {
  const blocks = sections.flatMap(({ heading, blocks }) => [headingText(heading), ...blocks.map(blockText)])
  return `---\ntitle: "Title f${title}"\nledger: "evidence.json"\n---\n\n${blocks.join('\n\n')}\n`
}

const personsActs = [
  'edit',
  'insert',
  'delete',
  'delete section',
  'move section',
  'split',
  'retitle',
  'rename the slug',
  'other line breaks',
  'web editor',
  'amend',
] as const
type PersonsAct = (typeof personsActs)[number]

type Step =
  | { who: 'person'; act: PersonsAct; at: number }
  | { who: 'draft'; act: 'figure' | 'add' | 'remove' | 'title' | 'section'; at: number; also: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    who: fc.constant('person' as const),
    act: fc.constantFrom('edit', 'insert', ...personsActs),
    at: fc.nat(1000),
  }),
  fc.record({
    who: fc.constant('draft' as const),
    act: fc.constantFrom('figure', 'figure', 'add', 'remove', 'title', 'section'),
    at: fc.nat(1000),
    also: fc.nat(1000),
  }),
)

/** What a person does to the text in an editor; every word of theirs is `h` and a number of its own. */
function edited(text: string, { act, at }: Step & { who: 'person' }, word: string): string {
  if (act === 'other line breaks') return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n')
  const plain = text.replaceAll('\r\n', '\n')
  if (act === 'retitle') return plain.replace(/title: .*/, `title: 'Mine ${word}'`)
  if (act === 'rename the slug') return plain.replace(/\nslug: .*|(?=\n---\n)/, `\nslug: "${word}"`)
  // It ends without a line break.
  if (act === 'web editor') return `${plain.trimEnd()}\n\nFrom the web ${word}`
  const end = plain.indexOf('\n---\n') + 5
  const blocks = plain.slice(end).trim().split(/\n\n+/).filter(Boolean)
  const i = at % Math.max(1, blocks.length)
  if (act === 'insert') blocks.splice(i, 0, at % 3 === 0 ? `## Mine ${word}` : `I say ${word} here.`)
  else if (blocks.length === 0) return text
  else if (act === 'edit') blocks[i] = `${blocks[i]} ${word}`
  else if (act === 'delete') blocks.splice(i, 1)
  else if (act === 'split') blocks[i] = (blocks[i] ?? '').replace(/^(\w.*?) takes /, `$1, says ${word}.\n\nIt takes `)
  else {
    const from = blocks.findLastIndex((block, k) => k <= i && block.startsWith('## '))
    const next = blocks.findIndex((block, k) => k > from && block.startsWith('## '))
    const section = from < 0 ? [] : blocks.splice(from, (next < 0 ? blocks.length : next) - from)
    if (act === 'move section') blocks.push(...section)
  }
  return `${plain.slice(0, end)}\n${blocks.join('\n\n')}\n`
}

const humanWords = (text: string) => (text.match(/h\d+x/g) ?? []).sort()
const blocksOf = (text: string) => new Set(text.replaceAll('\r\n', '\n').trim().split(/\n\n+/))

test('histories', () => {
  let [updates, offers] = [0, 0]
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 14 }), (steps) => {
      let next = 10
      let title = 1
      let sections: Section[] = [1, 2, 3].map((heading) => ({
        heading,
        blocks: [
          { id: ++next, figure: 0 },
          { id: ++next, figure: 0 },
        ],
      }))
      let base = print(title, sections)
      let ours = base
      const before: { base: string; ours: string }[] = []
      for (const one of steps) {
        const number = ++next
        if (one.who === 'person') {
          // An amended commit stands on an older draft, whose record it has.
          if (one.act === 'amend') ({ base, ours } = before[one.at % before.length] ?? { base, ours })
          ours = edited(ours, one.act === 'amend' ? { ...one, act: 'insert' } : one, `h${number}x`)
          continue
        }
        before.push({ base, ours })
        sections = structuredClone(sections)
        const section = sections[one.at % Math.max(1, sections.length)]
        const block = section?.blocks[one.also % Math.max(1, section.blocks.length)]
        const changed: { from: string; to: string }[] = []
        if (one.act === 'title') title = number
        else if (one.act === 'section') sections.push({ heading: number, blocks: [{ id: ++next, figure: 0 }] })
        else if (one.act === 'add') section?.blocks.push({ id: number, figure: 0 })
        else if (one.act === 'remove') section?.blocks.splice(one.also % Math.max(1, section.blocks.length), 1)
        else if (block !== undefined) {
          const from = blockText(block)
          block.figure = number
          changed.push({ from, to: blockText(block) })
        }
        const theirs = print(title, sections)
        const { markdown, proposals } = merge({ base, ours, theirs })
        const [stood, after] = [blocksOf(ours), blocksOf(markdown)]
        expect(humanWords(markdown)).toEqual(humanWords(ours))
        for (const { from, to } of changed) {
          if (stood.has(from)) {
            updates++
            expect(after).toContain(to)
            expect(after).not.toContain(from)
          }
        }
        if (ours.includes('title: "')) expect(markdown).toContain(`title: "Title f${title}"`)
        offers += proposals.length
        // Without the record of the last draft nothing is known to be ours.
        expect(merge({ base: null, ours, theirs }).markdown).toBe(ours)
        expect(merge({ base: theirs, ours: markdown, theirs })).toEqual({ markdown, proposals: [] })
        expect(merge({ base, ours: markdown, theirs }).markdown).toBe(markdown)
        base = theirs
        ours = markdown
      }
    }),
    { numRuns: 700, seed: 7 },
  )
  // The histories did meet what is asserted.
  expect(updates).toBeGreaterThan(300)
  expect(offers).toBeGreaterThan(30)
})
