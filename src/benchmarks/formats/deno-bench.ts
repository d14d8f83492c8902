import { type Document, matches } from '../document/document.ts'
import { at, has, items, type JsonNode, number, text } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { judgeHomePath } from './home-path.ts'
import { errorOf, readTimes, rowOf } from './mitata-table.ts'

/** https://docs.deno.com/runtime/reference/cli/bench/; cli/tools/bench/reporters.rs writes both forms. */
export const denoBench: Reader = {
  name: 'deno-bench',
  title: 'Deno bench',
  docs: 'JSON of `deno bench --json`, and the printed table.',
  primary: ['time'],
  detect: (document) => isJson(document) || isOutput(document),
  parse(document, found) {
    if (isJson(document)) readJson(document, found)
    else readOutput(document, found)
  },
}

function isJson({ json }: Document): boolean {
  return has(json?.value, 'runtime', 'benches') && typeof json.value.runtime === 'string' && json.value.runtime.startsWith('Deno/')
}

function readJson({ json }: Document, found: Findings): void {
  if (json === null) return
  found.environment('deno', text(at(json, 'runtime'))?.replace(/^Deno\//, '') ?? null)
  found.environment('cpu', text(at(json, 'cpu')))
  const benches = items(at(json, 'benches'))
  const origins = new Set(benches.map((bench) => text(at(bench, 'origin'))))
  for (const bench of benches) {
    const origin = text(at(bench, 'origin'))
    judgeHomePath(origin, at(bench, 'origin'), found)
    const name = [text(at(bench, 'group')), text(at(bench, 'name'))].filter(Boolean).join(' > ')
    const file = origins.size > 1 ? (origin?.split('/').at(-1) ?? '') : ''
    for (const result of items(at(bench, 'results'))) readResult(result, { benchmark: name, condition: file }, found)
  }
}

const statistics = { avg: 'mean', min: 'min', max: 'max', p75: 'p75', p99: 'p99', p995: 'p99.5', p999: 'p99.9' }

function readResult(result: JsonNode, identity: Pick<Figure, 'benchmark' | 'condition'>, found: Findings): void {
  const figures = at(result, 'ok')
  if (!has(figures.value, 'avg')) {
    const why = text(at(result, 'failed', 'message')) ?? 'no reason given'
    found.flag('skipped-or-errored-row', `${identity.benchmark} has no figures: ${why}.`, at(result, 'failed', 'message'))
    return
  }
  const samples = number(at(figures, 'n'))
  const time: Figure = {
    ...identity,
    metric: 'time',
    unit: 'ns',
    better: 'lower',
    samples,
    sampleKind: samples === null ? null : 'iteration',
  }
  for (const [key, statistic] of Object.entries(statistics)) found.json(at(figures, key), { ...time, statistic })
  if (at(figures, 'usedExplicitTimers').value === true && at(figures, 'highPrecision').value === false)
    found.flag(
      'clock-resolution',
      `${identity.benchmark} is too short for its own start() and end(): Deno ignored them.`,
      at(figures, 'usedExplicitTimers'),
    )
}

const header = /^benchmark +(?:time\/iter \(avg\)|time \(avg\)) +/m

function isOutput(document: Document): boolean {
  return (
    matches(document, header, ' (avg)') &&
    /^(?:file:\/\/|runtime: deno [^(\n]*\([^)\n]*-unknown-|benchmark +time\/iter \(avg\))/m.test(document.text)
  )
}

function readOutput(document: Document, found: Findings): void {
  let group = ''
  let inTable = false
  for (const line of document.lines) {
    found.environment('cpu', /^cpu: (.+)$/.exec(line.text)?.[1] ?? null)
    found.environment('deno', /^runtime: deno (\S+)/.exec(line.text)?.[1] ?? null)
    if (/^file:\/\//.test(line.text)) {
      judgeHomePath(line.text, { line }, found)
      group = ''
    }
    if (header.test(line.text)) inTable = true
    group = /^group (.+)$/.exec(line.text)?.[1]?.trim() ?? group
    const row = inTable ? rowOf(line, 'p99.5') : null
    const failed = inTable ? errorOf(line) : null
    if (row !== null) readRow(line, row, group, found)
    else if (failed !== null) found.flag('skipped-or-errored-row', failed, { line })
  }
}

function readRow(line: Document['lines'][number], row: NonNullable<ReturnType<typeof rowOf>>, group: string, found: Findings): void {
  const benchmark = [group, row.name].filter(Boolean).join(' > ')
  readTimes(line, benchmark, row.times, found)
  if (row.rate !== null)
    found.line(line, row.rate, { benchmark, metric: 'throughput', statistic: '1/mean', unit: 'iter/s', better: 'higher', role: 'derived' })
}
