import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byteUnitsDiffer, convert, dimensionOf } from '../../src/benchmarks/units.ts'

describe('conversion is exact', () => {
  it.each([
    [1.1, 'ms', 's', 0.0011],
    [0.1, 'us', 'ns', 100],
    [0.1, 'µs', 'ns', 100],
    [0.1, 'μs', 'ns', 100],
    [187.9, 'ns/op', 'sec/op', 1.879e-7],
    [0.0123456789, 's', 'us', 12345.6789],
    [2.5, 'min', 's', 150],
    [90, 's', 'min', 1.5],
    [1, 'h', 'min', 60],
    [1500, 'ps', 'ns', 1.5],
    [7.25, 'nsecond', 'us', 0.00725],
    [3, 'milliseconds', 's', 0.003],
    [4096, 'B', 'KiB', 4],
    [4.75, 'KiB/op', 'B/op', 4864],
    [4.75, 'Ki', '', 4864],
    [2, 'Mi', 'Ki', 2048],
    [1, 'GiB', 'GB', 1.073741824],
    // nvidia-smi says MiB, and people call it MB.
    [40_537, 'MiB', 'MB', 42_506.125312],
    [1.5, 'GB', 'MB', 1500],
    [1.5, 'Gbyte/s', 'GB/s', 1.5],
    [1.5, 'TB/s', 'GB/s', 1500],
    [3, 'TBs', 'GB/s', 3000],
    [3, 'gb', 'MB', 3000],
    [1.2, 'k tok/s', 'tok/s', 1200],
    [1.5, 'M rows/s', 'k rows/s', 1500],
    [1.5, 'k (bytes)', 'B', 1500],
    [12, 'K', '', 12_000],
    [12, 'k', '', 12_000],
    [1.2, 'M', 'k', 1200],
    [1.2, 'Mops', 'ops', 1_200_000],
    [1.5, 'ktok/s', 'tok/s', 1500],
    [81.8, 'tok/s', 'tokens/second', 81.8],
    [81.8, 'tok/s', 'tokens per second', 81.8],
    [81.8, 'token/s', 'tokens/sec', 81.8],
    [600, 'req/min', 'req/s', 10],
    [24, 'RPS', 'requests/s', 24],
    [24, 'requests per second', 'req/s', 24],
    [1, 'ops/us', 'ops/s', 1_000_000],
    [312, 'TFLOPS', 'TFLOP/s', 312],
    [312, 'TFLOPs', 'TFLOP/s', 312],
    [312, 'TFLOPs/s', 'TFLOP/s', 312],
    [312, 'TFLOPS/s', 'TFLOP/s', 312],
    [312, 'Tflops', 'TFLOP/s', 312],
    [312, 'tflops', 'GFLOPS', 312_000],
    [2.5, 'GHz', 'MHz', 2500],
    [10, 'Gbps', 'Mbit/s', 10_000],
    [5, 'ns/iter', 'ns/op', 5],
    [17, 'allocs/op', 'allocs/op', 17],
  ])('%d %s is %s: %d', (value, from, to, expected) => {
    expect(convert(value, from, to)).toBe(expected)
  })
})

describe('what does not measure the same is never converted', () => {
  it.each([
    ['%', ''],
    ['%', 'x'],
    ['', 'x'],
    ['%', 'pp'],
    ['s', 'B'],
    ['s', 's/op'],
    ['tok/s', 'req/s'],
    ['tok/s', 'tok/s/user'],
    ['tok/s', 's/tok'],
    ['tps', 'tok/s'],
    ['t/s', 'tok/s'],
    ['Mb', 'MB'],
    ['bit/s', 'B/s'],
    ['FLOP', 'FLOPS'],
    ['cycles', 'instructions'],
    ['m', 'ms'],
    ['n', ''],
    ['Ms', 'ms'],
    ['spoons', 'forks'],
  ])('%s and %s', (from, to) => expect(convert(1, from, to)).toBeNull())
})

describe('the format decides where the same spelling means different things', () => {
  it.each([
    [1, 'MB', 'B', 'wrk', 1_048_576],
    [1, 'MB', 'B', 'go-bench', 1_000_000],
    [1, 'MB/s', 'B/s', 'go-bench', 1_000_000],
    [22.96, 'k', '', 'wrk', 22_960],
    [1, 'KB', 'B', 'benchmarkdotnet', 1024],
    [1, 'MiB', 'B', 'wrk', 1_048_576],
    [182.9, 'n', '', 'benchstat', 1.829e-7],
    [1.986, 'µ', 'n', 'benchstat', 1986],
    [3.5, 't/s', 'tok/s', 'llama-bench', 3.5],
  ])('%d %s to %s in %s', (value, from, to, format, expected) => expect(convert(value, from, to, format)).toBe(expected))

  it('says where a decimal prefix of bytes may mean either', () => {
    expect(byteUnitsDiffer('MB', 'GB')).toBe(true)
    expect(byteUnitsDiffer('MB', 'MiB')).toBe(true)
    expect(byteUnitsDiffer('MB', 'MB')).toBe(false)
    expect(byteUnitsDiffer('KiB', 'MiB')).toBe(false)
    expect(byteUnitsDiffer('ms', 's')).toBe(false)
  })
})

it('names dimensions in words', () => {
  expect(['us/op', 'tok/s', 'GB', '%', '', 'x', 'widgets'].map((unit) => dimensionOf(unit))).toEqual([
    'time/op',
    'token/time',
    'byte',
    'percent',
    'number',
    'factor',
    'widgets',
  ])
})

it('goes there and back again', () => {
  const unit = fc.constantFrom('ps', 'ns', 'us', 'ms', 's')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), unit, unit, (digits, from, to) => {
      const value = digits / 1000
      const there = convert(value, from, to)
      expect(there === null ? null : convert(there, to, from)).toBe(value)
    }),
  )
})

it.each(['__proto__', 'constructor', 'toString'])('%s is a unit of its own, as any word is', (word) => {
  expect([convert(3, word, word), convert(3, word, 'ms'), dimensionOf(word)]).toEqual([3, null, word])
})

it('takes any text for a unit without falling over', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.double({ noNaN: true }), (from, to, value) => {
      expect(convert(value, from, from)).toBe(value)
      const converted = convert(value, from, to)
      expect(converted === null || typeof converted === 'number').toBe(true)
    }),
  )
})
