import { at, has, isObject, type JsonNode } from '../document/node.ts'
import type { Findings, Measured } from '../findings.ts'
import { remember } from '../remember.ts'
import { isMoment, isWorkload, nvidiaFigure } from './nvidia-metrics.ts'
import { judgeRequests } from './requests.ts'
import { singleRequests } from './single-requests.ts'

/** The raw records of one run: a line a request. Of each only what was measured is written down, not what was asked for. */
export function readAiperfRequests(lines: readonly JsonNode[], found: Findings): void {
  const measured = lines.filter((line) => at(line, 'metadata', 'benchmark_phase').value !== 'warmup')
  const failed = measured.filter(isFailed)
  if (!judgeRequests({ completed: measured.length - failed.length, failed: failed.length, place: failed[0] }, found)) return
  singleRequests(measured.length, 'profile_export_aiperf.json', found)
  const units = new Map<string, unknown>()
  const measuredAs = remember((metric) => requestFigure(metric, units.get(metric)))
  for (const [index, line] of measured.entries()) {
    if (isFailed(line)) continue
    const metrics = at(line, 'metrics')
    if (!isObject(metrics.value)) continue
    const ran = { condition: `request=${index}` }
    for (const metric in metrics.value) {
      const fields = metrics.value[metric]
      // Lists hold the gaps inside one answer.
      if (!isObject(fields) || typeof fields.value !== 'number') continue
      if (!units.has(metric)) units.set(metric, fields.unit)
      const figure = measuredAs(metric)
      if (figure !== null) found.member({ value: fields, parent: metrics, key: metric }, 'value', ran, figure)
    }
  }
}

function requestFigure(metric: string, unit: unknown): Measured | null {
  if (isMoment(metric) || isWorkload(metric)) return null
  const figure = nvidiaFigure(metric, typeof unit === 'string' ? unit : '', { requests: 1, condition: '' })
  return { ...figure, samples: 1, sampleKind: 'request', role: 'derived' }
}

function isFailed(line: JsonNode): boolean {
  return has(at(line, 'error').value, 'type') || at(line, 'metadata', 'was_cancelled').value === true
}
