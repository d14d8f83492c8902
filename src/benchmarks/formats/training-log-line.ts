import type { Better } from '../../model.ts'
import type { Line } from '../document/lines.ts'
import { entryOf } from '../entry-of.ts'

/** One figure of one step. */
export interface LogPoint {
  line: Line
  step: number
  /** As written behind `step`. */
  stepText: string
  metric: string
  unit: string
  better: Better
  /** The number; the first average of a log is `nan`. */
  text: string
}

const loss = { unit: 'nats/token', better: 'lower' } as const
const ms = { unit: 'ms', better: 'lower' } as const

/** Cross-entropy of PyTorch is in nats; the scripts average it over tokens. */
const known: Readonly<Record<string, { metric: string; unit: string; better: Better }>> = {
  val_loss: { ...loss, metric: 'val_loss' },
  train_loss: { ...loss, metric: 'train_loss' },
  tel: { ...loss, metric: 'val_loss' },
  trl: { ...loss, metric: 'train_loss' },
  'val loss': { ...loss, metric: 'val_loss' },
  'train loss': { ...loss, metric: 'train_loss' },
  train_time: { ...ms, metric: 'train_time' },
  step_avg: { ...ms, metric: 'step_avg' },
}

/** The figures of a line of the log; none for a line of another kind, as those of the script are that printed it. */
export function logPoints(line: Line): LogPoint[] {
  const { text } = line
  const modded = /^step:(\d+)\/\d+ (\S.*)$/.exec(text) ?? /^s:(\d+) (\S.*)$/.exec(text)
  if (modded) return modded[2]?.split(/\s+/).flatMap((pair) => pointOf(line, modded[1] ?? '', pair.split(':'))) ?? []
  const nano = /^step (\d+): (train loss) ([\d.]+), (val loss) ([\d.]+)\s*$/.exec(text)
  if (!nano) return []
  const [, step = '', train = '', trained = '', val = '', validated = ''] = nano
  return [...pointOf(line, step, [train, trained]), ...pointOf(line, step, [val, validated])]
}

function pointOf(line: Line, stepText: string, [name = '', value = '']: readonly string[]): LogPoint[] {
  const what = entryOf(known, name)
  if (what === undefined) return []
  const text = value.replace(/ms$/, '')
  const isTime = what.unit === 'ms'
  if (isTime !== value.endsWith('ms') || !/^(?:nan|inf|-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)$/.test(text)) return []
  return [{ line, step: Number(stepText), stepText, ...what, text }]
}
