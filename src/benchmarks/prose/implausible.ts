import type { Flag } from '../../model.ts'
import type { Figure } from './figure.ts'
import { isBytes, isRate, isTime } from './unit-words.ts'

/** Times, sizes and rates below nothing: kept as written, since a log may print its own slip, and said. */
export function implausible(figures: readonly Figure[]): Flag[] {
  return figures
    .filter(({ role, value, unit }) => role === 'result' && value < 0 && (isTime(unit) || isBytes(unit) || isRate(unit)))
    .map(({ benchmark, metric, locator }) => ({
      code: 'implausible',
      message: `${[benchmark, metric].filter((word) => word !== '').join(' ')} is "${locator.text}", and no ${metric} lies below 0.`,
      locator,
    }))
}
