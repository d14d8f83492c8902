/** Before a site is built: the records of signatures, written into a clone from what the pull requests say. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordSignOff } from '../../src/jobs/record-sign-off.ts'
import { compiled } from '../compiled.ts'
import { gitRepository, type TestRepository } from '../git-repository.ts'
import { entryIn, type Stage, stage } from './showcase-pull.ts'

let at: Stage
let clone: TestRepository
beforeAll(async () => {
  at = await stage({ files: { 'README.md': '# Work\n', '.github/casewright.yml': 'sign-off: { who: [bob] }\n' } })
  at.pull.review({ author: 'bob', state: 'APPROVED' })
  at.pull.merge('squash', 'ada')
  const other = at.showcase.pullRequest({ files: entryIn('entries/harvest', 'harvest'), author: 'casewright[bot]' })
  other.review({ author: 'carol', state: 'APPROVED' })
  other.merge('squash', 'ada')
  clone = gitRepository({ person: { name: 'Ada', email: 'ada@example.org' } })
  for (const [path, content] of Object.entries({ ...entryIn('entries/a-kernel'), ...entryIn('entries/harvest', 'harvest') })) {
    mkdirSync(dirname(join(clone.directory, path)), { recursive: true })
    writeFileSync(join(clone.directory, path), content)
  }
})
afterAll(async () => {
  clone.remove()
  await at.github.close()
})

async function signOff(...args: string[]) {
  const child = spawn(process.execPath, [join(process.cwd(), 'src/cli.ts'), 'sign-off', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: clone.directory,
    env: {
      ...compiled,
      PATH: '/usr/bin:/bin',
      HOME: clone.directory,
      GITHUB_API_URL: at.github.url,
      GH_TOKEN: at.github.token({ user: 'ada' }),
    },
  })
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await closed, stdout, stderr }
}

const file = (entry: string) => join(clone.directory, `entries/${entry}/sign-off.json`)

describe('casewright sign-off --from-api', () => {
  test('writes who signed, by the rules of the showcase; again it writes nothing', async () => {
    expect(await signOff('--from-api', '--showcase', 'ada/work')).toEqual({
      code: 0,
      stderr: '',
      stdout: 'entries/a-kernel: signed by bob in #1\nentries/harvest: carol is not among those who may sign here.\n',
    })
    expect(() => readFileSync(file('harvest'))).toThrow()
    expect((await signOff('--from-api', 'entries/a-kernel', '--showcase', 'ada/work')).stdout).toBe(
      'entries/a-kernel: signed by bob in #1, as it is\n',
    )
  })

  test('is byte for byte what the App records', async () => {
    const rules = { who: ['bob'], count: 1, author: true }
    await recordSignOff({ writer: at.writer(), pull: at.place, rules, wait: async () => {} })
    expect(readFileSync(file('a-kernel'), 'utf8')).toBe(at.showcase.read('entries/a-kernel/sign-off.json'))
  })

  test('of an entry that was changed since there is no signature', async () => {
    const page = join(clone.directory, 'entries/a-kernel/index.md')
    writeFileSync(page, `${readFileSync(page, 'utf8')}\nMore.\n`)
    expect((await signOff('--from-api', '--showcase', 'ada/work', '--json')).stdout).toContain(
      '"why": "No merged pull request holds these bytes: the entry was changed since."',
    )
  })

  test('says what is missing', async () => {
    const cases = [['--from-api'], ['--from-api', '--showcase', 'ada/work', '--as', 'Ada'], ['entries/a-kernel']]
    const answers = await Promise.all(cases.map((args) => signOff(...args)))
    expect(answers.map(({ code }) => code)).toEqual([2, 2, 2])
    expect(answers.map(({ stderr }) => /--showcase owner|Leave --as|who signs/.test(stderr))).not.toContain(false)
  })
})
