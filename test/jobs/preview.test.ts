import { existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { barChart } from '../../src/case-study/chart/bar.ts'
import { KnownError } from '../../src/errors.ts'
import { preview } from '../../src/jobs/preview.ts'
import { startBrowser } from '../browser.ts'
import { markdown, writeSmallEntry } from '../small-entry.ts'

describe('the file', () => {
  test('lies beside the entry, never in it, and is the same each time', async () => {
    const entry = writeSmallEntry()
    const before = readdirSync(entry)
    const made = await preview({ entry, out: null })
    const first = readFileSync(made.file)
    expect(made).toMatchObject({ file: `${entry}.preview.html`, state: 'draft', bytes: first.length })
    expect(made.title).toMatch(/^One index instead of a scan/)
    expect(readdirSync(entry)).toEqual(before)
    expect(readdirSync(dirname(entry)).sort()).toEqual([basename(entry), `${basename(entry)}.preview.html`])
    expect(readFileSync((await preview({ entry: join(entry, 'index.md'), out: null })).file)).toEqual(first)
  })

  test('elsewhere, its links still lead into the folder', async () => {
    const entry = writeSmallEntry()
    const out = join(mkdtempSync(join(tmpdir(), 'casewright-out-')), 'page.html')
    await preview({ entry, out })
    const [, href = ''] = / href="([^"]*data\/old\.txt)"/.exec(readFileSync(out, 'utf8')) ?? []
    expect(readFileSync(new URL(href, pathToFileURL(out)), 'utf8')).toBe('31\n')
  })

  test('a picture that is a link to something else is not read', async () => {
    const entry = writeSmallEntry({ 'index.md': `${markdown}\n![secret](secret.svg)\n` })
    writeFileSync(join(dirname(entry), 'outside'), 'outside')
    symlinkSync(join(dirname(entry), 'outside'), join(entry, 'secret.svg'))
    const html = readFileSync((await preview({ entry, out: null })).file, 'utf8')
    expect(html).not.toContain(Buffer.from('outside').toString('base64'))
    expect(html).toContain('Picture not shown, it is not beside the entry: secret')
  })
})

describe('what cannot be shown', () => {
  test.each<[string, () => { entry: string; out: string | null }, RegExp]>([
    ['no folder', () => ({ entry: join(tmpdir(), 'casewright-nowhere'), out: null }), /there is no such folder/],
    ['no entry', () => ({ entry: mkdtempSync(join(tmpdir(), 'casewright-empty-')), out: null }), /no index\.md in it/],
    ['a broken ledger', () => ({ entry: writeSmallEntry({ 'evidence.json': '{' }), out: null }), /evidence\.json: no valid JSON/],
    [
      'a page that no parser reads in time',
      () => ({ entry: writeSmallEntry({ 'index.md': `---\ntitle: x\n---\n\n${'1) '.repeat(20_000)}\n` }), out: null }),
      /cannot be shown whole.*nested more than/,
    ],
    [
      'another ledger',
      () => ({ entry: writeSmallEntry({ 'evidence.json': '{"schemaVersion":2}' }), out: null }),
      /evidence\.json: not a ledger .*schemaVersion/,
    ],
    [
      'a page inside the entry',
      () => (({ entry }) => ({ entry, out: join(entry, 'x.html') }))({ entry: writeSmallEntry() }),
      /inside the entry/,
    ],
    [
      'a folder that is not there',
      () => ({ entry: writeSmallEntry(), out: join(tmpdir(), 'casewright-nowhere', 'x.html') }),
      /cannot be written \(ENOENT\)/,
    ],
  ])('%s: says so and leaves nothing', async (_, request, message) => {
    const { entry, out } = request()
    const fault = await preview({ entry, out }).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(KnownError)
    expect(String(fault)).toMatch(message)
    expect(existsSync(out ?? `${entry}.preview.html`)).toBe(false)
  })
})

interface Look {
  overflow: number
  pictures: boolean[]
  scheme: string
  texts: number
  faint: string[]
  unnamed: string[]
}

/** What a careful reader would look at, as a script for the page. */
const look = readFileSync(new URL('../look-at-page.js', import.meta.url), 'utf8')
const browser = await startBrowser()
afterAll(() => browser?.close())

describe.skipIf(browser === null)('in a browser', () => {
  const wide = `| a | b |\n|---|--:|\n| ${'tests/benchmarks/'.repeat(12)} | ${'1,234,567 '.repeat(14)}ns |\n`
  const chart = barChart({
    title: 'Time a call',
    description: 'Two bars.',
    names: { baseline: 'before', candidate: 'after' },
    rows: [
      {
        label: 'lookup',
        unit: 'µs',
        baseline: { value: 31, text: '31.0 µs' },
        candidate: { value: 4.2, text: '4.2 µs' },
        verdict: 'improved',
        better: 'lower',
        ratio: 0.135,
        interval: null,
      },
    ],
  })
  const entry = writeSmallEntry({
    'operations.svg': chart,
    'index.md': `${markdown}\n${wide}\n\`\`\`bash\n${'long '.repeat(60)}\n\`\`\`\n\n<script>document.title = 'run'</script>\n\n![x](https://example.org/x.png)\n`,
  })

  test.each([
    ['light', 1280],
    ['light', 390],
    ['dark', 1280],
    ['dark', 390],
  ] as const)('%s, %i px: no request, no error, no overflow, readable', async (colorScheme, width) => {
    const { file } = await preview({ entry, out: null })
    const page = await (browser as Browser).newPage({ colorScheme, viewport: { width, height: 800 } })
    const said: string[] = []
    const asked: string[] = []
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(String(error)))
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(pathToFileURL(file).href)
    const seen = await page.evaluate<Look>(look)
    await page.close()

    expect(said).toEqual([])
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(file).href])
    expect(seen.overflow).toBeLessThanOrEqual(0)
    expect(seen.pictures).toEqual([true])
    expect(seen.scheme).toBe(colorScheme)
    expect(seen.texts).toBeGreaterThan(50)
    expect(seen.faint).toEqual([])
    expect(seen.unnamed).toEqual([])
  })
})
