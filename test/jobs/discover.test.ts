import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Candidate, discover } from '../../src/jobs/discover.ts'
import { gitRepository, type TestRepository } from '../git-repository.ts'

const table = `cache: shard the lock (#12)

| | before | after |
|---|--:|--:|
| Get | 182.9 ns | 61.4 ns |
| Set | 240.6 ns | 97.0 ns |
`

describe('discover', () => {
  let repository: TestRepository
  let candidates: Candidate[]
  const ids: Record<string, string> = {}

  beforeAll(async () => {
    repository = gitRepository({ remote: 'git@github.com:example/ringcache.git' })
    const commit = (name: string, message: string, files = {}, author = 'Ada Example') => {
      ids[name] = repository.commit(message, { [`${name}.txt`]: name, ...files }, { author })
    }
    commit('root', 'Begin: 12 ms to 3 ms')
    commit('plain', 'Add a README')
    commit('table', table, { 'bench/cache_bench.go': 'package bench' })
    commit('sentence', 'Reduce latency of get from 3.02 ms to 2.31 ms')
    commit('bot', 'Bump fast from 1.0 to 2.0\n\n40% faster, 12 ms -> 3 ms', {}, 'dependabot[bot]')
    commit('dependency', 'chore(deps): update fast to v2\n\n40% faster')
    commit('limit', 'Wait 30 s for the server')
    commit('undone', 'Make set 40% faster')
    commit('revert', `Revert "Make set 40% faster"\n\nThis reverts commit ${ids.undone}.`)
    repository.git('checkout', '--quiet', '-b', 'topic')
    commit('inner', 'Avoid a copy\n\nThroughput rises by 12 %.', {}, 'Grace Example')
    repository.git('checkout', '--quiet', 'main')
    commit('between', 'Fix a typo')
    ids.merge = repository.merge('topic', 'Merge pull request #34 from grace/topic\n\nCopy less')
    commit('steered', 'Faster \u001b[31mcache: 4 ms -> 2 ms\u0007')
    candidates = await discover({ directory: repository.directory, limit: 10 })
  })
  afterAll(() => repository.remove())

  const named = () => candidates.map(({ commit }) => Object.keys(ids).find((name) => ids[name] === commit))
  const of = (name: string) => candidates.find(({ commit }) => commit === ids[name])

  test('ranks a table with a benchmark first, a reverted change last, and leaves out what shows nothing', () => {
    expect(named()).toEqual(['table', 'steered', 'sentence', 'merge', 'undone'])
  })

  test('says why in one line, and gives the range and the command', () => {
    const short = ids.table?.slice(0, 12)
    expect(of('table')).toMatchObject({
      number: 12,
      title: 'cache: shard the lock',
      author: 'Ada Example',
      date: '2026-01-03',
      range: `${short}~1..${short}`,
      why: 'a table of figures; changes bench/cache_bench.go; is about speed or size',
      command: `casewright draft --repo ${repository.directory} --range ${short}~1..${short}`,
    })
    expect(of('sentence')?.why).toBe('says "3.02 ms to 2.31 ms"; is about speed or size')
    expect(of('undone')?.why).toContain('reverted later')
  })

  test('a merge shows what it brought in, under its own title, number and author', () => {
    expect(of('merge')).toMatchObject({
      number: 34,
      title: 'Copy less',
      author: 'Grace Example',
      why: 'says "rises by 12 %"; is about speed or size',
    })
  })

  test('nothing in a message can steer a terminal', () => {
    for (const { title, why, author } of candidates) expect(`${title}${why}${author}`).not.toMatch(/\p{Cc}/u)
  })

  test('keeps to the limit and to an author', async () => {
    const directory = repository.directory
    expect(await discover({ directory, limit: 2 })).toEqual(candidates.slice(0, 2))
    expect((await discover({ directory, limit: 10, author: 'grace' })).map(({ number }) => number)).toEqual([34])
    expect((await discover({ directory, limit: 10, commits: 1 })).map(({ title }) => title)).toEqual(['Faster [31mcache: 4 ms -> 2 ms'])
  })

  test('says so in a repository without a commit', async () => {
    const empty = gitRepository()
    await expect(discover({ directory: empty.directory, limit: 3 })).rejects.toThrow('has no commit yet')
    empty.remove()
  })
})
