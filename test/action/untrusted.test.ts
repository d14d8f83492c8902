/** Strangers' words on the runner's log, in outputs and in the summary: nothing of them is taken for a command (TRUST §3). */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { addSummary, setOutputs } from '../../src/action/file-commands.ts'
import { annotate, line, plain } from '../../src/action/log.ts'
import { outputPath } from '../../src/action/output-path.ts'
import { actionRunner, commandsIn, outputsIn, type Runner } from './runner.ts'
import { actionWorld, description } from './world.ts'

const hostile = [
  '::set-output name=pwned::yes',
  '##[set-env name=PATH]/evil',
  '\n::add-path::/evil',
  '\r::error file=a,line=1::pwned',
  '\u2028::warning::pwned',
  '\u001b[2K\u001b[1A::notice::pwned',
  '%0A::debug::pwned',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'casewright_EOF\nPATH=/evil\nx<<EOF',
  '\u0024{{ secrets.TOKEN }} $(id) `id`',
  '@everyone closes #1 https://evil.example/',
  '\u202eevil\u2066',
]

describe('one line', () => {
  test.each(hostile)('%j is text', (text) => {
    expect(commandsIn(plain(text))).toEqual([])
    expect(plain(text)).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028]/u)
  })

  test('any text stays one line without a command, also in an annotation', () => {
    const pieces = fc.array(fc.oneof(fc.constantFrom(...hostile, ':', '::', '#', '[', '\n', '%', ','), fc.string({ unit: 'binary' })), {
      maxLength: 6,
    })
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    try {
      fc.assert(
        fc.property(pieces, (parts) => {
          const text = parts.join('')
          write.mockClear()
          line(text)
          annotate('error', text, text, { file: text, line: 3 })
          const printed = write.mock.calls.map(([chunk]) => String(chunk))
          expect(printed.join('').split(/\r\n|\r|\n/)).toHaveLength(3)
          const [found, ...more] = commandsIn(printed.join(''))
          expect(more).toEqual([])
          expect(found).toMatchObject({
            command: 'error',
            properties: { title: plain(text), file: plain(text), line: '3' },
            message: plain(text),
          })
        }),
      )
    } finally {
      write.mockRestore()
    }
  })
})

test.each([
  ['entries/a-kernel', 'entries/a-kernel'],
  ['C:/work/casewright/a', 'C:/work/casewright/a'],
  ['entries/$(id)`id`', 'entries/%24%28id%29%60id%60'],
  ["entries/a'; curl evil #", 'entries/a%27%3B%20curl%20evil%20%23'],
  ['entries/\u202e\n💥', 'entries/%E2%80%AE%0A%F0%9F%92%A5'],
])('a path as an output: %j', (path, output) => {
  expect(outputPath(path)).toBe(output)
})

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-files-'))
  const file = join(folder, 'file')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('outputs come back as they were, whatever is in them', () => {
    writeFileSync(file, '')
    const values = Object.fromEntries(hostile.map((text, i) => [`value-${i}`, text.replaceAll(/\r/g, '')]))
    setOutputs({ GITHUB_OUTPUT: file }, values)
    expect(outputsIn(readFileSync(file, 'utf8'))).toEqual(values)
    expect(() => setOutputs({ GITHUB_OUTPUT: file }, { a: 'x\ncasewright_1-1-1-1-1\n' }, () => '1-1-1-1-1')).toThrow('its own delimiter')
  })

  test('a summary beyond 1 MiB is cut between blocks, and says so', () => {
    writeFileSync(file, '')
    addSummary({ GITHUB_STEP_SUMMARY: file }, `${'A paragraph with µ.\n\n'.repeat(60_000)}`)
    const text = readFileSync(file, 'utf8')
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024)
    expect(text).toMatch(/A paragraph with µ\.\n\n> The rest does not fit/)
    writeFileSync(file, '')
    addSummary({ GITHUB_STEP_SUMMARY: file }, `\`\`\`\n${'code\n\n'.repeat(300_000)}\`\`\``)
    expect(readFileSync(file, 'utf8')).toMatch(/code\n```\n\n> The rest does not fit/)
  })
})

describe('the bundle', () => {
  let runner: Runner
  beforeAll(async () => {
    runner = await actionRunner()
  })
  afterAll(() => runner.close())

  test('hostile titles, bodies, labels, names of files and of branches', async () => {
    const all = hostile.join('\n\n')
    const { github, push } = await actionWorld({
      pull: {
        title: `cache: ${hostile.join(' ')}`.replaceAll('\n', ' '),
        body: `${description}\n\n${all}\n\n::add-mask::a`,
        head: 'x;$(id)-##[evil]',
      },
    })
    const token = github.token({ workflow: 'example/ringcache', permissions: { contents: 'read', pull_requests: 'read' } })
    const name = 'bench/::error::x##[y]\n::notice::z.txt'
    const workspace = { [name]: 'BenchmarkGet-8 100 183 ns/op\n', 'new.txt': '::warning::w\nBenchmarkGet-8 100 61 ns/op\n' }
    const inputs = { token, 'dry-run': 'true', baseline: 'bench/*', candidate: 'new.txt' }
    const result = await runner.run({ ...push, api: github.url, workspace, inputs })
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(result.commands.filter(({ command }) => command !== 'add-mask')).toEqual([])
    expect(result.stdout).not.toContain('pwned')
    expect(Object.keys(result.outputs)).toHaveLength(9)
    expect(JSON.parse(result.outputs.verification ?? '')).toMatchObject({ wrong: 0 })
    // Outside code nothing opens a tag, mentions, or closes.
    const words = result.summary.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`+[^`]*`+/g, '')
    expect(words).not.toMatch(/<[a-z!/]|@everyone|closes #1|evil\.example/i)
    await github.close()
  })

  test('a finished entry that was edited by a stranger, and inputs', async () => {
    const page = `---\ntitle: x\n---\n\n${hostile.join('\n\n')}\n\n::error::1234 times 5.6 ms\n`
    const step = { api: 'http://127.0.0.1:9', repository: 'ada/work', event: 'pull_request' }
    const result = await runner.run({
      ...step,
      inputs: { command: 'verify' },
      workspace: { 'e/index.md': page, 'e/evidence.json': `{"a": "${'::error::x'}"}` },
    })
    expect(result.code).toBe(1)
    expect(result.commands.map(({ command, properties }) => [command, properties.file])).toEqual([['error', 'e/evidence.json']])
    const input = await runner.run({ ...step, inputs: { command: 'draft\n::error::pwned' } })
    expect(input.commands).toMatchObject([{ command: 'error', message: expect.stringContaining('the input "command"') }])
  })
})
