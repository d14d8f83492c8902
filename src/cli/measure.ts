import type { Command } from 'commander'
import { repeated } from './repeated.ts'
import { lineWidth, note, paint, print, printJson, progress } from './terminal.ts'

interface Options {
  baseline: string[]
  candidate: string[]
  format?: string
  mapping?: string
  chart?: string
  list?: true
  strict?: true
  json?: true
}

/** `casewright measure FILE…` */
export function register(program: Command): void {
  program
    .command('measure')
    .description('Read benchmark outputs and texts: every figure with its unit, direction and place; compare two sides.')
    .argument('[file...]', 'benchmark files, folders, logs or Markdown; globs too, relative to the current directory; - is standard input')
    .addOption(repeated('--baseline <glob...>', 'files of the state before the change'))
    .addOption(repeated('--candidate <glob...>', 'files of the state after the change'))
    .option('--format <name>', 'the reader to use instead of looking at the content')
    .option('--mapping <file.yml>', 'what the columns of your own CSV and JSON files are (docs/mapping.md)')
    .option('--chart <file.svg>', 'draw the scaling laws that were fitted')
    .option('--list', 'list the formats that can be read')
    .option('--strict', 'end with 1 when something could not be read')
    .option('--json', 'print the answer as JSON')
    .action(async (files: string[], options: Options) => {
      if (options.list) {
        const { formats } = await import('../benchmarks/formats.ts')
        return list(formats, options.json)
      }
      const { measure } = await import('../jobs/measure.ts')
      const shown = progress()
      const { baseline, candidate, format, mapping } = options
      const request = { files, baseline, candidate, onProgress: shown.step }
      const result = measure({ ...request, ...(format && { format }), ...(mapping && { mapping }) })
      shown.end()
      if (options.chart !== undefined) {
        const { writeFitChart } = await import('../jobs/fit-chart.ts')
        await writeFitChart(result.fitted, options.chart)
      }
      if (options.json) printJson(result.answer)
      else {
        const { measureTable } = await import('./measure-table.ts')
        print(measureTable(result, lineWidth()))
      }
      for (const sentence of result.idle) note(`${paint('yellow', 'note', process.stderr)}  ${sentence}`)
      if (options.strict && result.answer.files.some(({ problems }) => problems.length > 0)) process.exitCode = 1
    })
}

/** What people wrote has no reader of its own among the tools'. */
const ofPeople = [
  { name: 'markdown', title: 'Markdown', docs: 'Tables, blocks of output and sentences of a text, such as a pull request’s.' },
  { name: 'mapping', title: 'CSV, JSON and JSON Lines of your own', docs: 'Tables whose columns a file named with --mapping explains.' },
]

function list(formats: readonly { name: string; title: string; docs: string }[], json: true | undefined): void {
  const rows = [...formats, ...ofPeople].map(({ name, title, docs }) => ({ name, title, docs }))
  if (json) {
    printJson(rows)
    return
  }
  const width = Math.max(...rows.map(({ name }) => name.length))
  for (const { name, title, docs } of rows) print(`${name.padEnd(width)}  ${title}: ${docs}`)
}
