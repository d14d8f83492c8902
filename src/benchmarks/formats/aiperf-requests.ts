import { betterOf } from '../direction.ts'
import { at, entries, has, type JsonNode, text } from '../document/node.ts'
import type { Findings } from '../findings.ts'
import { judgeRequests } from './requests.ts'
import { singleRequests } from './single-requests.ts'

/** The raw records of one run: a line a request. */
export function readAiperfRequests(lines: readonly JsonNode[], found: Findings): void {
  const measured = lines.filter((line) => at(line, 'metadata', 'benchmark_phase').value !== 'warmup')
  const failed = measured.filter(isFailed)
  if (!judgeRequests({ completed: measured.length - failed.length, failed: failed.length, place: failed[0] }, found)) return
  singleRequests(measured.length, 'profile_export_aiperf.json', found)
  for (const [index, line] of measured.entries()) {
    if (isFailed(line)) continue
    for (const [metric, node] of entries(at(line, 'metrics'))) {
      const value = at(node, 'value')
      // Lists hold the gaps inside one answer.
      if (typeof value.value !== 'number') continue
      const unit = text(at(node, 'unit')) ?? ''
      const condition = `request=${index}`
      found.json(value, { metric, unit, better: betterOf(metric, unit), samples: 1, sampleKind: 'request', condition, role: 'derived' })
    }
  }
}

function isFailed(line: JsonNode): boolean {
  return has(at(line, 'error').value, 'type') || at(line, 'metadata', 'was_cancelled').value === true
}
