import type { Figure } from '../findings.ts'

/** What a benchmark of asv measures; the prefix of its function's name says it, and `benchmarks.json` the unit of a tracked one. */
export interface AsvKind extends Pick<Figure, 'metric' | 'better' | 'unit' | 'statistic'> {
  /** Whether nothing says what the number means: neither unit nor direction. */
  isTracked: boolean
}

/** https://asv.readthedocs.io/en/latest/writing_benchmarks.html: `time_range`, `MemList`, `peakmem_list`, `track_size`. */
export function kindOf(name: string, unit: string | null): AsvKind {
  const last = name.split('.').at(-1) ?? ''
  if (/^(?:time(?:raw)?_|Time(?:raw)?)/.test(last))
    return { metric: 'time', unit: 's', better: 'lower', statistic: 'median', isTracked: false }
  if (/^(?:peakmem_|PeakMem)/.test(last)) return { metric: 'peak memory', unit: 'bytes', better: 'lower', isTracked: false }
  if (/^(?:mem_|Mem)/.test(last)) return { metric: 'memory', unit: 'bytes', better: 'lower', isTracked: false }
  return { metric: 'value', unit: unit ?? '', better: 'unknown', isTracked: true }
}

/** Prefixes of numbers of bytes as asv prints them (`2.42k`): powers of 1,000. */
export function byteUnit(suffix: string): string {
  return suffix === '' ? 'bytes' : `${suffix} (bytes)`
}
