/** The entries of a pull request, read over the API and verified: the same findings as from a folder. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entriesAt, entriesOf } from '../../src/jobs/entry-at.ts'
import { evidenceCheck } from '../../src/jobs/evidence-check.ts'
import { verify } from '../../src/jobs/verify.ts'
import { verifyFiles } from '../../src/jobs/verify-files.ts'
import { finishedEntry } from '../finished-entry.ts'
import { entryIn, type Stage, stage } from './showcase-pull.ts'

let at: Stage
beforeAll(async () => {
  at = await stage()
})
afterAll(() => at.github.close())

const read = () => entriesOf(at.writer(), at.place)
const pushed = async (files: Record<string, string | null>) => {
  at.pull.push('Edit', files)
  return evidenceCheck((await read()).entries)
}

describe('the entries of a pull request', () => {
  test('come byte for byte as they lie in a folder, in four requests', async () => {
    const from = at.github.history.length
    const { head, entries } = await read()
    expect(at.github.history.length - from).toBe(4)
    expect(head).toBe(at.pull.head())
    expect(entries.map(({ folder, unread }) => [folder, unread])).toEqual([['entries/a-kernel', null]])
    const [local] = await verify({ paths: [finishedEntry('kernel')], fix: false, vouch: null })
    const { digest, figures, findings } = verifyFiles(entries[0]?.files ?? [])
    expect({ digest, figures, findings }).toEqual({ digest: local?.digest, figures: local?.figures, findings: [] })
  })

  test('long files and bytes that are no text come whole; hidden files, links and folders beside them do not', async () => {
    const bytes = Buffer.from([0xff, 0, 0xfe, 10, 0xc3])
    const long = `${'1,2,3\n'.repeat(100_000)}`
    const pull = at.showcase.pullRequest({
      files: {
        ...entryIn('entries/long', 'harvest'),
        'entries/long/data/long.csv': long,
        'entries/long/data/raw.bin': bytes,
        'entries/long/data/latin.txt': Buffer.from('caf\u00e9', 'latin1'),
        'entries/long/.casewright-draft.json': '{}',
        'notes/index.md': 'No entry.\n',
      },
    })
    const { entries } = await entriesOf(at.writer(), { ...at.place, number: pull.number })
    expect(entries.map(({ folder }) => folder)).toEqual(['entries/long'])
    const content = (path: string) => Buffer.from(entries[0]?.files.find((file) => file.path === path)?.content ?? '')
    expect(content('data/long.csv').toString()).toBe(long)
    expect(content('data/raw.bin')).toEqual(bytes)
    expect(content('data/latin.txt')).toEqual(Buffer.from('caf\u00e9', 'latin1'))
    expect(entries[0]?.files.some(({ path }) => path.startsWith('.'))).toBe(false)
    pull.close()
  })

  test('of a fork are read at its head', async () => {
    const fork = at.showcase.fork('eve')
    const pull = at.showcase.pullRequest({ from: fork, author: 'eve', files: entryIn('entries/from-afar', 'harvest') })
    const { entries } = await entriesOf(at.writer(), { ...at.place, number: pull.number })
    expect(entries.map(({ folder, files }) => [folder, verifyFiles(files).findings])).toEqual([['entries/from-afar', []]])
    pull.close('eve')
  })

  test('too many files are not read, and that is wrong', async () => {
    const place = { owner: 'ada', name: 'work', commit: at.pull.head() }
    const paths = Array.from({ length: 1001 }, (_, i) => `README.${i}`)
    const check = evidenceCheck(await entriesAt(at.writer(), place, paths))
    expect(check).toMatchObject({ conclusion: 'failure', summary: expect.stringContaining('more than 1000 changed files') })
  })
})

describe('casewright / evidence', () => {
  test('agrees', async () => {
    const check = evidenceCheck((await read()).entries)
    expect(check).toMatchObject({
      conclusion: 'success',
      title: expect.stringMatching(/^\d+ figures agree with the evidence$/),
      annotations: [],
    })
    expect(check.summary).toMatch(/^\| Entry \| Figures that agree \| .*\n.*\n\| entries\/a-kernel \| \d+ \| 0 \| 0 \| 0 \|\n$/)
  })

  test('names what is wrong at its line, and nothing of it acts in the summary', async () => {
    const page = entryIn('x')['x/index.md'] ?? ''
    const check = await pushed({
      'entries/a-kernel/index.md': `${page}\nIt is 77.7 times as fast for @ada, see #1 <img src="x"> and ![x](https://example.org/x.png).\n`,
    })
    expect(check.conclusion).toBe('success')
    expect(check.title).toMatch(/figures agree with the evidence, one number is backed by nothing$/)
    expect(check.annotations).toContainEqual(
      expect.objectContaining({ path: 'entries/a-kernel/index.md', level: 'warning', line: page.split('\n').length + 1 }),
    )
    expect(check.summary).not.toMatch(/(^|[^`\w])@ada|<img|!\[/)
    const data = await pushed({ 'entries/a-kernel/figures.svg': '<svg/>' })
    expect(data).toMatchObject({ conclusion: 'failure', title: 'One thing is wrong' })
    expect(data.annotations[0]).toMatchObject({ path: 'entries/a-kernel/figures.svg', level: 'failure' })
  })

  test('a ledger taken away is wrong, a whole entry taken away is not there', async () => {
    expect(await pushed({ 'entries/a-kernel/evidence.json': null, 'entries/a-kernel/.casewright-draft.json': '{}' })).toMatchObject({
      conclusion: 'failure',
      summary: expect.stringContaining('evidence.json'),
    })
    const gone = Object.fromEntries(Object.keys(entryIn('entries/a-kernel')).map((path) => [path, null]))
    delete gone['entries/a-kernel/evidence.json']
    expect(await pushed({ ...gone, 'entries/a-kernel/.casewright-draft.json': null, 'README.md': 'x' })).toMatchObject({
      conclusion: 'success',
      title: 'No case study is changed here',
    })
  })
})
