import { csvHeader } from '../document/csv.ts'
import { type Document, matches } from '../document/document.ts'
import { asText, at, fieldsOf, finite, finiteList, has, inWords, isListOf, items, type JsonNode, listOf } from '../document/node.ts'
import { type PipeTable, readTables } from '../document/pipe-table.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import type { FlagCode } from '../flag-codes.ts'
import { condition } from '../labels.ts'
import { readHyperfine } from '../prose/hyperfine-output.ts'
import type { Reader } from '../reader.ts'
import { readSheet, readTable } from './hyperfine-export.ts'

/** https://github.com/sharkdp/hyperfine/tree/master/src/export */
export const hyperfine: Reader = {
  name: 'hyperfine',
  title: 'hyperfine',
  docs: '`--export-json`, `--export-csv`, `--export-markdown` and what it prints; every timed process is a run.',
  primary: ['time'],
  detect: (document) => isJson(document) || isCsv(document) || tablesOf(document).length > 0 || matches(document, printed, 'Time ('),
  parse(document, found) {
    if (isJson(document)) readJson(document, found)
    else if (isCsv(document)) readSheet(document, found)
    else if (matches(document, printed, 'Time (')) readPrinted(document, found)
    else for (const table of tablesOf(document)) readTable(document, table, found)
  },
}

const printed = /^[ \t]*Time \((?:mean ± σ|abs ≡)\): /m

function readPrinted(document: Document, found: Findings): void {
  for (const { locator, value: _, ...figure } of readHyperfine(document.lines, '').figures) {
    const line = document.lines.find(({ number, text }) => number === locator.line && text.includes(locator.text))
    if (line === undefined) continue
    // "abs ≡" stands for one run, of which there is no deviation.
    const once = /Time \(abs ≡\)/.test(line.text)
    if (once) found.flag('single-run', `"${figure.benchmark}" ran once.`, { line })
    found.line(line, locator.text, once ? { ...figure, samples: 1, sampleKind: 'process' } : figure)
  }
  for (const line of document.lines) {
    const [code, message] = warnings.find(([, , words]) => line.text.includes(words)) ?? []
    if (code !== undefined && message !== undefined) found.flag(code, message, { line })
  }
}

/** https://github.com/sharkdp/hyperfine/blob/master/src/benchmark/warnings.rs */
const warnings: readonly (readonly [FlagCode, string, string])[] = [
  ['partial-failure', 'A command did not exit with 0 in every run: a failing command was measured.', 'Ignoring non-zero exit code'],
  [
    'cold-run',
    'The first run of a command was significantly slower than its others: caches were cold.',
    'The first benchmarking run for this',
  ],
  ['high-variance', 'hyperfine found outliers among the runs of a command.', 'Statistical outliers were detected'],
  ['implausible', 'A command took less than 5 ms, which the time of starting a shell blurs.', 'took less than 5 ms to complete'],
]

function isJson({ json }: Document): boolean {
  return (
    json !== null &&
    has(json.value, 'results') &&
    isListOf(listOf(json.value.results).slice(0, 20), (result) => has(result, 'command', 'mean', 'user', 'system'))
  )
}

function isCsv(document: Document): boolean {
  const header = csvHeader(document).join()
  return header.startsWith('command,mean,stddev,median,user,system,min,max')
}

function tablesOf(document: Document): PipeTable[] {
  if (document.json !== null || !/\|\s*Command\s*\|\s*Mean \[/.test(document.text)) return []
  return readTables(document.lines).filter(({ header }) => header[0] === 'Command' && /^Mean \[[^\s\]]+\]$/.test(header[1] ?? ''))
}

function readJson(document: Document, found: Findings): void {
  if (document.json === null) return
  for (const result of items(at(document.json, 'results'))) readResult(result, found)
}

const time: Measured = { metric: 'time', unit: 's', better: 'lower' }
const statistics = ['median', 'min', 'max'].map((statistic): Measured => ({ ...time, statistic }))
const deviationOfTime: Measured = { ...time, statistic: 'stddev', role: 'derived' }
const shares = ['user', 'system'].map((metric): Measured => ({ ...time, metric, statistic: 'mean' }))

function readResult(result: JsonNode, found: Findings): void {
  const fields = fieldsOf(result.value)
  if (!judgeExits(result, asText(fields.command) ?? '', found)) return
  found.member(result, 'mean', ranIn, meanOf)
  // hyperfine writes null where one run has no deviation.
  if (fields.stddev !== null) found.member(result, 'stddev', ranIn, deviationOfTime)
  for (const measured of statistics) found.member(result, measured.statistic ?? '', ranIn, measured)
  for (const measured of shares) found.member(result, measured.metric, ranIn, measured)
  if (finiteList(fields.memory_usage_byte) !== null) found.member(at(result, 'memory_usage_byte'), 0, ranAbove, memoryOf)
  flagRuns(result, asText(fields.command) ?? '', finiteList(fields.times), found)
}

function meanOf({ value }: JsonNode): Measured {
  const { times, stddev } = fieldsOf(value)
  const values = finiteList(times)
  const deviation = finite(stddev)
  return {
    ...time,
    statistic: 'mean',
    ...(values && { values }),
    spread: deviation === null ? null : { kind: 'standard-deviation', value: deviation },
  }
}

const ranAbove = ({ parent }: JsonNode): Ran => (parent === null ? {} : ranIn(parent))

function memoryOf({ value }: JsonNode): Measured {
  return { metric: 'memory', unit: 'B', statistic: 'first', values: finiteList(value) ?? [], better: 'lower' }
}

/** Identity is the command and the parameters of `--parameter-scan` and `--parameter-list`. */
function ranIn({ value }: JsonNode): Ran {
  const { command, parameters, times } = fieldsOf(value)
  const given = Object.entries(fieldsOf(parameters)).map(([name, value]) => [name, inWords(value)] as const)
  const samples = finiteList(times)?.length ?? null
  return { benchmark: asText(command) ?? '', condition: condition(given), samples, sampleKind: samples === null ? null : 'process' }
}

/**
 * Says how often the command failed, which hyperfine only goes on from when told to ignore it; answers whether it ever ended
 * well. How long a command takes to fail is no figure of what it does. The exit code stands for the failures of a side.
 */
function judgeExits(result: JsonNode, command: string, found: Findings): boolean {
  const codes = listOf(fieldsOf(result.value).exit_codes)
  const failed = codes.flatMap((code, index) => (code === 0 ? [] : [index]))
  const [first] = failed
  if (first === undefined) return true
  const place = at(result, 'exit_codes', first)
  if (failed.length === codes.length) {
    found.flag('all-failed', `"${command}" failed in every run: how long that took is no figure.`, place)
    return false
  }
  found.flag('partial-failure', `"${command}" failed in ${failed.length} of ${codes.length} runs: a failing command was measured.`, place)
  if (finite(codes[first]) !== null) found.member(at(result, 'exit_codes'), first, ranAbove, { metric: 'exit code', role: 'workload' })
  return true
}

function flagRuns(result: JsonNode, command: string, values: readonly number[] | null, found: Findings): void {
  if (values === null) return
  const [first = 0] = values
  if (values.length >= 5 && values.every((time, index) => index === 0 || first > 2 * time))
    found.flag(
      'cold-run',
      `The first run of "${command}" took more than twice as long as any other: caches were cold.`,
      at(result, 'times', 0),
    )
  if (values.length === 1) found.flag('single-run', `"${command}" ran once.`, at(result, 'mean'))
}
