/** A release and the one before it: which that is, what lies between them, what GitHub does not show. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { previousRelease } from '../../src/sources/github/previous-release.ts'
import { collectRelease } from '../../src/sources/github/release.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import { clientOf, ringcache } from './github-source.ts'

describe('the release before', () => {
  const at = (tag: string, day: number, isPrerelease = false) => ({
    tag,
    isPrerelease,
    publishedAt: `2026-01-${String(day).padStart(2, '0')}`,
  })
  const before = (tag: string, all: ReturnType<typeof at>[]) => {
    const release = all.find((one) => one.tag === tag)
    return release === undefined ? 'no such release' : (previousRelease(release, all)?.tag ?? null)
  }

  test.each<[string, string, string | null, ReturnType<typeof at>[]]>([
    ['the one published last', 'v1.3.0', 'v1.2.0', [at('v1.1.0', 1), at('v1.2.0', 2), at('v1.3.0', 3), at('v1.4.0', 4)]],
    ['none', 'v1.0.0', null, [at('v1.0.0', 1), at('v1.1.0', 2)]],
    ['no prerelease', 'v1.3.0', 'v1.2.0', [at('v1.2.0', 1), at('v1.3.0-rc.1', 2, true), at('v1.3.0', 3)]],
    [
      'for a prerelease the one before',
      'v1.3.0-rc.2',
      'v1.3.0-rc.1',
      [at('v1.2.0', 1), at('v1.3.0-rc.1', 2, true), at('v1.3.0-rc.2', 3, true)],
    ],
    ['no fix of an older line', 'v1.4.0', 'v1.3.0', [at('v1.2.0', 1), at('v1.3.0', 2), at('v1.2.5', 3), at('v1.4.0', 4)]],
    ['for such a fix its own line', 'v1.2.5', 'v1.2.0', [at('v1.2.0', 1), at('v1.3.0', 2), at('v1.2.5', 3)]],
    ['of the same package', 'ring@1.1.0', 'ring@1.0.0', [at('ring@1.0.0', 1), at('tools@3.0.0', 2), at('ring@1.1.0', 3)]],
    ['by time where tags are no versions', 'spring', 'winter', [at('summer', 9), at('winter', 1), at('spring', 4)]],
    ['ten comes after nine', 'v1.10.0', 'v1.9.0', [at('v1.9.0', 1), at('v1.10.0', 2)]],
  ])('%s', (_, tag, expected, all) => expect(before(tag, all)).toBe(expected))
})

describe('what lies between', () => {
  let github: FakeGitHub
  beforeEach(async () => {
    github = await fakeGitHub()
  })
  afterEach(() => github.close())

  const collect = (tag: string) =>
    collectRelease({
      github: clientOf(github, github.token({ user: 'dora' })),
      reference: { kind: 'release', owner: 'example', name: 'ringcache', tag, host: 'github.com' },
      suspicious: /password/,
      onProgress: () => {},
    })

  test('limits of a comparison are said', async () => {
    const ring = ringcache(github)
    ring.release({ tag: 'v1.0' })
    ring.commit('Many', Object.fromEntries(Array.from({ length: 301 }, (_, i) => [`f${i}.go`, `package ring // ${i}\n`])))
    for (let i = 0; i < 251; i++) ring.commit(`Step ${i}`, { 'step.go': `// ${i}\n` })
    ring.release({ tag: 'v1.1', name: 'ringcache 1.1: Faster reads', author: 'github-actions[bot]' })
    const { evidence } = await collect('v1.1')
    expect([evidence.commits.length, evidence.changes.length]).toEqual([250, 300])
    expect(evidence.omissions).toEqual([
      { what: 'The diff', why: 'the first 300 files were read; GitHub shows no more of two commits compared' },
      { what: 'The commits', why: '250 of 252 were read' },
    ])
    expect(evidence.subject).toMatchObject({ head: ring.resolve('main'), title: 'ringcache v1.1, Faster reads' })
  })

  test('a release of another line is compared from where they parted; suspicious lines are handed on; a tag may hold a slash', async () => {
    const ring = ringcache(github)
    const start = ring.resolve('main') ?? ''
    ring.branch('line', start)
    ring.commit('Fix', { 'fix.go': 'package ring\n' }, { branch: 'line' })
    ring.release({ tag: 'go/v1.0.1', target: 'line' })
    ring.commit('New (#7)', { 'new.go': 'password := 1\n' })
    ring.release({ tag: 'go/v1.1.0' })
    const { evidence, suspects } = await collect('go/v1.1.0')
    expect(evidence.omissions).toEqual([{ what: 'The history since go/v1.0.1', why: expect.stringContaining('from where they parted') }])
    expect(suspects).toEqual([{ path: 'new.go', line: 1, text: 'password := 1' }])
  })
})
