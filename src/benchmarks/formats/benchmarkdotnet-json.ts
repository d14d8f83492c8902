import type { Spread } from '../../model.ts'
import type { Document } from '../document/document.ts'
import { at, has, items, type JsonNode, number, numbers, text, words } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'

export function isBenchmarkDotNetJson({ json }: Document): boolean {
  return has(json?.value, 'Title', 'HostEnvironmentInfo', 'Benchmarks') && Array.isArray(json.value.Benchmarks)
}

/** The JSON exporters (brief and full, with and without `compressed`). */
export function readBenchmarkDotNetJson(document: Document, found: Findings): void {
  const { json } = document
  if (json === null) return
  const host = at(json, 'HostEnvironmentInfo')
  readHost(host, found)
  const benchmarks = items(at(json, 'Benchmarks'))
  const names = Map.groupBy(benchmarks, nameOf)
  for (const benchmark of benchmarks) {
    const name = nameOf(benchmark)
    // One benchmark under several jobs (runtimes, toolchains): `Type.Method: ShortRun(IterationCount=3)`.
    const job = (names.get(name)?.length ?? 0) > 1 ? (text(at(benchmark, 'DisplayInfo'))?.split(': ').slice(1).join(': ') ?? '') : ''
    readBenchmark(benchmark, { benchmark: name, condition: job.replace(/ \[[^\]]*\]$/, '') }, levelOf(host, benchmark), found)
  }
}

function readHost(host: JsonNode, found: Findings): void {
  const processor = at(host, 'ProcessorName')
  found.environment('os', words(at(host, 'OsVersion')))
  // Version 0.9 wrote its lazy values as objects.
  found.environment('cpu', text(processor) ?? text(at(processor, 'Value')))
  found.environment('cores', words(at(host, 'PhysicalCoreCount')))
  found.environment('runtime', words(at(host, 'RuntimeVersion')) ?? words(at(host, 'ClrVersion')))
  found.environment('dotnet', words(at(host, 'DotNetCliVersion')))
  found.environment('benchmarkdotnet', words(at(host, 'BenchmarkDotNetVersion')))
  const configuration = at(host, 'Configuration')
  found.environment('build', words(configuration))
  if (text(configuration)?.toUpperCase() === 'DEBUG' || at(host, 'HasAttachedDebugger').value === true)
    found.flag('debug-build', 'The benchmarks ran in a debug build or under a debugger: their times are too long.', configuration)
}

/** `FullName` has the arguments in it; up to 0.10 there is none. */
function nameOf(benchmark: JsonNode): string {
  const parts = ['Namespace', 'Type', 'Method'].map((key) => text(at(benchmark, key))).filter(Boolean)
  const parameters = text(at(benchmark, 'Parameters'))
  return text(at(benchmark, 'FullName')) ?? `${parts.join('.')}${parameters ? `(${parameters})` : ''}`
}

/** An enum's number: 12 is 99.9 % in all versions that have it; in 0.9, 6 was 95 %. */
function levelOf(host: JsonNode, benchmark: JsonNode): number | null {
  const level = at(benchmark, 'Statistics', 'ConfidenceInterval', 'Level').value
  if (level === 12) return 0.999
  return level === 6 && text(at(host, 'BenchmarkDotNetVersion'))?.startsWith('0.9.') ? 0.95 : null
}

function readBenchmark(
  benchmark: JsonNode,
  identity: Pick<Figure, 'benchmark' | 'condition'>,
  level: number | null,
  found: Findings,
): void {
  const statistics = at(benchmark, 'Statistics')
  if (!has(statistics.value, 'Mean')) {
    found.flag('skipped-or-errored-row', `${identity.benchmark} has no figures: it failed.`, statistics)
    return
  }
  const samples = number(at(statistics, 'N'))
  const values = numbers(at(statistics, 'OriginalValues'))
  const time: Figure = {
    ...identity,
    metric: 'time',
    unit: 'ns',
    better: 'lower',
    samples,
    sampleKind: samples === null ? null : 'iteration',
  }
  const raw = values !== null && values.length === samples ? { values } : {}
  found.json(at(statistics, 'Mean'), { ...time, statistic: 'mean', spread: intervalOf(statistics, level), ...raw })
  for (const key of ['Median', 'Min', 'Max']) found.json(at(statistics, key), { ...time, statistic: key.toLowerCase() })
  found.json(at(statistics, 'StandardDeviation'), { ...time, statistic: 'stddev', role: 'derived' })
  found.json(at(statistics, 'StandardError'), { ...time, statistic: 'stderr', role: 'derived' })
  if (samples !== null && samples < 5)
    found.flag(
      'few-samples',
      `Benchmarks were measured in ${samples} iterations (ShortRun or Dry): too few to rely on.`,
      at(statistics, 'N'),
    )
  readMetrics(benchmark, identity, found)
}

function intervalOf(statistics: JsonNode, level: number | null): Spread | null {
  const interval = at(statistics, 'ConfidenceInterval')
  const [low, high] = [number(at(interval, 'Lower')), number(at(interval, 'Upper'))]
  if (low === null || high === null) return null
  return level === null ? { kind: 'interval', low, high } : { kind: 'interval', low, high, level }
}

/** What diagnosers add; each says itself which way is good. `Memory` has the same bytes where no metrics were exported. */
function readMetrics(benchmark: JsonNode, identity: Pick<Figure, 'benchmark' | 'condition'>, found: Findings): void {
  const metrics = items(at(benchmark, 'Metrics'))
  for (const metric of metrics) {
    const descriptor = at(metric, 'Descriptor')
    found.json(at(metric, 'Value'), {
      ...identity,
      metric: text(at(descriptor, 'DisplayName')) ?? text(at(descriptor, 'Id')) ?? '',
      unit: (text(at(descriptor, 'Unit')) ?? '').replace(/^Count$/, ''),
      better: at(descriptor, 'TheGreaterTheBetter').value === true ? 'higher' : 'lower',
    })
  }
  const bytes = at(benchmark, 'Memory', 'BytesAllocatedPerOperation')
  const isListed = metrics.some((metric) => text(at(metric, 'Descriptor', 'Id')) === 'Allocated Memory')
  // Null where the runtime cannot count them.
  if (!isListed && bytes.value !== null) found.json(bytes, { ...identity, metric: 'Allocated', unit: 'B', better: 'lower' })
}
