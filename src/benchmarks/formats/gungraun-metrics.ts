/** What Valgrind's tools count, by Gungraun's names: those it prints, and the keys of its JSON (iai-callgrind-runner, src/api.rs). */
import type { Better } from '../../model.ts'
import { entryOf } from '../entry-of.ts'
import type { Measured, Ran } from '../findings.ts'

/** Keys of the JSON that are printed in other words; all others are printed as they are. */
const printed: Record<string, string> = {
  Ir: 'Instructions',
  L1hits: 'L1 Hits',
  LLhits: 'LL Hits',
  RamHits: 'RAM Hits',
  TotalRW: 'Total read+write',
  EstimatedCycles: 'Estimated Cycles',
  I1MissRate: 'I1 Miss Rate',
  D1MissRate: 'D1 Miss Rate',
  LLiMissRate: 'LLi Miss Rate',
  LLdMissRate: 'LLd Miss Rate',
  LLMissRate: 'LL Miss Rate',
  L1HitRate: 'L1 Hit Rate',
  LLHitRate: 'LL Hit Rate',
  RamHitRate: 'RAM Hit Rate',
  TotalUnits: 'Total units',
  TotalEvents: 'Total events',
  TotalBytes: 'Total bytes',
  TotalBlocks: 'Total blocks',
  AtTGmaxBytes: 'At t-gmax bytes',
  AtTGmaxBlocks: 'At t-gmax blocks',
  AtTEndBytes: 'At t-end bytes',
  AtTEndBlocks: 'At t-end blocks',
  ReadsBytes: 'Reads bytes',
  WritesBytes: 'Writes bytes',
  TotalLifetimes: 'Total lifetimes',
  MaximumBytes: 'Maximum bytes',
  MaximumBlocks: 'Maximum blocks',
  SuppressedErrors: 'Suppressed Errors',
  SuppressedContexts: 'Suppressed Contexts',
}

/** The printed name of a key of the JSON. */
export function printedName(key: string): string {
  return entryOf(printed, key) ?? key
}

/** One metric, by its printed name. */
export function countOf(metric: string): Measured {
  const plain = metric.toLowerCase()
  return { metric, unit: unitOf(plain), better: betterOf(plain) }
}

/** Every program runs once, in a process of its own. */
export const oneProcess = { samples: 1, sampleKind: 'process' } as const satisfies Ran

/** Callgrind counts what the others do not; it is named by nothing. */
export function toolCondition(tool: string): string {
  const name = tool.toLowerCase()
  return name === 'callgrind' ? '' : name
}

function unitOf(metric: string): string {
  if (metric === 'instructions') return 'instructions'
  if (metric === 'estimated cycles') return 'cycles'
  if (metric.endsWith('rate')) return '%'
  if (metric === 'systime' || metric === 'syscputime') return 'ns'
  return /\b(hits|bytes|blocks|errors|contexts|events|units)$/.exec(metric)?.[1] ?? ''
}

/** More hits in one cache are fewer in another; what was suppressed, and how long blocks live, is neither good nor bad. */
function betterOf(metric: string): Better {
  return /hit|suppressed|lifetimes|units|events/.test(metric) ? 'unknown' : 'lower'
}
