/** Units that a column's or metric's name ends with: `p99_ms`, `throughput_tok_s`, `Latency (ms)`. */

import { entryOf } from './entry-of.ts'
import { splitUnit } from './labels.ts'

const endings: Readonly<Record<string, string>> = {
  ns: 'ns',
  us: 'us',
  µs: 'µs',
  ms: 'ms',
  s: 's',
  sec: 'sec',
  secs: 'secs',
  second: 's',
  seconds: 's',
  min: 'min',
  minutes: 'min',
  b: 'B',
  byte: 'B',
  bytes: 'B',
  kb: 'KB',
  mb: 'MB',
  gb: 'GB',
  tb: 'TB',
  kib: 'KiB',
  mib: 'MiB',
  gib: 'GiB',
  gflops: 'GFLOPS',
  tflops: 'TFLOPS',
  rps: 'RPS',
  qps: 'QPS',
  hz: 'Hz',
  mhz: 'MHz',
  ghz: 'GHz',
  pct: '%',
  percent: '%',
  gb_s: 'GB/s',
  tb_s: 'TB/s',
  mb_s: 'MB/s',
  tok_s: 'tok/s',
  toks_s: 'tok/s',
  tokens_s: 'tok/s',
  req_s: 'req/s',
  ops_s: 'ops/s',
}

/**
 * A name and the unit it ends with: `Latency (ms)`, `latency_ms`, `tokens_per_sec` (tokens/s). Empty for a name that
 * ends with none; one that is a unit and nothing else (`ms`, `tflops`) names itself. `gbps` is left alone: it may be bits.
 */
export function splitSuffix(label: string): { name: string; unit: string } {
  const bracketed = splitUnit(label)
  if (bracketed.unit !== '') return bracketed
  const plain = bracketed.name
  const rate = /^(?:(.+)[_ ])?([A-Za-z]+)[_ ]per[_ ]?(?:s|secs?|seconds?)$/i.exec(plain)
  if (rate !== null) return { name: plain, unit: `${rate[2] ?? ''}/s` }
  const parts = plain.split(/[_ ]/)
  for (const length of [2, 1]) {
    const ending = parts.slice(-length).join('_').toLowerCase()
    const unit = parts.length < length ? undefined : entryOf(endings, ending)
    // One letter says something only behind an underscore of a key: "Table B" counts no bytes.
    if (unit === undefined || (ending.length === 1 && (parts.length === 1 || plain.includes(' ')))) continue
    return { name: parts.length === length ? plain : parts.slice(0, -length).join('_'), unit }
  }
  return { name: plain, unit: '' }
}
