import type { Spread } from '../../model.ts'
import type { Document } from '../document/document.ts'
import { asText, at, fieldsOf, finite, finiteList, has, items, type JsonNode, text, words } from '../document/node.ts'
import type { Findings, Measured, Ran } from '../findings.ts'

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
  const names = benchmarks.map(({ value }) => nameOf(fieldsOf(value)))
  const again = repeated(names)
  for (const [index, benchmark] of benchmarks.entries()) {
    const name = names[index] ?? ''
    // One benchmark under several jobs (runtimes, toolchains): `Type.Method: ShortRun(IterationCount=3)`.
    const job = again.has(name) ? (text(at(benchmark, 'DisplayInfo'))?.split(': ').slice(1).join(': ') ?? '') : ''
    readBenchmark(benchmark, { benchmark: name, condition: job.replace(/ \[[^\]]*\]$/, '') }, levelOf(host, benchmark), found)
  }
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const again = new Set<string>()
  for (const name of names) (seen.has(name) ? again : seen).add(name)
  return again
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
function nameOf({ FullName, Namespace, Type, Method, Parameters }: Fields): string {
  if (typeof FullName === 'string') return FullName
  const parts = [Namespace, Type, Method].map(asText).filter(Boolean)
  const parameters = asText(Parameters)
  return `${parts.join('.')}${parameters ? `(${parameters})` : ''}`
}

type Fields = Readonly<Record<string, unknown>>

/** An enum's number: 12 is 99.9 % in all versions that have it; in 0.9, 6 was 95 %. */
function levelOf(host: JsonNode, benchmark: JsonNode): number | null {
  const level = fieldsOf(fieldsOf(fieldsOf(benchmark.value).Statistics).ConfidenceInterval).Level
  if (level === 12) return 0.999
  return level === 6 && text(at(host, 'BenchmarkDotNetVersion'))?.startsWith('0.9.') ? 0.95 : null
}

const time: Measured = { metric: 'time', unit: 'ns', better: 'lower', statistic: 'mean' }
const statisticsOfTime: readonly (readonly [string, Measured])[] = [
  ['Median', { ...time, statistic: 'median' }],
  ['Min', { ...time, statistic: 'min' }],
  ['Max', { ...time, statistic: 'max' }],
  ['StandardDeviation', { ...time, statistic: 'stddev', role: 'derived' }],
  ['StandardError', { ...time, statistic: 'stderr', role: 'derived' }],
]

function readBenchmark(benchmark: JsonNode, identity: Ran, level: number | null, found: Findings): void {
  const statistics = at(benchmark, 'Statistics')
  const fields = fieldsOf(statistics.value)
  if (!Object.hasOwn(fields, 'Mean')) {
    found.flag('skipped-or-errored-row', `${identity.benchmark} has no figures: it failed.`, statistics)
    return
  }
  const samples = finite(fields.N)
  const values = finiteList(fields.OriginalValues)
  const ran: Ran = { ...identity, samples, sampleKind: samples === null ? null : 'iteration' }
  const raw = values !== null && values.length === samples ? { values } : {}
  found.member(statistics, 'Mean', ran, { ...time, spread: intervalOf(fieldsOf(fields.ConfidenceInterval), level), ...raw })
  for (const [key, measured] of statisticsOfTime) found.member(statistics, key, ran, measured)
  if (samples !== null && samples < 5)
    found.flag(
      'few-samples',
      `Benchmarks were measured in ${samples} iterations (ShortRun or Dry): too few to rely on.`,
      at(statistics, 'N'),
    )
  readMetrics(benchmark, identity, found)
}

function intervalOf({ Lower, Upper }: Fields, level: number | null): Spread | null {
  const [low, high] = [finite(Lower), finite(Upper)]
  if (low === null || high === null) return null
  return level === null ? { kind: 'interval', low, high } : { kind: 'interval', low, high, level }
}

const allocated: Measured = { metric: 'Allocated', unit: 'B', better: 'lower' }

/** What diagnosers add; each says itself which way is good. `Memory` has the same bytes where no metrics were exported. */
function readMetrics(benchmark: JsonNode, identity: Ran, found: Findings): void {
  const { Metrics, Memory } = fieldsOf(benchmark.value)
  let isListed = false
  if (Array.isArray(Metrics))
    for (const metric of items(at(benchmark, 'Metrics'))) {
      const { Id, DisplayName, Unit, TheGreaterTheBetter } = fieldsOf(fieldsOf(metric.value).Descriptor)
      if (Id === 'Allocated Memory') isListed = true
      found.member(metric, 'Value', identity, {
        metric: asText(DisplayName) ?? asText(Id) ?? '',
        unit: Unit === 'Count' ? '' : (asText(Unit) ?? ''),
        better: TheGreaterTheBetter === true ? 'higher' : 'lower',
      })
    }
  // Null where the runtime cannot count them.
  if (!isListed && fieldsOf(Memory).BytesAllocatedPerOperation !== null)
    found.member(at(benchmark, 'Memory'), 'BytesAllocatedPerOperation', identity, allocated)
}
