/** Curves of training: what was measured over the steps of a run. Only where a run ended is compared. */
import type { Better } from '../../model.ts'
import { toNumber } from '../cells.ts'
import { betterOf } from '../direction.ts'
import type { Line } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import { splitSuffix } from '../unit-suffix.ts'

/** One point as it is written; `step` is a number in words. */
export interface Point {
  step: string
  text: string
  line: Line
}

/** A metric by its tag (`train/loss`): two losses compare, a loss and an accuracy do not. */
export function curveMetric(tag: string): { metric: string; unit: string; better: Better } {
  const isLoss = /loss$/i.test(tag)
  if (isLoss) return { metric: tag, unit: 'loss', better: 'lower' }
  // `train/tokens_per_sec`, `perf/step_ms`
  const { unit } = splitSuffix(tag.slice(tag.lastIndexOf('/') + 1))
  return { metric: tag, unit, better: betterOf(tag.replaceAll(/[/_]/g, ' '), unit) }
}

/**
 * Writes a curve down in the order of its steps. The last step is the run's result, and how many steps there were its
 * workload; the points on the way are one run at other times. Of a step that was written twice, after a restart, the
 * later line counts.
 */
export function writeCurve(run: string, tag: string, points: readonly Point[], found: Findings): void {
  const figure = { ...curveMetric(tag), benchmark: run, samples: 1, sampleKind: 'trial' } as const
  const steps = new Map(points.filter(({ step }) => toNumber(step) !== null).map((point) => [Number(toNumber(point.step)), point]))
  const written = points.find((point) => steps.get(Number(toNumber(point.step))) !== point && toNumber(point.step) !== null)
  if (written !== undefined)
    found.flag('duplicate-key', `${tag}: a step stands twice, as after a restart: the later line is read.`, {
      line: written.line,
      text: written.text,
    })
  const ordered = [...steps].toSorted(([a], [b]) => a - b).map(([, point]) => point)
  const last = ordered.at(-1)
  if (last !== undefined && toNumber(last.text) === null) {
    const what = `${run === '' ? 'The run' : run} ends in ${last.text} for ${tag}: there is no last figure.`
    found.flag('not-a-number', what, { line: last.line, text: last.text })
  } else if (last !== undefined) {
    found.line(last.line, last.text, { ...figure, statistic: 'last' })
    found.line(last.line, last.step, { benchmark: run, metric: 'steps', statistic: 'last', role: 'workload' })
  }
  for (const point of ordered) {
    if (point !== last) found.line(point.line, point.text, { ...figure, condition: `step=${point.step}`, role: 'derived' })
  }
}
