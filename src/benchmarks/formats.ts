/** Every format, one line each. Where two readers say yes to one text (a log of two tools), the one that finds most is believed. */
import { goBench } from './formats/go-bench.ts'
import { googleBenchmark } from './formats/google-benchmark.ts'
import { hyperfine } from './formats/hyperfine.ts'
import type { Reader } from './reader.ts'

// biome-ignore format: one format a line, so that two people add two without a conflict
export const formats = [
  goBench,
  googleBenchmark,
  hyperfine,
] as const satisfies readonly Reader[]

/** The metrics of a format that may carry a headline when the config names none, best first. */
export function primaryMetrics(format: string | null): readonly string[] {
  return formats.find((reader) => reader.name === format)?.primary ?? []
}
