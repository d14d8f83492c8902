import { type Document, matches } from '../document/document.ts'
import type { Figure, Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { type LogPoint, logPoints } from './training-log-line.ts'
import { isTrainingStatistics, readTrainingStatistics } from './training-statistics.ts'

/** https://github.com/KellerJordan/modded-nanogpt (records/…), https://github.com/karpathy/nanoGPT and llm.c */
export const trainingLog: Reader = {
  name: 'training-log',
  title: 'Training logs',
  docs: 'Logs of modded-nanogpt, nanoGPT and llm.c, and the `statistics.md` over several runs; the last step is the result.',
  primary: ['val_loss', 'train_time'],
  detect: (document) => matches(document, line) || isTrainingStatistics(document),
  parse(document, found) {
    if (matches(document, line)) readLog(document, found)
    else readTrainingStatistics(document, found)
  },
}

/** A whole line: before the log may stand the script that printed it. */
const line = /^step:\d+\/\d+ (?:\w+:\S+ )*\w+:\S+ *$|^step \d+: train loss [\d.]+, val loss [\d.]+ *$|^s:\d+ (?:tel|trl):[\d.]+/m

function readLog(document: Document, found: Findings): void {
  const points = document.lines.flatMap((one) => logPoints(one))
  const metrics = Map.groupBy(points, ({ metric }) => metric)
  const finished = judgeEnd(document, found)
  for (const ofMetric of metrics.values()) writePoints(ofMetric, finished, found)
  const counted = (metrics.get('val_loss') ?? metrics.get('train_loss'))?.at(-1)
  if (counted !== undefined)
    found.line(counted.line, counted.stepText, { metric: 'steps', statistic: 'last', condition: ending, role: 'workload' })
  const gpus = document.lines.flatMap(({ text }) => /^\|\s+\d+\s+(\S.*?\S)\s{2,}/.exec(text)?.[1] ?? [])
  if (gpus[0] !== undefined) {
    found.environment('gpu', gpus[0])
    found.environment('gpus', String(gpus.length))
  }
  const driver = document.lines.find(({ text }) => text.includes('Driver Version: '))
  found.environment('driver', /Driver Version: (\S+)/.exec(driver?.text ?? '')?.[1] ?? null)
}

/** Whether the run came to its end, where the log says how many steps there were to be (`step:700/1400`). */
function judgeEnd({ lines }: Document, found: Findings): boolean {
  const last = lines.findLast(({ text }) => /^step:\d+\/\d+ /.test(text))
  const [, step = '', all = ''] = /^step:(\d+)\/(\d+) /.exec(last?.text ?? '') ?? []
  if (last === undefined || step === all) return true
  found.flag('skipped-or-errored-row', `The log ends at step ${step} of ${all}: its figures are not final.`, {
    line: last,
    text: `step:${step}/${all}`,
  })
  return false
}

const ending = 'at the last step'

/**
 * The last step is the run's result; those on the way are one run at other times. How many steps there were is the
 * workload of the loss: the time of a whole run is comparable without it.
 */
function writePoints(points: readonly LogPoint[], finished: boolean, found: Findings): void {
  const last = finished ? points.at(-1) : undefined
  if (last !== undefined) writePoint(last, { statistic: 'last', condition: last.unit === 'ms' ? 'whole run' : ending }, found)
  for (const point of points) {
    if (point !== last) writePoint(point, { statistic: 'value', condition: `step=${point.step}`, role: 'derived' }, found)
  }
}

function writePoint({ line, text, metric, unit, better, step }: LogPoint, figure: Omit<Figure, 'metric'>, found: Findings): void {
  const averaged = metric === 'step_avg' ? ({ statistic: 'mean', samples: step, sampleKind: 'iteration' } as const) : {}
  found.line(line, text, { metric, unit, better, samples: 1, sampleKind: 'trial', ...figure, ...averaged })
}
