import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, delimiter, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { KnownError } from '../../src/errors.ts'
import { type ReproduceRequest, reproduce } from '../../src/jobs/reproduce.ts'
import { gitRepository, plainEnvironment } from '../git-repository.ts'
import { base, head, ledger, markdown, writeSmallEntry } from '../small-entry.ts'

const defaults = { out: null, runs: null, repo: null, commands: [] }
const request = (more: Partial<ReproduceRequest> = {}): ReproduceRequest => ({ entry: writeSmallEntry(), ...defaults, ...more })
const withCode = (code: string) => markdown.replace(/```bash\n[\s\S]*?```/, `\`\`\`bash\n${code}\n\`\`\``)
const linter = 'shellcheck'
const hasShellcheck = spawnSync(linter, ['--version']).status === 0
if (!hasShellcheck) console.warn('SKIPPED: shellcheck is not installed, so scripts are only parsed by bash')

/** Parses the script without running it. */
function check(file: string): void {
  execFileSync('bash', ['-n', file])
  if (hasShellcheck) execFileSync(linter, [file])
}

describe('the script', () => {
  test('pins both commits, takes the source from the ledger and the runs from the entry', async () => {
    const made = await reproduce(request())
    expect(made).toMatchObject({ base, head, runs: 10, source: 'https://example.org/ada/table', commands: './bench.sh' })
    expect(made.file).toMatch(/one-index\.reproduce\.sh$/)
    const script = readFileSync(made.file, 'utf8')
    expect(script).toMatch(/^#!\/usr\/bin\/env bash\n# Repeats the measurement of: One index[^\n]*\n#\n# READ BEFORE YOU RUN IT/)
    expect(script).toContain('\nset -euo pipefail\n')
    expect(script).toContain('# Expected, candidate ÷ baseline: lookup: 0.128 to 0.142 (95 % interval in the entry)')
    expect(script.trimEnd().endsWith('fi')).toBe(true)
    check(made.file)
  })

  test('fewer than six runs a side in the entry become six, --runs rules', async () => {
    const claims = ledger.claims.map((claim) => (claim.kind === 'runs' ? { ...claim, value: 1 } : claim))
    const entry = writeSmallEntry({ 'evidence.json': JSON.stringify({ ...ledger, claims }) })
    expect((await reproduce(request({ entry }))).runs).toBe(6)
    expect((await reproduce(request({ entry, runs: 3 }))).runs).toBe(3)
  })

  test.each<[string, string, string]>([
    [
      'our own loop',
      'git clone https://example.org/a/b && cd b\nfor i in 1 2 3 4 5 6; do\n  for side in baseline candidate; do (\n    cd "../$side"\n    go test -bench .\n  ); done\ndone',
      'go test -bench .',
    ],
    [
      'commands after a comment',
      `git worktree add ../baseline ${base}\n# at each of the two:\nmake\n./bench --size 10 \\\n  --json`,
      'make\n./bench --size 10 \\\n  --json',
    ],
    [
      'an inner loop of its own',
      'for i in 1 2; do\n  for size in 1 2 4; do\n    ./bench "$size"\n  done\ndone',
      'for size in 1 2 4; do\n  ./bench "$size"\ndone',
    ],
    ['a heredoc', "cat > in.txt <<'X'\ndone\nX\n./bench < in.txt", "cat > in.txt <<'X'\ndone\nX\n./bench < in.txt"],
    ['a comparing tool at the end', './bench.sh\nbenchstat ../old.txt ../new.txt', './bench.sh'],
  ])('takes the commands of one run out of %s', async (_, code, expected) => {
    expect((await reproduce(request({ entry: writeSmallEntry({ 'index.md': withCode(code) }) }))).commands).toBe(expected)
  })
})

describe('what others wrote', () => {
  test.each([
    ['quotes and substitutions in the commands', `echo 'a' "$(touch pwned)" \`touch pwned\` ; }; exit 9`],
    ['a command that tries to close the quote', "'; touch pwned; echo '"],
  ])('%s runs nothing by being written down', async (_, command) => {
    const made = await reproduce(request({ commands: [command] }))
    check(made.file)
    const [line = ''] = /^commands='[\s\S]*?'$/m.exec(readFileSync(made.file, 'utf8')) ?? []
    const folder = mkdtempSync(join(tmpdir(), 'casewright-quote-'))
    expect(execFileSync('bash', ['-c', `${line}\nprintf %s "$commands"`], { cwd: folder, encoding: 'utf8' })).toBe(command)
    expect(readdirSync(folder)).toEqual([])
  })

  test('title and labels cannot leave their comment', async () => {
    const evil = 'x\ntouch pwned #'
    const comparisons = ledger.comparisons.map((comparison) => ({ ...comparison, label: evil }))
    const entry = writeSmallEntry({
      'index.md': markdown.replace(/^title: .*$/m, 'title: "a\\ntouch pwned\\u202e\\rb"'),
      'evidence.json': JSON.stringify({ ...ledger, comparisons }),
    })
    const script = readFileSync((await reproduce(request({ entry }))).file, 'utf8')
    expect(script.split('\n').filter((line) => line.includes('pwned') && !line.startsWith('# '))).toEqual([])
    expect(script).not.toMatch(/[\u202e\r]/)
  })

  test.each([
    ['no commit id', { subject: { ...ledger.subject, base: '$(touch pwned)' } }, /is no full commit id/],
    ['a short one', { subject: { ...ledger.subject, head: head.slice(0, 12) } }, /is no full commit id/],
    ['no address', { subject: { ...ledger.subject, url: null }, sources: [] }, /Give a clone with --repo DIR/],
    [
      'an address with a shell in it',
      { subject: { ...ledger.subject, url: "https://example.org/a/b';touch x;'/pull/1" }, sources: [] },
      /--repo DIR/,
    ],
  ])('a ledger with %s is refused', async (_, part, message) => {
    const made = request({ entry: writeSmallEntry({ 'evidence.json': JSON.stringify({ ...ledger, ...part }) }) })
    await expect(reproduce(made)).rejects.toThrow(KnownError)
    await expect(reproduce(made)).rejects.toThrow(message)
    expect(existsSync(`${made.entry}.reproduce.sh`)).toBe(false)
  })

  test.each([
    ['no code', markdown.replace('## Repeat it', '## Elsewhere'), /no code under "Repeat it"/],
    ['sides it changes by itself', withCode('for s in old new; do git checkout $s; make bench; done'), /not clear what one run is/],
    ['text that shows another order than it runs', withCode('./bench \u202e #dne'), /invisible character U\+202E/],
    ['an escape sequence', withCode('./bench \u001b[8m; evil'), /invisible character U\+001B/],
  ])('an entry with %s is refused', async (_, text, message) => {
    await expect(reproduce(request({ entry: writeSmallEntry({ 'index.md': text }) }))).rejects.toThrow(message)
  })

  test('an entry without a measurement says so', async () => {
    const entry = writeSmallEntry({ 'evidence.json': JSON.stringify({ ...ledger, comparisons: [], claims: [] }) })
    await expect(reproduce(request({ entry }))).rejects.toThrow(/nothing was measured/)
    expect((await reproduce(request({ entry, commands: ['make bench'] }))).commands).toBe('make bench')
  })

  test('the script never goes into the entry', async () => {
    const entry = writeSmallEntry()
    await expect(reproduce(request({ entry, out: join(entry, 'x.sh') }))).rejects.toThrow(/inside the entry/)
  })
})

describe('running it', () => {
  /** A benchmark that counts its calls, so that no two runs are alike: 100 to 102 ns, or half of it after the change. */
  const bench = (nanoseconds: number) => `#!/bin/sh
n=$(cat ../../count 2>/dev/null || echo 0); echo $((n + 1)) > ../../count
pwd | sed 's|.*/||' >> ../../order
echo "BenchmarkLookup-8   1000   ${nanoseconds}.$((n % 7)) ns/op"
echo noise >&2
`

  function repository(): { directory: string; base: string; head: string } {
    const made = gitRepository()
    const script = (ns: number) => ({ 'bench.sh': bench(ns), 'result.json': '{"old":true}\n', '.gitignore': 'ignored.json\n' })
    const first = made.commit('Add a table', script(100))
    const second = made.commit('Find rows by an index', script(50))
    return { directory: made.directory, base: first, head: second }
  }

  function entryOf(commits: { base: string; head: string }): string {
    return writeSmallEntry({ 'evidence.json': JSON.stringify({ ...ledger, subject: { ...ledger.subject, ...commits } }) })
  }

  function run(file: string, folder: string, path = ''): { status: number | null; stdout: string; stderr: string } {
    const env = { ...plainEnvironment(), PATH: `${path}${delimiter}${process.env.PATH}` }
    return spawnSync('bash', [file, folder], {
      cwd: mkdtempSync(join(tmpdir(), 'casewright-run-')),
      env,
      encoding: 'utf8',
      timeout: 25_000,
    })
  }

  /** A folder for PATH with a `casewright` that is this source tree. */
  function onPath(): string {
    const folder = mkdtempSync(join(tmpdir(), 'casewright-bin-'))
    writeFileSync(join(folder, 'casewright'), `#!/bin/sh\nexec '${process.execPath}' '${resolve('src/cli.ts')}' "$@"\n`)
    chmodSync(join(folder, 'casewright'), 0o755)
    return folder
  }

  test('measures both sides in turn and ends with the comparison', async () => {
    const source = repository()
    const made = await reproduce(request({ entry: entryOf(source), repo: source.directory, runs: 6, commands: ['sh ./bench.sh'] }))
    const work = join(mkdtempSync(join(tmpdir(), 'casewright-work-')), 'work')
    const ran = run(made.file, work, onPath())
    expect(ran.stderr).toContain('run 6 of 6, baseline')
    expect(ran.status, ran.stderr).toBe(0)
    expect(readdirSync(join(work, 'baseline'))).toEqual([1, 2, 3, 4, 5, 6].map((n) => `run-0${n}.txt`))
    expect(readFileSync(join(work, 'candidate', 'run-03.txt'), 'utf8')).toMatch(/^BenchmarkLookup-8 +1000 +50\.\d ns\/op\n$/)
    const order = readFileSync(join(work, 'order'), 'utf8').trim().split('\n')
    expect(order.slice(0, 4)).toEqual(['baseline', 'candidate', 'candidate', 'baseline'])
    expect(order.filter((side) => side === 'baseline')).toHaveLength(6)
    expect(ran.stdout).toMatch(/improved/)
    expect(ran.stdout).toMatch(/Lookup/)
    const trees = execFileSync('git', ['-C', source.directory, 'worktree', 'list'], { encoding: 'utf8' })
    expect(trees.trim().split('\n')).toHaveLength(1)
  })

  test('takes the files that a run wrote, not those that were there', async () => {
    const source = repository()
    const commands = ['sh ./bench.sh >/dev/null', 'echo 1 > ignored.json', 'echo "never --json result.json" >/dev/null']
    const made = await reproduce(request({ entry: entryOf(source), repo: source.directory, runs: 1, commands }))
    const work = join(mkdtempSync(join(tmpdir(), 'casewright-work-')), 'work')
    expect(run(made.file, work).status).toBe(0)
    expect(readdirSync(join(work, 'candidate'))).toEqual(['run-01-ignored.json'])
    check(made.file)
  })

  test('commands that name both commits run once and keep both sides apart by themselves', async () => {
    const source = repository()
    const both = `for side in baseline:${source.base} candidate:${source.head}; do
  mkdir -p "results/\${side%%:*}"
  git checkout --quiet "\${side#*:}"
  sh ./bench.sh > "results/\${side%%:*}/1.txt"
done`
    const made = await reproduce(request({ entry: entryOf(source), repo: source.directory, commands: [both] }))
    expect(made.alternates).toBe('commands')
    check(made.file)
    const work = join(mkdtempSync(join(tmpdir(), 'casewright-work-')), 'work')
    const ran = run(made.file, work)
    expect(ran.status, ran.stderr).toBe(0)
    expect(readFileSync(join(work, 'baseline', '1.txt'), 'utf8')).toMatch(/ 100\.\d ns/)
    expect(readFileSync(join(work, 'candidate', '1.txt'), 'utf8')).toMatch(/ 50\.\d ns/)
    const silent = await reproduce(
      request({ entry: entryOf(source), repo: source.directory, commands: [`true ${source.base} ${source.head}`] }),
    )
    expect(run(silent.file, `${work}-2`)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('They wrote no folder named baseline'),
    })
  })

  test('without casewright at hand it names the call; a folder that exists and a run that fails stop it', async () => {
    const source = repository()
    const good = await reproduce(request({ entry: entryOf(source), repo: source.directory, runs: 1, commands: ['true'] }))
    const work = join(mkdtempSync(join(tmpdir(), 'casewright-work-')), 'work')
    expect(run(good.file, work).stdout).toContain(`casewright measure --baseline "${work}/baseline/*" --candidate "${work}/candidate/*"`)
    expect(run(good.file, work)).toMatchObject({ status: 1, stderr: expect.stringContaining('is there already') })
    const bad = await reproduce(
      request({ entry: entryOf(source), repo: source.directory, runs: 1, commands: ['true', 'false | cat', 'true'] }),
    )
    const failed = run(bad.file, `${work}-2`)
    expect(failed.status).toBe(1)
    expect(failed.stderr).toContain('This run failed; see')
  })

  test('an inference server is started before each run and stopped after it', async () => {
    const source = repository()
    const port = await freePort()
    const program = `require('net').createServer((s)=>s.on('error',()=>{}).end('ready')).listen(${port},'127.0.0.1')`
    const bin = mkdtempSync(join(tmpdir(), 'casewright-bin-'))
    writeFileSync(join(bin, 'vllm'), `#!/bin/sh\nexec '${process.execPath}' -e "${program}"\n`)
    chmodSync(join(bin, 'vllm'), 0o755)
    const commands = [`vllm serve some/model \\\n  --port ${port}`, `(cat <>/dev/tcp/127.0.0.1/${port})`]
    const made = await reproduce(request({ entry: entryOf(source), repo: source.directory, runs: 2, commands }))
    check(made.file)
    const work = join(mkdtempSync(join(tmpdir(), 'casewright-work-')), 'work')
    const ran = run(made.file, work, bin)
    expect(ran.stderr).not.toContain('does not answer')
    expect(ran.status, ran.stderr).toBe(0)
    expect(readFileSync(join(work, 'candidate', 'run-02.txt'), 'utf8')).toBe('ready')
    expect(spawnSync('bash', ['-c', `: <>/dev/tcp/127.0.0.1/${port}`]).status).not.toBe(0)
  }, 20_000)
})

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

test('the name of the script is in its usage line', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'casewright-out-')), 'again.sh')
  const made = await reproduce(request({ out }))
  expect(readFileSync(made.file, 'utf8')).toContain(`# Usage: bash ${basename(out)} [FOLDER]`)
})
