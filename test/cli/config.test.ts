/** `casewright init` and `config check`, as a person has them: in a clone, and of a repository on GitHub. */
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compiled } from '../compiled.ts'
import { gitRepository, type TestRepository } from '../git-repository.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'

let github: FakeGitHub
let clone: TestRepository

beforeAll(async () => {
  github = await fakeGitHub()
  github.repository('ada/.github', { files: { '.github/casewright.yml': 'showcase: ada/work\n' } })
  github.repository('ada/ring', {
    files: { 'README.md': '# ring\n', '.github/casewright.yml': '_extends: .github\ndraft: {label: show}\n' },
  })
  github.repository('ada/plain', { files: { 'README.md': '# plain\n' } })
  clone = gitRepository({ remote: 'git@github.com:ada/thing.git' })
})
afterAll(async () => {
  clone.remove()
  await github.close()
})

function casewright(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = {
    ...compiled,
    PATH: '/usr/bin:/bin',
    HOME: clone.directory,
    GITHUB_API_URL: github.url,
    GH_TOKEN: github.token({ user: 'ada' }),
  }
  return new Promise((resolve) =>
    execFile(process.execPath, ['src/cli.ts', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    ),
  )
}

test('init writes one line and never over another; check reads it back', async () => {
  const first = await casewright('init', clone.directory, '--showcase', 'https://github.com/ada/work')
  expect(first).toMatchObject({ code: 0, stdout: `${join(clone.directory, '.github/casewright.yml')}\n` })
  expect(readFileSync(first.stdout.trim(), 'utf8')).toMatch(/^#.*\nshowcase: ada\/work\n$/)
  expect(await casewright('init', clone.directory)).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') })
  const { code, stdout } = await casewright('config', 'check', clone.directory)
  expect([code, stdout]).toEqual([0, expect.stringMatching(/showcase +ada\/work +ada\/thing:\.github\/casewright\.yml\n/)])
})

test('a fault in a clone has its line', async () => {
  const file = join(clone.directory, 'deep', '..', '.github', 'casewright.yml')
  mkdirSync(join(clone.directory, 'deep'), { recursive: true })
  writeFileSync(file, 'showcase: ada/work\ndraft:\n  lable: show\n')
  const { code, stderr } = await casewright('config', 'check', join(clone.directory, 'deep'))
  expect([code, stderr]).toEqual([2, expect.stringContaining('.github/casewright.yml:3: there is no key "lable". Did you mean "label"?')])
})

test('on GitHub it follows what is extended', async () => {
  const { code, stdout } = await casewright('config', 'check', 'ada/ring', '--json')
  const { files, config } = JSON.parse(stdout)
  expect([code, files, config.showcase, config.draft.label]).toEqual([
    0,
    ['ada/ring:.github/casewright.yml', 'ada/.github:.github/casewright.yml'],
    'ada/work',
    'show',
  ])
  const plain = await casewright('config', 'check', 'ada/plain')
  expect([plain.code, plain.stdout]).toEqual([0, expect.stringContaining('ada/.github:.github/casewright.yml')])
})
