import { describe, expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const of = (text: string) => read({ path: 'x.txt', text, siblings: () => null })

describe('FlashAttention', () => {
  test('0.00 TFLOPs is what did not run, and no figure', () => {
    const { measurements, flags } = read(fixture('flash-attention-stdout/fa2.txt'))
    expect(measurements.filter(({ value }) => value === 0)).toEqual([])
    expect(flags.find(({ code }) => code === 'zero-means-missing')?.message).toContain('Triton')
  })

  test('beside a time, TFLOPS are that time once more; without one they are the result', () => {
    const roles = (path: string) =>
      new Set(
        read(fixture(path))
          .measurements.filter(({ metric, condition }) => metric === 'tflops' && !condition.endsWith('fwd + bwd'))
          .map(({ role }) => role),
      )
    expect(roles('flash-attention-stdout/fa2.txt')).toEqual(new Set(['result']))
    expect(roles('flash-attention-stdout/fa3.txt')).toEqual(new Set(['derived']))
  })

  test('a line that is not under a heading is none of its figures', () => {
    expect(of('Fav3 fwd: 1.105ms, 497.5 TFLOPS\n').format).toBeNull()
  })
})

describe('torch.utils.benchmark', () => {
  test('columns "old" and "new" of a table are its two sides, named once each', () => {
    const { measurements } = read(fixture('torch-utils-benchmark/printed.txt'))
    const scan = measurements
      .filter(({ benchmark }) => benchmark === 'scan')
      .map(({ side, value, condition }) => ({ side, value, condition }))
    expect(scan).toEqual([
      { side: 'baseline', value: 3.1, condition: '1e6, threads=1' },
      { side: 'candidate', value: 2.2, condition: '1e6, threads=1' },
    ])
  })

  test('a rounded copy of a printed measurement is not compared', () => {
    const { measurements } = read(fixture('torch-utils-benchmark/printed.txt'))
    expect(measurements.find(({ value }) => value === 27)?.role).toBe('derived')
    expect(measurements.find(({ value }) => value === 201)?.role).toBe('result')
  })

  test('a table whose unit was cut off gives a problem and no figure', () => {
    const { measurements, problems } = read(fixture('torch-utils-benchmark/cut.txt'))
    expect(measurements.map(({ value }) => value)).toEqual([7.25, 0.25])
    expect(problems.map(({ line }) => line)).toEqual([10, 6])
  })
})

describe('TritonBench', () => {
  test('the average over all shapes is no benchmark', () => {
    const { measurements } = read(fixture('tritonbench-stdout/printed.txt'))
    expect(measurements.filter(({ value }) => value === 0.057856).map(({ role }) => role)).toEqual(['aggregate'])
  })

  test('an error in a cell is a flag', () => {
    const { flags } = read(fixture('tritonbench-stdout/printed.txt'))
    expect(flags.map(({ message }) => message)).toContain('inductor at (4096, 256) has no figures: CUDA out of memory.')
  })
})

describe('ThunderKittens', () => {
  test('a rate belongs to the time above it, until another shape begins', () => {
    const { measurements } = read(fixture('thunderkittens-stdout/gemm.txt'))
    expect(measurements.map(({ metric, role, condition }) => `${metric} ${role} ${condition}`)).toEqual([
      'time result M=8192 N=8192 K=8192',
      'tflops derived M=8192 N=8192 K=8192',
      'tflops result M=16384 N=16384 K=16384',
    ])
  })
})
