import { describe, expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'
import { fixture } from '../figures.ts'

const of = (path: string, text: string) => read({ path, text, siblings: () => null })
const results = (reading: ReturnType<typeof read>) => reading.measurements.filter(({ role }) => role === 'result')

describe('a curve', () => {
  const head = 'Wall time,Step,Value\n'

  test('is compared where it ends, whatever the order of its rows', () => {
    const reading = of('run-a-tag-loss.csv', `${head}3.5,20,1.5\n1.5,0,9\n2.5,10,4\n`)
    expect(results(reading).map(({ value, statistic, condition }) => ({ value, statistic, condition }))).toEqual([
      { value: 1.5, statistic: 'last', condition: '' },
    ])
    expect(reading.measurements.filter(({ role }) => role === 'workload').map(({ metric, value }) => `${metric} ${value}`)).toEqual([
      'steps 20',
    ])
  })

  test('that ends in NaN has no last figure', () => {
    const reading = of('run-a-tag-loss.csv', `${head}1.5,0,9\n2.5,10,NaN\n`)
    expect(results(reading)).toEqual([])
    expect(reading.flags.map(({ code }) => code)).toEqual(['not-a-number'])
  })

  test('of a name with " - " in it belongs to the run before the last one', () => {
    const names = new Set(read(fixture('wandb-csv/wandb_export.csv')).measurements.map(({ benchmark }) => benchmark))
    expect(names).toEqual(new Set(['muon - lr 0.02', 'adam']))
  })

  test('of W&B does not take the envelope for data', () => {
    const values = read(fixture('wandb-csv/wandb_export.csv')).measurements.map(({ value }) => value)
    expect(values.filter((value) => [7.1, 7.9].includes(value))).toEqual([])
  })
})

test('a run that did not finish has no figures', () => {
  const { measurements } = read(fixture('wandb-runs-csv/wandb_export.csv'))
  expect(new Set(measurements.map(({ benchmark }) => benchmark))).toEqual(new Set(['base', 'wide']))
})

test('settings whose names look like losses are settings', () => {
  const { measurements } = read(fixture('wandb-runs-csv/wandb_export.csv'))
  expect(new Set(measurements.filter(({ metric }) => metric === 'latent_loss_weight').map(({ role }) => role))).toEqual(
    new Set(['workload']),
  )
})

describe('a training log', () => {
  test('is not read in the script that stands before it', () => {
    const { text } = fixture('training-log/modded.txt')
    const [script = ''] = text.split('=====')
    expect(of('x.txt', script).format).toBeNull()
  })

  test('that was cut off has no result', () => {
    const { text } = fixture('training-log/modded.txt')
    const reading = of('x.txt', text.slice(0, text.indexOf('step:1400')))
    expect(results(reading)).toEqual([])
    expect(reading.flags.map(({ message }) => message)).toContain('The log ends at step 700 of 1400: its figures are not final.')
  })

  test('of several runs counts each as a run, and their mean not again', () => {
    const reading = read(fixture('training-log/statistics.md'))
    const losses = results(reading).filter(({ metric, side }) => metric === 'val_loss' && side === 'unknown')
    expect(losses.map(({ samples, sampleKind }) => `${samples} ${sampleKind}`)).toEqual(Array.from({ length: 6 }, () => '1 trial'))
  })

  test('has its other side where a column is called so, and the change beside it', () => {
    const pairs = results(read(fixture('training-log/statistics.md'))).filter(
      ({ side, metric }) => side !== 'unknown' && metric === 'train_time',
    )
    expect(pairs.map(({ side, value, samples }) => ({ side, value, samples }))).toEqual([
      { side: 'baseline', value: 81394.3, samples: 5 },
      { side: 'candidate', value: 80403.7, samples: 6 },
    ])
  })
})

test('a point of a scaling law that has another decimal mark than the rest is no other number', () => {
  const { measurements, flags } = of('x.csv', 'params;tokens;loss\n1,6e9;2e10;3,51\n1,7e9;2e10;3.4\n')
  expect(measurements.filter(({ metric }) => metric === 'loss').map(({ value }) => value)).toEqual([3.51])
  expect(flags.map(({ code }) => code)).toContain('not-a-number')
  expect(measurements.filter(({ metric }) => metric === 'N').map(({ value }) => value)).toEqual([1.6e9, 1.7e9])
})

test('points of a scaling law need two of parameters, tokens and compute', () => {
  expect(of('x.csv', 'N,loss\n1e6,3.5\n').format).toBeNull()
  expect(of('x.csv', 'params,tokens,loss\n1e6,2e7,3.5\n').format).toBe('scaling-law-csv')
})
