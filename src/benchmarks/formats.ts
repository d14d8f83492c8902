/** Every format, one line each. Where two readers say yes to one text (a log of two tools), the one that finds most is believed. */
import { benchstat } from './formats/benchstat.ts'
import { criterion } from './formats/criterion.ts'
import { githubActionBenchmarkCustom } from './formats/github-action-benchmark-custom.ts'
import { goBench } from './formats/go-bench.ts'
import { googleBenchmark } from './formats/google-benchmark.ts'
import { hyperfine } from './formats/hyperfine.ts'
import { pytestBenchmark } from './formats/pytest-benchmark.ts'
import { tinybench } from './formats/tinybench.ts'
import { vitestBench } from './formats/vitest-bench.ts'
import { vllmBenchServe } from './formats/vllm-bench-serve.ts'
import type { Reader } from './reader.ts'

// biome-ignore format: one format a line, so that two people add two without a conflict
export const formats = [
  benchstat,
  criterion,
  githubActionBenchmarkCustom,
  goBench,
  googleBenchmark,
  hyperfine,
  pytestBenchmark,
  tinybench,
  vitestBench,
  vllmBenchServe,
] as const satisfies readonly Reader[]

/** The metrics of a format that may carry a headline when the config names none, best first. */
export function primaryMetrics(format: string | null): readonly string[] {
  return formats.find((reader) => reader.name === format)?.primary ?? []
}
