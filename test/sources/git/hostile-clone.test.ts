/** A clone whose own configuration and attributes would run programs: none may run, whatever is asked of it. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { discover } from '../../../src/jobs/discover.ts'
import { readFiles } from '../../../src/sources/files.ts'
import { filesAt } from '../../../src/sources/git/files-at.ts'
import { collectRange } from '../../../src/sources/git/range.ts'
import { whoami } from '../../../src/sources/git/whoami.ts'
import { gitRepository, type TestRepository } from '../../git-repository.ts'

describe('a hostile clone', () => {
  let repository: TestRepository
  let traps = ''
  const trapped = join(tmpdir(), `casewright-trapped-${process.pid}`)

  beforeAll(() => {
    repository = gitRepository({ remote: 'ext::sh -c touch% x', person: { name: 'Mallory', email: 'm@example.org' } })
    repository.commit('one', {
      'a.go': 'package a\n',
      'b.bin': new Uint8Array([0, 1, 2]),
      'bench/r.json': '{"v":1}',
      'README.md': '# x\n\nThis is a small test library.\n',
    })
    repository.commit('two: 3 ms to 2 ms', {
      'a.go': 'package a\n\nfunc A() {}\n',
      'b.bin': new Uint8Array([0, 3]),
      'bench/r.json': '{"v":2}',
    })

    // Every trap is a program that leaves a file behind.
    traps = mkdtempSync(join(tmpdir(), 'casewright-traps-'))
    const trap = join(traps, 'trap')
    writeFileSync(trap, `#!/bin/sh\necho "$0 $*" >> ${trapped}\ncat\n`)
    chmodSync(trap, 0o755)
    const hooks = join(repository.directory, '.git', 'hooks')
    mkdirSync(hooks, { recursive: true })
    for (const hook of ['post-checkout', 'post-index-change', 'reference-transaction', 'pre-auto-gc', 'fsmonitor-watchman']) {
      writeFileSync(join(hooks, hook), `#!/bin/sh\necho hook ${hook} >> ${trapped}\n`)
      chmodSync(join(hooks, hook), 0o755)
    }
    const settings: Record<string, string> = {
      'core.fsmonitor': trap,
      'core.hooksPath': hooks,
      'core.pager': trap,
      'core.editor': trap,
      'core.sshCommand': trap,
      'core.askPass': trap,
      'core.alternateRefsCommand': trap,
      'core.attributesFile': join(traps, 'attributes'),
      'pager.log': trap,
      'pager.diff': trap,
      'diff.external': trap,
      'diff.evil.command': trap,
      'diff.evil.textconv': trap,
      'diff.evil.cachetextconv': 'false',
      'diff.noprefix': 'true',
      'diff.mnemonicPrefix': 'true',
      'diff.renames': 'false',
      'diff.context': '0',
      'diff.orderFile': join(traps, 'order'),
      'color.ui': 'always',
      'log.showSignature': 'true',
      'log.date': 'relative',
      'gpg.program': trap,
      'filter.evil.clean': trap,
      'filter.evil.smudge': trap,
      'filter.evil.process': trap,
      'merge.evil.driver': trap,
      'credential.helper': trap,
      'alias.log': `!${trap}`,
      'alias.diff-tree': `!${trap}`,
      'alias.rev-parse': `!${trap}`,
      'remote.origin.promisor': 'true',
      'remote.origin.uploadpack': trap,
      'extensions.partialClone': 'origin',
      'protocol.ext.allow': 'always',
      'uploadpack.packObjectsHook': trap,
      'i18n.logOutputEncoding': 'UTF-16',
      'trace2.normalTarget': join(traps, 'trace'),
      'core.repositoryFormatVersion': '1',
    }
    for (const [name, value] of Object.entries(settings)) repository.git('config', name, value)
    writeFileSync(join(traps, 'order'), 'zzz\n')
    writeFileSync(join(traps, 'attributes'), '* diff=evil filter=evil\n')
    writeFileSync(join(repository.directory, '.git', 'info', 'attributes'), '* diff=evil filter=evil merge=evil\n')
    writeFileSync(join(repository.directory, '.gitattributes'), '* diff=evil filter=evil -text\n*.go binary\n')
    rmSync(trapped, { force: true })
  })
  afterAll(() => {
    repository.remove()
    rmSync(traps, { recursive: true, force: true })
    rmSync(trapped, { force: true })
  })

  test('runs nothing and answers as a plain one would', async () => {
    const { directory } = repository
    const range = await collectRange({ directory, range: 'HEAD~1..HEAD', suspicious: /x/ })
    expect(range.changes.map(({ path, added, removed }) => [path, added, removed])).toEqual([
      ['a.go', 2, 0],
      ['b.bin', null, null],
      ['bench/r.json', 1, 1],
    ])
    expect(range.changes[0]?.hunks).toEqual([{ start: 2, lines: 2, symbol: 'A' }])
    expect(range.repository).toMatchObject({ url: null, introduction: 'This is a small test library.' })
    const { files } = await filesAt(directory, 'HEAD~1', 'bench/*.json')
    expect(Buffer.from(files[0]?.bytes ?? []).toString()).toBe('{"v":1}')
    const read = await readFiles({
      globs: ['bench/*.json'],
      cwd: directory,
      side: 'candidate',
      repository: { directory, commits: ['HEAD'] },
      person: 'x',
    })
    expect(read.files[0]).toMatchObject({ path: 'bench/r.json', level: 'recorded' })
    expect(await whoami(directory)).toBe('Mallory')
    expect((await discover({ directory, limit: 3 })).map(({ title }) => title)).toEqual(['two: 3 ms to 2 ms'])
    expect(existsSync(trapped)).toBe(false)
  })

  test('the traps are real: git itself steps into one', () => {
    try {
      repository.git('diff', 'HEAD~1', 'HEAD', '--', 'a.go')
    } catch {
      // It may fail after that; what counts is that the program ran.
    }
    expect(existsSync(trapped)).toBe(true)
  })

  test('an object that is missing is not fetched, and the message says what to do', async () => {
    const lost = gitRepository({ remote: 'ext::sh -c touch% x' })
    lost.commit('one', { a: '1' })
    lost.commit('two', { a: '2' })
    lost.git('config', 'remote.origin.promisor', 'true')
    const blob = lost.git('rev-parse', 'HEAD:a')
    rmSync(join(lost.directory, '.git/objects', blob.slice(0, 2), blob.slice(2)))
    await expect(collectRange({ directory: lost.directory, range: 'HEAD~1..HEAD', suspicious: /x/ })).rejects.toThrow('is a partial clone')
    lost.remove()
  })
})
