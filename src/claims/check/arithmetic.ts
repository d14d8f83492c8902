/** The ledger against itself: every claim recomputed from what it says it was derived from, every rendering from its claim. */
import type { Claim, Ledger } from '../../model.ts'
import { findNumerals } from '../numerals.ts'
import { median, runsOf, sampleOfSide } from './comparison-facts.ts'
import type { Finding } from './finding.ts'
import { says } from './match.ts'
import { ledgerUnit } from './units.ts'

/** Findings about claims and renderings that do not follow from the ledger's own measurements. */
export function checkArithmetic(ledger: Ledger): Finding[] {
  return ledger.claims.flatMap((claim) => [...recomputed(claim, ledger), ...renderings(claim)])
}

const wrong = (code: string, message: string): Finding => ({ grade: 'wrong', code, file: 'evidence.json', line: 1, message })

function recomputed(claim: Claim, ledger: Ledger): Finding[] {
  const unknown = claim.derivation.of.filter((id) => !isKnown(id, ledger))
  if (unknown.length > 0)
    return [wrong('arithmetic', `claim ${claim.id} is derived from ${unknown.join(', ')}, which the ledger does not have.`)]
  const possible = possibleValues(claim, ledger)
  if (possible === null || possible.some((value) => isSame(claim, value))) return []
  const [first] = possible
  const shown = first === undefined ? 'nothing that its parts give' : first.map((end) => Number(end.toPrecision(6))).join(' to ')
  return [
    wrong(
      'arithmetic',
      `claim ${claim.id} is ${JSON.stringify(claim.value)}; its ${claim.derivation.operation} gives ${shown}. Draft the entry again.`,
    ),
  ]
}

function isKnown(id: string, ledger: Ledger): boolean {
  return (
    [ledger.measurements, ledger.comparisons, ledger.claims, ledger.sources].some((list) =>
      list.some((one: { id: string }) => one.id === id),
    ) || id === 'diff'
  )
}

/** Equal to the digits the ledger keeps. */
function isSame(claim: Claim, value: readonly number[]): boolean {
  const kept = Array.isArray(claim.value) ? claim.value : [claim.value]
  if (kept.length !== value.length) return false
  return kept.every((end, i) => {
    if (typeof end !== 'number') return false
    const decimals = String(end).split('.')[1]?.length ?? 0
    const target = value[i] ?? Number.NaN
    return Math.abs(end - target) <= Math.max(1e-9 * Math.abs(target), decimals > 0 && decimals < 8 ? 0.5000001 * 10 ** -decimals : 0)
  })
}

/** What a claim's operation may give; null for what cannot be recomputed here (counts of a diff, words of a source). */
function possibleValues(claim: Claim, ledger: Ledger): number[][] | null {
  const { operation, of } = claim.derivation
  const measurements = of.flatMap((id) => ledger.measurements.find((m) => m.id === id) ?? [])
  const comparison = ledger.comparisons.find((c) => c.id === of[0])
  const scale = ledgerUnit(claim.unit).factor
  const own = measurements.map((m) => (m.value * ledgerUnit(m.unit).factor) / scale)
  const claims = of.flatMap((id) => {
    const found = ledger.claims.find((other) => other.id === id)
    return found !== undefined && typeof found.value === 'number' ? [(found.value * ledgerUnit(found.unit).factor) / scale] : []
  })
  const parts = claims.length > 0 ? claims : own
  if (of.length === 0) return null
  switch (operation) {
    case 'as-written':
    case 'convert':
      return parts.length === 0 ? null : parts.map((value) => [value])
    case 'median':
      return measurements.length === 0 ? null : [[median(runsOf(measurements)) / scale], [median(own)]]
    case 'mean':
      return parts.length === 0 ? null : [[parts.reduce((sum, value) => sum + value, 0) / parts.length]]
    case 'sum':
      return parts.length === 0 ? null : [[parts.reduce((sum, value) => sum + value, 0)]]
    case 'difference': {
      const [before = Number.NaN, after = Number.NaN] = parts
      return parts.length === 2 ? [[after - before], [Math.abs(after - before)]] : null
    }
    case 'ratio':
      return ratios(comparison, parts).flatMap((ratio) => [[ratio], [1 / ratio]])
    case 'percent-change':
      return ratios(comparison, parts).map((ratio) => [100 * Math.abs(ratio - 1)])
    case 'interval':
      return comparison?.interval == null ? null : intervals(comparison.interval)
    case 'count':
      return counts(claim, ledger, comparison)
  }
}

function ratios(comparison: Ledger['comparisons'][number] | undefined, parts: readonly number[]): number[] {
  const [before = Number.NaN, after = Number.NaN] = parts
  return [...(comparison?.ratio == null ? [] : [comparison.ratio]), ...(parts.length === 2 ? [after / before] : [])]
}

function intervals([low, high]: readonly [number, number]): number[][] {
  const change = [100 * Math.abs(low - 1), 100 * Math.abs(high - 1)].sort((a, b) => a - b)
  return [change, [low, high], [1 / high, 1 / low], [100 * low, 100 * high]]
}

/** Runs of a comparison; counts of files and lines rest on the diff, which is not here. */
function counts(claim: Claim, ledger: Ledger, comparison: Ledger['comparisons'][number] | undefined): number[][] | null {
  if (claim.kind !== 'runs' || comparison === undefined) return null
  const sides = [comparison.baseline, comparison.candidate].map((ids) => {
    const measurements = ids.flatMap((id) => ledger.measurements.find((m) => m.id === id) ?? [])
    if (measurements.length === 0) return [0]
    const [only] = measurements
    const told = measurements.length === 1 && only?.values === undefined ? [only?.samples ?? 1, 1] : []
    return [sampleOfSide(measurements).runs ?? 1, ...told]
  })
  const [baseline = [], candidate = []] = sides
  return baseline.flatMap((b) => candidate.flatMap((c) => (b === c ? [[b], [b, c]] : [[b, c]])))
}

function renderings(claim: Claim): Finding[] {
  return claim.renderings.flatMap(({ text }) => {
    const numerals = findNumerals(text.replace(/[\u00a0\u2009\u202f]/g, ' '), {
      inTable: true,
      unitOf: (unit) => (unit === claim.unit ? ledgerUnit(unit) : null),
    })
    const ends = Array.isArray(claim.value) ? claim.value : [claim.value]
    const factor = ledgerUnit(claim.unit).factor
    const fits = ends.every((end, i) => {
      const numeral = numerals[i]
      if (numeral === undefined) return true
      if (typeof end === 'string') return numeral.date === null || end.startsWith(numeral.date)
      const own = numeral.dimension === '' ? { ...numeral, factor } : numeral
      return says(own, end * factor, claim.kind === 'runs' || claim.kind === 'count')
    })
    return fits
      ? []
      : [
          wrong(
            'rendering',
            `"${text}" is no rounding of claim ${claim.id}, which is ${JSON.stringify(claim.value)} ${claim.unit}. Draft the entry again.`,
          ),
        ]
  })
}
