/** Every format, one line each. Where two readers say yes to one text (a log of two tools), the one that finds most is believed. */
import { aiperf } from './formats/aiperf.ts'
import { asv } from './formats/asv.ts'
import { autocannon } from './formats/autocannon.ts'
import { bencherMetricFormat } from './formats/bencher-metric-format.ts'
import { benchmarkJs } from './formats/benchmark-js.ts'
import { benchmarkdotnet } from './formats/benchmarkdotnet.ts'
import { benchstat } from './formats/benchstat.ts'
import { cargoCriterionJson } from './formats/cargo-criterion-json.ts'
import { catch2 } from './formats/catch2.ts'
import { criterion } from './formats/criterion.ts'
import { denoBench } from './formats/deno-bench.ts'
import { divan } from './formats/divan.ts'
import { flashAttentionCsv } from './formats/flash-attention-csv.ts'
import { flashAttentionStdout } from './formats/flash-attention-stdout.ts'
import { flashinferBenchmarkCsv } from './formats/flashinfer-benchmark-csv.ts'
import { genaiPerf } from './formats/genai-perf.ts'
import { githubActionBenchmarkCustom } from './formats/github-action-benchmark-custom.ts'
import { githubActionBenchmarkHistory } from './formats/github-action-benchmark-history.ts'
import { goBench } from './formats/go-bench.ts'
import { googleBenchmark } from './formats/google-benchmark.ts'
import { guidellm } from './formats/guidellm.ts'
import { gungraun } from './formats/gungraun.ts'
import { helm } from './formats/helm.ts'
import { hyperfine } from './formats/hyperfine.ts'
import { iai } from './formats/iai.ts'
import { inferencePerf } from './formats/inference-perf.ts'
import { jmh } from './formats/jmh.ts'
import { juliaBenchmarktools } from './formats/julia-benchmarktools.ts'
import { k6Summary } from './formats/k6-summary.ts'
import { libtest } from './formats/libtest.ts'
import { ligerBenchmarkCsv } from './formats/liger-benchmark-csv.ts'
import { lighthouse } from './formats/lighthouse.ts'
import { llamaBench } from './formats/llama-bench.ts'
import { llmperf } from './formats/llmperf.ts'
import { lmEval } from './formats/lm-eval.ts'
import { luauBench } from './formats/luau-bench.ts'
import { mitata } from './formats/mitata.ts'
import { mlperfLoadgen } from './formats/mlperf-loadgen.ts'
import { ncuCsv } from './formats/ncu-csv.ts'
import { nvbench } from './formats/nvbench.ts'
import { oha } from './formats/oha.ts'
import { pgbench } from './formats/pgbench.ts'
import { promptfoo } from './formats/promptfoo.ts'
import { pytestBenchmark } from './formats/pytest-benchmark.ts'
import { scalingLawCsv } from './formats/scaling-law-csv.ts'
import { sglangBenchOneBatch } from './formats/sglang-bench-one-batch.ts'
import { sglangBenchServing } from './formats/sglang-bench-serving.ts'
import { sglangOfflineThroughput } from './formats/sglang-offline-throughput.ts'
import { tensorboardCsv } from './formats/tensorboard-csv.ts'
import { thunderkittensStdout } from './formats/thunderkittens-stdout.ts'
import { tinybench } from './formats/tinybench.ts'
import { torchUtilsBenchmark } from './formats/torch-utils-benchmark.ts'
import { trainingLog } from './formats/training-log.ts'
import { tritonPerfReport } from './formats/triton-perf-report.ts'
import { tritonbenchStdout } from './formats/tritonbench-stdout.ts'
import { trtllmBench } from './formats/trtllm-bench.ts'
import { trtllmPerfCsv } from './formats/trtllm-perf-csv.ts'
import { vitestBench } from './formats/vitest-bench.ts'
import { vllmBenchLatency } from './formats/vllm-bench-latency.ts'
import { vllmBenchServe } from './formats/vllm-bench-serve.ts'
import { vllmBenchThroughput } from './formats/vllm-bench-throughput.ts'
import { wandbCsv } from './formats/wandb-csv.ts'
import { wandbRunsCsv } from './formats/wandb-runs-csv.ts'
import { wrk } from './formats/wrk.ts'
import type { Reader } from './reader.ts'

// biome-ignore format: one format a line, so that two people add two without a conflict
export const formats = [
  aiperf,
  asv,
  autocannon,
  bencherMetricFormat,
  benchmarkdotnet,
  benchmarkJs,
  benchstat,
  cargoCriterionJson,
  catch2,
  criterion,
  denoBench,
  divan,
  flashAttentionCsv,
  flashAttentionStdout,
  flashinferBenchmarkCsv,
  genaiPerf,
  githubActionBenchmarkCustom,
  githubActionBenchmarkHistory,
  goBench,
  googleBenchmark,
  guidellm,
  gungraun,
  helm,
  hyperfine,
  iai,
  inferencePerf,
  jmh,
  juliaBenchmarktools,
  k6Summary,
  libtest,
  ligerBenchmarkCsv,
  lighthouse,
  llamaBench,
  llmperf,
  lmEval,
  luauBench,
  mitata,
  mlperfLoadgen,
  ncuCsv,
  nvbench,
  oha,
  pgbench,
  promptfoo,
  pytestBenchmark,
  scalingLawCsv,
  sglangBenchOneBatch,
  sglangBenchServing,
  sglangOfflineThroughput,
  tensorboardCsv,
  thunderkittensStdout,
  tinybench,
  torchUtilsBenchmark,
  trainingLog,
  tritonbenchStdout,
  tritonPerfReport,
  trtllmBench,
  trtllmPerfCsv,
  vitestBench,
  vllmBenchLatency,
  vllmBenchServe,
  vllmBenchThroughput,
  wandbCsv,
  wandbRunsCsv,
  wrk,
] as const satisfies readonly Reader[]

/** The metrics of a format that may carry a headline when the config names none, best first. */
export function primaryMetrics(format: string | null): readonly string[] {
  return formats.find((reader) => reader.name === format)?.primary ?? []
}
