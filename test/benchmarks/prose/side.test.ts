import { describe, expect, test } from 'vitest'
import { captionSide, namesBoth, sideOf } from '../../../src/benchmarks/prose/side.ts'

describe('a label states a side', () => {
  test.each([
    ['main', 'baseline', ''],
    ['Main branch (3 trials):', 'baseline', '(3 trials)'],
    ['This PR (3 trials)', 'candidate', '(3 trials)'],
    ['before this PR', 'baseline', ''],
    ['after', 'candidate', ''],
    ['without the change', 'baseline', ''],
    ['with this patch', 'candidate', ''],
    ['old time/op', 'baseline', 'time/op'],
    ['previous(cublas)', 'baseline', '(cublas)'],
    ['ours', 'candidate', ''],
    ['old.txt', 'baseline', ''],
    ['bs 32, origin', 'baseline', 'bs 32'],
    ['engine_original', 'baseline', 'engine'],
  ])('%s', (label, side, rest) => {
    expect(sideOf(label)).toMatchObject({ side, rest })
  })
})

describe('a label states none', () => {
  test.each([
    'New-8',
    'bert-base',
    'without cache',
    'EngineA',
    'batch 8',
    'before/after',
    'main vs this PR',
    'PR 7781',
    'after warmup',
    'before GC',
    'main thread',
  ])('%s', (label) => {
    expect(sideOf(label).side).toBe('unknown')
  })
})

test('names of branches and commits count when the caller knows them', () => {
  const names = { baseline: ['develop-2', '3f9c2ab'], candidate: ['faster-groupby'] }
  expect(sideOf('3f9c2ab', names).side).toBe('baseline')
  expect(sideOf('faster-groupby', names).side).toBe('candidate')
  expect(sideOf('faster-groupby').side).toBe('unknown')
})

describe('in a long caption only phrases count', () => {
  test.each([
    ['The sweep of the 8B model on a 16-core desktop CPU with this PR:', 'candidate'],
    ['Worth comparing with mainline, as built on the same day:', 'baseline'],
    ['The script now prints one table per case, which reads much nicer:', 'unknown'],
    ['What the new benchmarks give:', 'unknown'],
  ])('%s', (caption, side) => {
    expect(captionSide(caption).side).toBe(side)
  })
})

test('a heading over a comparison names both', () => {
  expect(namesBoth('main vs PR')).toBe(true)
  expect(namesBoth('Results of this PR')).toBe(false)
})
