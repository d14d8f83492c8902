import type { Measured } from '../findings.ts'

export interface AsvKind {
  readonly measured: Measured
  /** Whether nothing says what the number means: neither unit nor direction. */
  readonly isTracked: boolean
}

const time: AsvKind = { measured: { metric: 'time', unit: 's', better: 'lower', statistic: 'median' }, isTracked: false }
const peak: AsvKind = { measured: { metric: 'peak memory', unit: 'bytes', better: 'lower' }, isTracked: false }
const memory: AsvKind = { measured: { metric: 'memory', unit: 'bytes', better: 'lower' }, isTracked: false }

/**
 * What a benchmark of asv measures; the prefix of its function's name says it, and `benchmarks.json` the unit of a
 * tracked one. https://asv.readthedocs.io/en/latest/writing_benchmarks.html: `time_range`, `MemList`, `peakmem_list`.
 */
export function kindOf(name: string, unit: string | null): AsvKind {
  const last = name.slice(name.lastIndexOf('.') + 1)
  if (/^(?:time(?:raw)?_|Time(?:raw)?)/.test(last)) return time
  if (/^(?:peakmem_|PeakMem)/.test(last)) return peak
  if (/^(?:mem_|Mem)/.test(last)) return memory
  return { measured: { metric: 'value', unit: unit ?? '', better: 'unknown' }, isTracked: true }
}

/** Prefixes of numbers of bytes as asv prints them (`2.42k`): powers of 1,000. */
export function byteUnit(suffix: string): string {
  return suffix === '' ? 'bytes' : `${suffix} (bytes)`
}
