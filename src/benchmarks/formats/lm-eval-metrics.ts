/** What scores mean whose direction the file does not declare, and how many documents stand behind them. */
import type { Better } from '../../model.ts'
import { remember } from '../remember.ts'

const lower = /(?:^|_)(?:ppl|perplexity|bits_per_byte|loss|brier_score|ter|wer|cer|error)$/
const higher =
  /^(?:acc|acc_norm|acc_bytes|acc_mutual_info|acc_all|exact_match|em|f1|mcc|mc1|mc2|bleu|chrf|rouge\w*|pass@\d+|pass_at_\d+|score|.*_acc|.*_accuracy|.*_exact_match|.*_exact_match@\d+|exact_match@\d+)$/

export const scoreDirection = remember((metric): Better => {
  if (lower.test(metric)) return 'lower'
  return higher.test(metric) ? 'higher' : 'unknown'
})

/** Shares of documents are between 0 and 1; a perplexity is a number of its own kind. Empty for what is not known. */
export const scoreUnit = remember((metric): string => {
  if (/(?:^|_)(?:ppl|perplexity)$/.test(metric)) return 'perplexity'
  if (/(?:^|_)(?:score|bleu|chrf|rouge\w*|mcc)$/.test(metric)) return ''
  return higher.test(metric) || /^pct_/.test(metric) ? 'fraction' : ''
})

/**
 * How many documents a share right was taken over, from its own standard error: √(p(1−p)/(n−1)) for zeros and ones
 * (`mean_stderr` of the harness). Only where n and the number right both come out whole; null otherwise.
 */
export function documentCount(mean: number, stderr: number): number | null {
  if (!(mean > 0 && mean < 1 && stderr > 0)) return null
  const count = (mean * (1 - mean)) / stderr ** 2 + 1
  const whole = Math.round(count)
  const right = mean * whole
  return Math.abs(count / whole - 1) < 1e-6 && Math.abs(right - Math.round(right)) < 1e-6 ? whole : null
}

/** Scores that are needed before their common denominator says something, and the largest one that is looked for. */
const enough = 8
const largest = 100

/**
 * The number of documents that all of many tasks share, when all their scores are whole numbers of n-ths: tasks have
 * sizes of their own, so that only a limit makes them alike. Null for few scores and for none in common.
 */
export function commonCount(shares: readonly number[], decimals: number): number | null {
  if (shares.length < enough) return null
  const rounding = 0.5 * 10 ** -decimals
  for (let count = 2; count <= largest; count++) {
    if (shares.every((share) => Math.abs(share * count - Math.round(share * count)) <= rounding * count)) return count
  }
  return null
}
