import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import { labelAbove } from '../label-above.ts'
import { condition } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { lineAbove } from './line-above.ts'
import { mlperfFigure } from './mlperf-metrics.ts'

/** https://github.com/mlcommons/inference/blob/master/loadgen/results.cc */
export const mlperfLoadgen: Reader = {
  name: 'mlperf-loadgen',
  title: 'MLPerf LoadGen',
  docs: '`mlperf_log_summary.txt` of version 0.5 to 5; a run that is not VALID gives no figures.',
  primary: ['samples_per_second', 'completed_samples_per_second', 'latency', 'first_token_latency'],
  detect: (document) => matches(document, /^MLPerf Results Summary[ \t]*$/m, 'MLPerf Results Summary'),
  parse(document, found) {
    for (const summary of summariesOf(document)) readSummary(summary, found)
  },
}

/** One summary, `name : value` line by line; `above` is what stands over its title. */
interface Summary {
  title: Line
  above: Line | null
  rows: { name: string; value: string; line: Line }[]
  errors: Line | null
}

function summariesOf({ lines }: Document): Summary[] {
  const summaries: Summary[] = []
  for (const [index, line] of lines.entries()) {
    const current = summaries.at(-1)
    const colon = line.text.lastIndexOf(':')
    if (line.text.trim() === 'MLPerf Results Summary') {
      summaries.push({ title: line, above: lineAbove(lines, index), rows: [], errors: null })
    } else if (current !== undefined && colon > 0) {
      current.rows.push({ name: line.text.slice(0, colon).trim(), value: line.text.slice(colon + 1).trim(), line })
    } else if (current !== undefined && /^[1-9]\d* errors? encountered/i.test(line.text)) current.errors = line
  }
  return summaries
}

function readSummary({ title, above, rows, errors }: Summary, found: Findings): void {
  const row = (name: string) => rows.find((one) => one.name === name)
  const validity = row('Result is')
  if (validity === undefined) {
    found.problem('The summary does not say whether its run is valid; its figures are not read.', { line: title })
    return
  }
  if (validity.value !== 'VALID') {
    found.flag('declared-invalid', `The tool calls the run ${validity.value}: its figures are no result.`, { line: validity.line })
    return
  }
  if (row('Mode')?.value.startsWith('Accuracy')) {
    found.flag('declared-invalid', 'The run measured accuracy: its times are no result.', { line: title })
    return
  }
  if (errors !== null) found.flag('partial-failure', `The run had errors: ${errors.text.trim()}`, { line: errors })
  found.environment('system', row('SUT name')?.value ?? null)
  const label = labelAbove(above)
  // "Single Stream" until version 0.7, "SingleStream" since.
  const scenario = condition([['scenario', row('Scenario')?.value.replaceAll(' ', '') ?? null]])
  const where = { side: label.side, condition: [label.condition, scenario].filter((part) => part !== '').join(', ') }
  const seen = new Set<string>()
  for (const { name, value, line } of rows) {
    const figure = mlperfFigure(name)
    // The percentile of the scenario stands at the top, and again among all of them.
    const key = `${figure?.metric} ${figure?.statistic}`
    if (figure === null || seen.has(key)) continue
    seen.add(key)
    found.line(line, value, { ...figure, ...where })
  }
}
