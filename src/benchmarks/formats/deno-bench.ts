import { type Document, matches } from '../document/document.ts'
import { asText, at, fieldsOf, finite, has, items, type JsonNode, text } from '../document/node.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { judgeHomeMember, judgeHomePath } from './home-path.ts'
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
  const manyFiles = benches.some((bench) => originOf(bench) !== originOf(benches[0]))
  const ranIn = (figures: JsonNode): Ran => {
    const bench = figures.parent?.parent?.parent
    const samples = finite(fieldsOf(figures.value).n)
    return {
      benchmark: nameOf(bench),
      condition: manyFiles ? (originOf(bench)?.split('/').at(-1) ?? '') : '',
      samples,
      sampleKind: samples === null ? null : 'iteration',
    }
  }
  for (const bench of benches) {
    judgeHomeMember(bench, 'origin', found)
    for (const result of items(at(bench, 'results'))) readResult(result, bench, ranIn, found)
  }
}

function originOf(bench: JsonNode | null | undefined): string | null {
  return asText(fieldsOf(bench?.value).origin)
}

function nameOf(bench: JsonNode | null | undefined): string {
  const { group, name } = fieldsOf(bench?.value)
  return [asText(group), asText(name)].filter(Boolean).join(' > ')
}

const statistics = Object.entries({ avg: 'mean', min: 'min', max: 'max', p75: 'p75', p99: 'p99', p995: 'p99.5', p999: 'p99.9' }).map(
  ([key, statistic]): [string, Measured] => [key, { metric: 'time', unit: 'ns', better: 'lower', statistic }],
)

function readResult(result: JsonNode, bench: JsonNode, ranIn: (figures: JsonNode) => Ran, found: Findings): void {
  const figures = at(result, 'ok')
  const fields = fieldsOf(figures.value)
  if (fields.avg === undefined) {
    const why = asText(fieldsOf(fieldsOf(result.value).failed).message) ?? 'no reason given'
    found.flag('skipped-or-errored-row', `${nameOf(bench)} has no figures: ${why}.`, at(result, 'failed', 'message'))
    return
  }
  for (const [key, measured] of statistics) found.member(figures, key, ranIn, measured)
  if (fields.usedExplicitTimers === true && fields.highPrecision === false)
    found.flag(
      'clock-resolution',
      `${nameOf(bench)} is too short for its own start() and end(): Deno ignored them.`,
      at(figures, 'usedExplicitTimers'),
    )
}

const header = /^benchmark +(?:time\/iter \(avg\)|time \(avg\)) +/m

function isOutput(document: Document): boolean {
  return (
    matches(document, header, '(avg)') &&
    /^(?:file:\/\/|runtime: deno [^(\n]*\([^)\n]*-unknown-|benchmark +time\/iter \(avg\))/m.test(document.text)
  )
}

function readOutput(document: Document, found: Findings): void {
  let group = ''
  let inTable = false
  for (const line of document.lines) {
    found.environment('cpu', /^(?:cpu: | *CPU \| )(.+)$/.exec(line.text)?.[1] ?? null)
    found.environment('deno', /^(?:runtime: deno|Runtime \| Deno) (\S+)/.exec(line.text)?.[1] ?? null)
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
