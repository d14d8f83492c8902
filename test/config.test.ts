import { describe, expect, test } from 'vitest'
import { configOf, parseConfig } from '../src/config.ts'
import { checkConfig } from '../src/jobs/check-config.ts'
import { loadConfig } from '../src/jobs/load-config.ts'

/** Files as `owner/name:path`. */
function reads(files: Readonly<Record<string, string>>) {
  const asked: string[] = []
  const read = async (repository: string, path: string) => {
    asked.push(`${repository}:${path}`)
    return files[`${repository}:${path}`] ?? null
  }
  return { read, asked }
}
const own = 'ada/ring:.github/casewright.yml'
const ofOwner = 'ada/.github:.github/casewright.yml'

async function configFrom(files: Readonly<Record<string, string>>) {
  return loadConfig({ ...reads(files), repository: 'ada/ring' })
}

describe('one file', () => {
  test('of one line says everything', () => {
    const config = configOf(parseConfig('showcase: ada/work\n', 'x.yml'))
    expect(config).toMatchObject({
      showcase: 'ada/work',
      draft: { when: ['label', 'command'], label: 'case-study' },
      benchmarks: { artifacts: ['casewright-bench'] },
      privacy: { publishPrivate: false, fields: [] },
      signOff: { who: [], count: 1, author: true },
    })
  })

  test('takes one word for a list of one', () => {
    const config = configOf(parseConfig('draft: {when: release, paths: src/**}\nbenchmarks: {primary: sec/op}\n', 'x.yml'))
    expect([config.draft.when, config.draft.paths, config.benchmarks.primary]).toEqual([['release'], ['src/**'], ['sec/op']])
  })

  test.each([
    ['showcas: a/b', 'x.yml:1: there is no key "showcas". Did you mean "showcase"?'],
    ['\nshowcase: work', 'x.yml:2: showcase must be owner/repo, as in octo-org/showcase.'],
    ['draft:\n  when: lable', 'x.yml:2: draft.when must be one of label, command, improvement, release.'],
    ['draft:\n  when: [label, realease]', 'x.yml:2: draft.when.1 must be one of label, command, improvement, release.'],
    ['draft:\n  wen: label', 'x.yml:2: there is no key "wen". Did you mean "when"?'],
    ['entry: {path: ../up}', 'x.yml:1: entry.path must be a folder inside the repository'],
    ['entry: {path: /etc}', 'x.yml:1: entry.path must be a folder inside the repository'],
    ['entry: {preset: plian}', 'x.yml:1: entry.preset must be one of plain, casewright.'],
    ['benchmarks: {primary: [a, b, c, d, e]}', 'x.yml:1: benchmarks.primary must name at most four metrics.'],
    ['draft: { label: "`@ada` x" }', 'x.yml:1: draft.label must be the name of a label: one line'],
    ['accept: "*"', 'x.yml:1: accept must be owner/repo or owner/*.'],
    ['sign-off: {count: 0}', 'x.yml:1: sign-off.count must be at least 1.'],
    ['people: {reviewers: "@ada"}', 'x.yml:1: people.reviewers must be a login, without @.'],
    ['a: &b 1\nc: *b', 'x.yml'],
    ['- showcase', 'x.yml:1: the configuration holds no keys.'],
    ['showcase: a/b\nshowcase: c/d', 'x.yml:2: the configuration is no plain YAML'],
  ])('%j is refused with its line', (text, words) => {
    expect(() => parseConfig(text, 'x.yml')).toThrow(
      expect.objectContaining({ name: 'KnownError', message: expect.stringContaining(words) }),
    )
  })
})

describe('several files', () => {
  test('none anywhere is no configuration, after two questions', async () => {
    const { read, asked } = reads({})
    expect(await loadConfig({ read, repository: 'ada/ring' })).toBeNull()
    expect(asked).toEqual([own, ofOwner])
  })

  test("the owner's holds where the repository has none", async () => {
    const loaded = await configFrom({ [ofOwner]: 'showcase: ada/work' })
    expect(loaded?.config.showcase).toBe('ada/work')
  })

  test('the repository wins, key by key, and lists are replaced', async () => {
    const loaded = await configFrom({
      [own]: '_extends: shared\ndraft:\n  label: show\n  paths: [src/**]\n',
      'ada/shared:.github/casewright.yml': 'showcase: ada/work\ndraft:\n  label: other\n  paths: [a, b]\n  when: release\n',
    })
    expect(loaded?.config).toMatchObject({ showcase: 'ada/work', draft: { label: 'show', paths: ['src/**'], when: ['release'] } })
  })

  test('a path of its own, and on from there', async () => {
    const loaded = await configFrom({
      [own]: '_extends: org/conf:a/b.yml',
      'org/conf:a/b.yml': '_extends: base\nlimits: {per-day: 1}',
      'org/base:.github/casewright.yml': 'showcase: org/work\nlimits: {per-day: 9, open-drafts: 3}',
    })
    expect(loaded?.config).toMatchObject({ showcase: 'org/work', limits: { perDay: 1, openDrafts: 3 } })
  })

  test.each([
    ['a shared file', { [own]: '_extends: shared', 'ada/shared:.github/casewright.yml': 'privacy: {publish-private: true}' }],
    ["the owner's file", { [ofOwner]: 'privacy: {publish-private: true, fields: [title]}' }],
  ])('%s opens nothing of a private repository', async (_, files) => {
    expect((await configFrom(files))?.config.privacy).toEqual({ publishPrivate: false, fields: [], approvers: [] })
  })

  test("the repository's own file does", async () => {
    const loaded = await configFrom({ [own]: 'privacy: {publish-private: true, fields: [title]}' })
    expect(loaded?.config.privacy).toMatchObject({ publishPrivate: true, fields: ['title'] })
  })

  test.each<[string, Record<string, string>, string]>([
    ['back to itself', { [own]: '_extends: ring' }, '"_extends" comes back to ada/ring:.github/casewright.yml'],
    [
      'round in a circle',
      { [own]: '_extends: b', 'ada/b:.github/casewright.yml': '_extends: Ring' },
      'ada/b:.github/casewright.yml: "_extends" comes back to',
    ],
    ['out of the repository', { [own]: '_extends: org/conf:../../../user' }, 'is no file of a repository'],
    ['out of the owner', { [own]: '_extends: ../user' }, 'is no file of a repository'],
    ['to nothing', { [own]: '_extends: org/none' }, 'names org/none:.github/casewright.yml, which is not there'],
    [
      'to a faulty one',
      { [own]: '_extends: b', 'ada/b:.github/casewright.yml': '\nlimit: 1' },
      'ada/b:.github/casewright.yml:2: there is no key "limit". Did you mean "limits"?',
    ],
    [
      'on and on',
      Object.fromEntries(
        [own, ...[1, 2, 3, 4, 5].map((n) => `ada/r${n}:.github/casewright.yml`)].map((at, n) => [at, `_extends: r${n + 1}`]),
      ),
      'more than 5 files extend each other',
    ],
  ])('%s is refused', async (_, files, words) => {
    await expect(configFrom(files)).rejects.toMatchObject({ name: 'KnownError', message: expect.stringContaining(words) })
  })
})

test('a file of a megabyte is refused before it is parsed, which would take a minute', () => {
  const keys = Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join('\n')
  expect(() => parseConfig(keys, own)).toThrow(/characters, and no more than 65536 are read/)
})

test('the check says of every key where it comes from', async () => {
  const files = { [own]: '_extends: shared\nshowcase: .', 'ada/shared:.github/casewright.yml': 'sign-off: {count: 2}\nshowcase: x/y' }
  const checked = await checkConfig({ ...reads(files), repository: 'ada/ring' })
  const found = Object.fromEntries(checked?.keys.map(({ key, value, from }) => [key, [value, from]]) ?? [])
  expect(found).toMatchObject({
    showcase: ['.', own],
    'sign-off.count': [2, 'ada/shared:.github/casewright.yml'],
    'sign-off.author': [true, null],
    'privacy.publish-private': [false, null],
  })
})
