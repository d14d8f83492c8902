import { csvHeader, readCsv } from '../document/csv.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { namespaceSettings } from './namespace-line.ts'

/** https://github.com/flashinfer-ai/flashinfer/tree/main/benchmarks: flashinfer_benchmark.py, routines/flashinfer_benchmark_utils.py */
export const flashinferBenchmarkCsv: Reader = {
  name: 'flashinfer-benchmark-csv',
  title: 'FlashInfer benchmarks',
  docs: 'CSV of `--output_path` and the printed `[PERF]` lines; TFLOPS and TB/s follow from the time.',
  primary: ['median_time'],
  detect: (document) => isSheet(document) || matches(document, /^\[PERF\] \S+ *:: median time /m),
  parse(document, found) {
    if (isSheet(document)) readSheet(document, found)
    else readLines(document.lines, found)
  },
}

const figures = ['routine', 'median_time', 'std_time', 'tflops', 'tb_per_sec', 'backend', 'resolved_backend']

function isSheet(document: Document): boolean {
  return csvHeader(document).slice(0, 5).join() === figures.slice(0, 5).join()
}

/** How a run was checked and timed, not what it ran. */
const aside =
  /^(?:refcheck|no_cuda_graph|use_cupti|use_cuda_events|allow_output_mismatch|random_seed|case_tag|generate_repro_command|repro_command|verbose|output_path|num_iters|dry_run_iters|autotune_cache|autotune|backends?)$/

/** Several columns share a name (`num_tokens` of two kinds of routine): each routine fills those of its own. */
function readSheet(document: Document, found: Findings): void {
  for (const { header, rows, ragged } of readCsv(document)) {
    const command = header.indexOf('repro_command')
    const twice = header.filter((name, index) => name !== '' && header.indexOf(name) < index)
    if (twice.length > 0)
      found.flag('duplicate-key', `Several columns are called ${[...new Set(twice)].join(', ')}: each routine fills those of its own.`)
    // The tool writes commas of the command as they are; it is the last column, so the others keep their places.
    const whole = ragged.filter(({ cells }) => command === header.length - 1 && /^python/.test(cells[command] ?? ''))
    for (const { line } of ragged.filter((row) => !whole.includes(row)))
      found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
    for (const { cells, line } of [...rows, ...whole].toSorted((a, b) => a.line.number - b.line.number)) {
      const cell = (name: string) => cells[header.indexOf(name)] ?? ''
      const dimensions = header.flatMap((name, index) =>
        figures.includes(name) || aside.test(name) ? [] : [[name, cells[index] ?? ''] as const],
      )
      const where = { benchmark: cell('routine'), condition: condition([['backend', cell('backend')], ...dimensions]) }
      const texts = { median: cell('median_time'), deviation: cell('std_time'), tflops: cell('tflops'), bandwidth: cell('tb_per_sec') }
      writeFigures(
        { where, line, texts, units: ['TFLOPs', 'TB/s'], samples: iterationsOf(cells.slice(Math.max(command, 0)).join(',')) },
        found,
      )
    }
  }
}

/** `--num_iters` of the command; 30 where it leaves them alone, null without a command. */
function iterationsOf(command: string): number | null {
  if (!/^python/.test(command)) return null
  return Number(/(?: --num_iters| -n)[ =](\d{1,9})/.exec(command)?.[1] ?? 30)
}

const perf =
  /^\[PERF\] (\S+) *:: median time ([^\s;]+) ms; std ([^\s;]+) ms; achieved tflops ([^\s;]+) (TFLOPs\/sec); achieved tb_per_sec ([^\s;]+) (TB\/sec)/

function readLines(lines: readonly Line[], found: Findings): void {
  let settings: ReadonlyMap<string, string> = new Map()
  for (const line of lines) {
    settings = namespaceSettings(line.text) ?? settings
    const [, backend = '', median = '', deviation = '', tflops = '', rate = '', bandwidth = '', bytes = ''] = perf.exec(line.text) ?? []
    if (backend === '') continue
    const dimensions = [...settings].filter(([name, value]) => name !== 'routine' && !aside.test(name) && value !== 'None')
    const where = { benchmark: settings.get('routine') ?? '', condition: condition([['backend', backend], ...dimensions]) }
    const iterations = Number(settings.get('num_iters'))
    const samples = Number.isInteger(iterations) && iterations > 0 ? iterations : null
    writeFigures({ where, line, texts: { median, deviation, tflops, bandwidth }, units: [rate, bytes], samples }, found)
  }
}

interface Row {
  where: Pick<Figure, 'benchmark' | 'condition'>
  line: Line
  texts: { median: string; deviation: string; tflops: string; bandwidth: string }
  units: readonly [string, string]
  samples: number | null
}

/** Above this share of the median the deviation is a warning. */
const NOISY = 0.1

function writeFigures({ where, line, texts, units, samples }: Row, found: Findings): void {
  const shared = { ...where, samples, sampleKind: samples === null ? null : 'iteration' } as const
  const time = { ...shared, metric: 'median_time', unit: 'ms', better: 'lower' } as const
  const [median, deviation] = [Number.parseFloat(texts.median), Number.parseFloat(texts.deviation)]
  // In print a small deviation is 0.000, which is none.
  const spread = deviation > 0 ? ({ kind: 'standard-deviation', value: deviation } as const) : null
  found.line(line, texts.median, { ...time, statistic: 'median', spread })
  if (spread !== null) found.line(line, texts.deviation, { ...time, statistic: 'stddev', role: 'derived' })
  if (deviation / median > NOISY) {
    const share = `${((100 * deviation) / median).toFixed(0)} %`
    found.flag('high-variance', `${where.benchmark}: the deviation is ${share} of the median time.`, { line, text: texts.deviation })
  }
  const rates = [
    { metric: 'tflops', text: texts.tflops, unit: units[0] },
    { metric: 'tb_per_sec', text: texts.bandwidth, unit: units[1] },
  ]
  for (const { metric, text, unit } of rates) {
    // A routine without a count of operations or bytes has 0 here.
    if (Number(text) !== 0) found.line(line, text, { ...shared, metric, unit, statistic: 'median', better: 'higher', role: 'derived' })
  }
}
