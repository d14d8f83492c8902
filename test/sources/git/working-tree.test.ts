import { existsSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { workingTree } from '../../../src/sources/git/working-tree.ts'
import { gitRepository, type TestRepository } from '../../git-repository.ts'

let repository: TestRepository
afterEach(() => repository.remove())

it('names the commit and whether a tracked file differs', async () => {
  repository = gitRepository()
  expect(await workingTree(repository.directory)).toEqual({ commit: null, dirty: false })
  const commit = repository.commit('first', { 'a.txt': 'a\n' })
  repository.write({ 'results.txt': 'untracked\n' })
  expect(await workingTree(repository.directory)).toEqual({ commit, dirty: false })
  repository.write({ 'a.txt': 'b\n' })
  expect(await workingTree(repository.directory)).toEqual({ commit, dirty: true })
})

it.each(['evil', 'e=vil', 'e.clean=x'])('starts no program that the clone configures, nor of a filter called %s', async (name) => {
  repository = gitRepository()
  repository.commit('first', { 'a.txt': 'a\n', '.gitattributes': `*.txt filter=${name}\n` })
  const proof = join(repository.directory, 'ran')
  for (const [key, value] of [
    [`filter.${name}.clean`, `touch ${proof}; cat`],
    [`filter.${name}.process`, `touch ${proof}`],
    [`filter.${name}.required`, 'true'],
    ['core.fsmonitor', `touch ${proof}`],
  ] as const) {
    repository.git('config', key, value)
  }
  // A new time stamp makes git compare the contents, which is when it would run the filter.
  utimesSync(join(repository.directory, 'a.txt'), 0, 0)
  expect((await workingTree(repository.directory)).dirty).toBe(false)
  expect(existsSync(proof)).toBe(false)
})
