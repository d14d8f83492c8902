import { csvHeader } from '../document/csv.ts'
import { type Document, matches } from '../document/document.ts'
import { at, entries, has, isListOf, items, type JsonNode, number, numbers, text, words } from '../document/node.ts'
import { type PipeTable, readTables } from '../document/pipe-table.ts'
import type { Figure, Findings } from '../findings.ts'
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
  detect: (document) => isJson(document) || isCsv(document) || tablesOf(document).length > 0 || matches(document, printed),
  parse(document, found) {
    if (isJson(document)) readJson(document, found)
    else if (isCsv(document)) readSheet(document, found)
    else if (matches(document, printed)) readPrinted(document, found)
    else for (const table of tablesOf(document)) readTable(document, table, found)
  },
}

const seconds = { metric: 'time', unit: 's', better: 'lower' } as const satisfies Figure

const printed = /^[ \t]*Time \((?:mean ± σ|abs ≡)\): /m

function readPrinted(document: Document, found: Findings): void {
  for (const { locator, value: _, ...figure } of readHyperfine(document.lines, '').figures) {
    const line = document.lines.find(({ number, text }) => number === locator.line && text.includes(locator.text))
    if (line !== undefined) found.line(line, locator.text, figure)
  }
}

function isJson({ json }: Document): boolean {
  return (
    json !== null &&
    has(json.value, 'results') &&
    isListOf(json.value.results, (result) => has(result, 'command', 'mean', 'user', 'system'))
  )
}

function isCsv(document: Document): boolean {
  const header = csvHeader(document).join()
  return header.startsWith('command,mean,stddev,median,user,system,min,max')
}

function tablesOf(document: Document): PipeTable[] {
  if (document.json !== null || !/\|\s*Command\s*\|\s*Mean \[/.test(document.text)) return []
  return readTables(document.lines).filter(({ header }) => header[0] === 'Command' && /^Mean \[\w+\]$/.test(header[1] ?? ''))
}

function readJson(document: Document, found: Findings): void {
  if (document.json === null) return
  for (const result of items(at(document.json, 'results'))) {
    const values = numbers(at(result, 'times'))
    const samples = values?.length ?? null
    const stddev = at(result, 'stddev')
    const deviation = number(stddev)
    const shared: Figure = { ...seconds, ...nameOf(result), samples, sampleKind: samples === null ? null : 'process' }
    found.json(at(result, 'mean'), {
      ...shared,
      statistic: 'mean',
      ...(values && { values }),
      spread: deviation === null ? null : { kind: 'standard-deviation', value: deviation },
    })
    // hyperfine writes null where one run has no deviation.
    if (stddev.value !== null) found.json(stddev, { ...shared, statistic: 'stddev', role: 'derived' })
    for (const statistic of ['median', 'min', 'max']) found.json(at(result, statistic), { ...shared, statistic })
    for (const metric of ['user', 'system']) found.json(at(result, metric), { ...shared, metric, statistic: 'mean' })
    const memory = numbers(at(result, 'memory_usage_byte'))
    if (memory !== null && memory[0] !== undefined)
      found.json(at(result, 'memory_usage_byte', 0), { ...shared, metric: 'memory', unit: 'B', statistic: 'first', values: memory })
    flagRuns(result, shared.benchmark ?? '', values, found)
  }
}

/** Identity is the command and the parameters of `--parameter-scan` and `--parameter-list`. */
function nameOf(result: JsonNode): Pick<Figure, 'benchmark' | 'condition'> {
  const parameters = entries(at(result, 'parameters')).map(([name, value]) => [name, words(value)] as const)
  return { benchmark: text(at(result, 'command')) ?? '', condition: condition(parameters) }
}

function flagRuns(result: JsonNode, command: string, values: readonly number[] | null, found: Findings): void {
  const codes = at(result, 'exit_codes').value
  if (Array.isArray(codes) && codes.some((code) => code !== 0))
    found.flag(
      'partial-failure',
      `"${command}" did not exit with 0 in every run: a failing command was measured.`,
      at(
        result,
        'exit_codes',
        codes.findIndex((code) => code !== 0),
      ),
    )
  const [first, ...rest] = values ?? []
  if (first !== undefined && rest.length >= 4 && rest.every((time) => first > 2 * time))
    found.flag(
      'cold-run',
      `The first run of "${command}" took more than twice as long as any other: caches were cold.`,
      at(result, 'times', 0),
    )
  if (values?.length === 1) found.flag('single-run', `"${command}" ran once.`, at(result, 'mean'))
}
