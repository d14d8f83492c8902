import { at, entries, has, type JsonNode, text } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import { nvidiaFigure } from './nvidia-metrics.ts'
import { judgeRequests } from './requests.ts'
import { singleRequests } from './single-requests.ts'

/** The raw records of one run: a line a request. Of each only what was measured is written down, not what was asked for. */
export function readAiperfRequests(lines: readonly JsonNode[], found: Findings): void {
  const measured = lines.filter((line) => at(line, 'metadata', 'benchmark_phase').value !== 'warmup')
  const failed = measured.filter(isFailed)
  if (!judgeRequests({ completed: measured.length - failed.length, failed: failed.length, place: failed[0] }, found)) return
  singleRequests(measured.length, 'profile_export_aiperf.json', found)
  const figures = new Map<string, Figure | null>()
  for (const [index, line] of measured.entries()) {
    if (isFailed(line)) continue
    const condition = `request=${index}`
    for (const [metric, node] of entries(at(line, 'metrics'))) {
      const value = at(node, 'value')
      // Lists hold the gaps inside one answer.
      if (typeof value.value !== 'number') continue
      if (!figures.has(metric)) figures.set(metric, requestFigure(metric, text(at(node, 'unit')) ?? ''))
      const figure = figures.get(metric)
      if (figure) found.json(value, { ...figure, condition })
    }
  }
}

function requestFigure(metric: string, unit: string): Figure | null {
  const figure = nvidiaFigure(metric, unit, { requests: 1, condition: '' })
  return figure === null || figure.role === 'workload' ? null : { ...figure, samples: 1, sampleKind: 'request', role: 'derived' }
}

function isFailed(line: JsonNode): boolean {
  return has(at(line, 'error').value, 'type') || at(line, 'metadata', 'was_cancelled').value === true
}
