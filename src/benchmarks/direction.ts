/**
 * Which way is good, for readers whose format does not say it itself: first the name of the metric (BENCHMARK-FORMATS
 * §8), then its unit. What neither knows is unknown, and stays without praise or blame.
 */
import type { Better } from '../model.ts'

const lower =
  /latency|duration|elapsed|\bttft\b|\btpot\b|\bitl\b|\be2el\b|\btime\b|allocs?\b|peak_?mem|memory|\bloss\b|perplexity|bits_per_byte|error|fail/
const higher =
  /throughput|goodput|tflop|gflop|flops|bandwidth|\btps\b|\brps\b|\bqps\b|accuracy|\bacc\b|exact_match|\bf1\b|pass@|per_second|per_sec\b/

/** By metric, else by unit. */
export function betterOf(metric: string, unit: string): Better {
  const name = metric.toLowerCase()
  const [good, bad] = [higher.test(name), lower.test(name)]
  if (good !== bad) return good ? 'higher' : 'lower'
  return betterOfUnit(unit)
}

/** A rate (`req/s`, `ops/sec`, TFLOPS) is better when higher, a time (`ms`, `ns/op`, `s/iter`) when lower. */
export function betterOfUnit(unit: string): Better {
  const plain = unit.toLowerCase().replace('\u03bc', 'u').replace('\u00b5', 'u')
  if (rate.test(plain)) return 'higher'
  return time.test(plain) ? 'lower' : 'unknown'
}

const rate = /\/(?:s|sec|second)$|^[kmgtp]?flops?(?:\/s)?$|^[kmgt]?bps$|^[qrt]ps$/
const time =
  /^(?:[pnum]?s|[num]?secs?|(?:pico|nano|micro|milli)?seconds?|min|mins|minutes?|h|hours?)(?:\/(?:op|iter|call|token|req|request|step))?$/
