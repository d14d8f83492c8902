/**
 * Random histories of the draft pull request: people edit, amend, move and add, GitHub fails, and drafts go on coming.
 * CASEWRIGHT_HISTORIES=100 runs more of them.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KnownError } from '../../src/errors.ts'
import { draft, filesOf, type Stage, stage, subjectOf } from './showcase.ts'

let at: Stage
beforeAll(async () => {
  at = await stage()
})
afterAll(() => at.github.close())

const problem = 'Every reader waits for one lock.'

const step = fc.oneof(
  fc.record({
    act: fc.constantFrom(
      'edit the lead',
      'edit the problem',
      'insert',
      'amend',
      'line breaks',
      'move',
      'add a file',
      'edit the chart',
      'answer in the body',
    ),
  }),
  fc.record({
    act: fc.constant('draft'),
    fault: fc.option(fc.constantFrom('status', 'reset-after', 'truncated', 'lag')),
    request: fc.nat(5),
  }),
)
type Step = { act: string; fault?: 'status' | 'reset-after' | 'truncated' | 'lag' | null | undefined; request?: number }

/** What one history knows about its branch. */
interface Branch {
  slug: string
  subject: string
  ref: string
  folder: string
}

const paths = ({ ref, folder }: Branch) =>
  at.showcase
    .git('ls-tree', '-r', '--name-only', ref)
    .split('\n')
    .filter((path) => path.startsWith(`${folder}/`))
const page = ({ ref, folder }: Branch) => at.showcase.read(`${folder}/index.md`, ref) ?? ''

/** A person's step; every word of theirs is `h`, a number, `x`. */
function act(branch: Branch, kind: string, word: string): void {
  const { ref, folder } = branch
  const commit = (files: Record<string, string | null>) => void at.showcase.commit(`Edit ${word}`, files, { branch: ref, author: 'bob' })
  const text = page(branch)
  const edit = (changed: string) => commit({ [`${folder}/index.md`]: changed })
  if (kind === 'edit the lead') edit(text.replace(/(A get takes \d+ ns) instead/, `$1, ${word}, instead`))
  else if (kind === 'edit the problem') edit(text.replace(/lock\.?(\r?\n)/, `lock ${word}.$1`))
  else if (kind === 'insert') edit(`${text}\nI say ${word} here.\n`)
  else if (kind === 'line breaks') edit(text.includes('\r') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n'))
  else if (kind === 'add a file') commit({ [`${folder}/${word}.txt`]: word })
  else if (kind === 'edit the chart') commit({ [`${folder}/chart.svg`]: `<svg>${word}</svg>` })
  else if (kind === 'answer in the body') {
    const pull = at.showcase.pullRequests().find(({ head }) => head.ref === ref)
    if (pull) pull.body = `${word}\n\n${pull.body}`
  } else if (kind === 'move') {
    const to = `entries/moved-${word}`
    commit(
      Object.fromEntries(
        paths(branch).flatMap((path) => [
          [path, null],
          [path.replace(folder, to), at.showcase.read(path, ref)],
        ]),
      ),
    )
    branch.folder = to
  } else {
    // Amended: one commit of a person in the place of all there was, pushed with force.
    const all = Object.fromEntries(paths(branch).map((path) => [path, at.showcase.read(path, ref)]))
    at.showcase.branch(ref)
    commit({ ...all, [`${folder}/index.md`]: `${text}\nAmended ${word}.\n` })
  }
}

const wordsOf = (text: string) => text.match(/h\d+x/g) ?? []

test('no word is lost, what nobody touched is updated, one pull request', async () => {
  let [number, drafts, kept] = [100, 0, 0]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps: Step[]) => {
      const subject = subjectOf(++number)
      const slug = `history-${number}`
      const branch: Branch = { slug, subject, ref: `casewright/${slug}-${subject.slice(0, 8)}`, folder: `entries/${slug}` }
      let figure = 61
      const publish = () => at.publish({ slug, subject, files: filesOf(String(figure)) })
      await publish()
      for (const { act: kind, fault, request = 0 } of [...steps, { act: 'draft' }]) {
        if (kind !== 'draft') {
          act(branch, kind, `h${++number}x`)
          continue
        }
        figure++
        const [before, tip] = [page(branch), at.showcase.resolve(branch.ref) ?? '']
        const others = Object.fromEntries(paths(branch).map((path) => [path, at.showcase.read(path, branch.ref) ?? '']))
        if (fault) {
          at.github.fault({ kind: fault, status: 502, request: at.github.history.length + request })
          await publish().catch((error: unknown) => expect(error).toBeInstanceOf(KnownError))
          at.github.world.faults.length = 0
        }
        await publish()
        drafts++
        const after = page(branch)
        expect(wordsOf(after)).toEqual(wordsOf(before))
        kept += wordsOf(after).length
        if (/A get takes \d+ ns instead of 182 ns\./.test(before)) expect(after).toContain(`A get takes ${figure} ns instead of 182 ns.`)
        if (wordsOf(before).length === 0) expect(after.replaceAll('\r\n', '\n')).toBe(draft(String(figure)))
        expect(before.includes(problem)).toBe(after.includes(problem))
        for (const [path, text] of Object.entries(others)) {
          if (!path.endsWith('index.md') && wordsOf(text).length > 0) expect(at.showcase.read(path, branch.ref)).toBe(text)
        }
        expect(at.showcase.git('merge-base', tip, branch.ref)).toBe(tip)
        expect(at.showcase.pullRequests().filter(({ head }) => head.ref === branch.ref)).toMatchObject([{ state: 'open' }])
        expect(await publish()).toMatchObject({ outcome: 'unchanged', writes: 0 })
      }
    }),
    { numRuns: Number(process.env.CASEWRIGHT_HISTORIES ?? 4), seed: 11, endOnFailure: true },
  )
  expect(drafts).toBeGreaterThan(8)
  expect(kept).toBeGreaterThan(8)
}, 60_000)
