import type { Better } from '../../model.ts'
import { toNumber } from '../cells.ts'
import { betterOf } from '../direction.ts'
import { type CsvRow, csvHeader, readCsv } from '../document/csv.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'

/** https://github.com/NVIDIA/TensorRT-LLM/tree/main/tests/integration/defs/perf */
export const trtllmPerfCsv: Reader = {
  name: 'trtllm-perf-csv',
  title: 'TensorRT-LLM performance tests',
  docs: '`perf_script_test_results.csv` and `base_perf*.csv`; units follow from `metric_type`, the direction from the sign of `threshold`.',
  primary: ['TOKEN_THROUGHPUT', 'FIRST_TOKEN_TIME', 'INFERENCE_TIME'],
  detect: (document) => {
    const header = csvHeader(document)
    return ['perf_case_name', 'metric_type', 'perf_metric'].every((name) => header.includes(name))
  },
  parse(document, found) {
    for (const { header, rows, ragged } of readCsv(document)) {
      for (const row of rows) readRow(header, row, found)
      for (const { line } of ragged)
        found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
    }
    found.flag('unit-in-label-only', 'The file states no units: they follow from `metric_type`.')
  },
}

/** Of memory the unit differs from metric to metric, and is nowhere said. */
const units: Record<string, string> = {
  INFERENCE_TIME: 'ms',
  FIRST_TOKEN_TIME: 'ms',
  INTER_TOKEN_TIME: 'ms',
  OUTPUT_TOKEN_TIME: 'ms',
  DISAGG_SERVER_TTFT: 'ms',
  DISAGG_SERVER_E2EL: 'ms',
  BUILD_TIME: 's',
  BUILD_TIME_WITH_LOAD: 's',
  BUILD_TIME_WITH_CACHE: 's',
  SEQ_THROUGHPUT: 'req/s',
  TOKEN_THROUGHPUT: 'tok/s',
  TOTAL_OUTPUT_THROUGHPUT: 'tok/s',
  TOTAL_TOKEN_THROUGHPUT: 'tok/s',
  USER_THROUGHPUT: 'tok/s/user',
  KV_CACHE_SIZE: 'GiB',
}

function readRow(header: readonly string[], { cells, line }: CsvRow, found: Findings): void {
  const cell = (name: string) => cells[header.indexOf(name)]?.trim() ?? ''
  const [metric, value] = [cell('metric_type'), cell('perf_metric')]
  const benchmark = cell('network_name') || cell('test_name') || (/\[(.+)\]$/.exec(cell('perf_case_name'))?.[1] ?? '')
  const state = cell('state')
  if (state !== '' && state !== 'valid') {
    found.flag('skipped-or-errored-row', `${benchmark} has no ${metric}: its state is "${state}".`, { line })
    return
  }
  if (toNumber(value) === 0) {
    found.flag('zero-means-missing', `${metric} of ${benchmark} is 0: it was not measured.`, { line })
    return
  }
  const unit = entryOf(units, metric) ?? ''
  const better = betterIn(metric, toNumber(cell('threshold')) || toNumber(cell('absolute_threshold')))
  if (unit === '') found.flag('unit-unknown', `Nothing says the unit of ${metric}.`, { line })
  if (better === 'unknown') found.flag('direction-unknown', `Nothing says whether ${metric} should rise or fall.`, { line })
  found.line(line, value, {
    benchmark,
    metric,
    unit,
    better,
    samples: 1,
    sampleKind: 'trial',
    condition: machineOf(cell('perf_case_name')),
  })
}

/** The tests' own rule: a threshold above 0 bounds a rise, one below 0 a fall. */
function betterIn(metric: string, threshold: number | null): Better {
  if (threshold !== null && threshold !== 0) return threshold > 0 ? 'lower' : 'higher'
  const known = /THROUGHPUT/.test(metric) ? 'higher' : /TIME|TTFT|E2EL|MEMORY/.test(metric) ? 'lower' : null
  return known ?? betterOf(metric, entryOf(units, metric) ?? '')
}

/** `H100_PCIe-TensorRT-Perf-1/perf/test_perf.py::…`: the machine, which sets rows of one network apart. */
function machineOf(name: string): string {
  return name.includes('::') ? (name.split('/')[0] ?? '') : ''
}
