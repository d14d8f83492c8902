/**
 * Units as people write them. A unit is a known word, or a known or unknown count over a known denominator
 * (`spans/s`, `samples/s`, `tok/s/user`).
 */
const times = 'ns us µs μs ms s sec secs second seconds min mins minute minutes h hr hrs hour hours usec msec nsec'
const longTimes = 'nanoseconds microseconds milliseconds nanosecond microsecond millisecond'
const bytes = 'B kB KB MB GB TB KiB MiB GiB TiB kb mb gb tb byte bytes Bytes Kb Mb Gb kbyte kbytes Kbytes KBytes MBytes GBytes'
const rates =
  'TPS tps RPS rps QPS qps IOPS iops FPS fps FLOPS TFLOPS GFLOPS PFLOPS TFLOPs GFLOPs PFLOPs TFlops GFlops Tflops TBs Mbps Gbps Kbps'
const counts = 'tok toks token tokens req reqs request requests op ops cycles instructions allocs W mW J mJ kJ Hz kHz MHz GHz pp'
const plainUnits = new Set(`${times} ${longTimes} ${bytes} ${rates} ${counts} % x × X`.split(' '))
const denominators = new Set(
  'ns us µs μs ms s S sec secs second seconds min minute h hr hour op ops it iter iters iteration call req request token tok user gpu GPU core step layer element elem frame row query'.split(
    ' ',
  ),
)

/** Whether a word or fraction such as `ns/op` or `requests per second` is a unit. */
export function isUnit(word: string): boolean {
  const [first, ...below] = word.split(/\/| per /).map((part) => part.trim())
  if (first === undefined) return false
  if (below.length === 0) return plainUnits.has(first)
  return /^[A-Za-zµμ]*$/.test(first) && !/^(?:time|alloc|speed|old|new|cost)$/i.test(first) && below.every((part) => denominators.has(part))
}

/** A unit at an offset: `12 ms`, `90 token / s`, `24 requests per second`, `70721/s` (`us per layer` is `us`); null when the next word is none. */
export function unitAt(text: string, at: number): { unit: string; end: number } | null {
  shape.lastIndex = at
  const match = shape.exec(text)
  if (match === null) return null
  const [whole, word = '', fraction = '', per = ''] = match
  const end = at + whole.length
  if (per !== '' && timeUnits.has(per) && isUnit(`${word}/${per}`)) return { unit: `${word} per ${per}`, end }
  const trimmed = word + fraction
  if (trimmed !== '' && isUnit(trimmed.replace(/\s/g, '')))
    return { unit: trimmed, end: end - (per === '' ? 0 : whole.length - whole.lastIndexOf(trimmed) - trimmed.length) }
  if (word !== '' && isUnit(word)) return { unit: word, end: at + whole.indexOf(word) + word.length }
  return null
}

/** `k req/s`, `M allocs/op`: thousands or millions of something per something. Of a plain count ("16k tokens") it is a name's. */
export function scaledUnitAt(text: string, at: number): { unit: string; end: number } | null {
  const [scale = ''] = /^[ ]?[kKMG](?=[ ]?[A-Za-z])/.exec(text.slice(at, at + 4)) ?? []
  const unit = scale === '' ? null : unitAt(text, at + scale.length)
  return unit !== null && (unit.unit.includes('/') || isRate(unit.unit) || /^(?:cycles|instructions|allocs)$/.test(unit.unit))
    ? { unit: `${scale.trim()} ${unit.unit}`, end: unit.end }
    : null
}

// A word, up to three `/word`, or `per word`; bounded, so that it cannot run away.
const shape = /[ \t\u00a0\u202f]{0,5}((?:[A-Za-zµμ]{1,16}|%|×)?)((?:[ ]?\/[ ]?[A-Za-zµμ]{1,12}){0,3})(?:[ ]per[ ]([a-z]{1,10}))?(?![\w])/y

const timeUnits = new Set(`${times} ${longTimes}`.split(' '))
/** Whether a unit is a time or a time per something (`ns/op`). */
export function isTime(unit: string): boolean {
  const [first = '', ...below] = unit.split('/')
  return timeUnits.has(first) && !below.some((part) => timeUnits.has(part))
}

/** Whether a unit counts something per time, or is a known rate. */
export function isRate(unit: string): boolean {
  const [first = '', ...below] = unit.split(/\/| per /).map((part) => part.trim())
  return rateUnits.has(first.replace(/^[kKMG] /, '')) || below.some((part) => timeUnits.has(part))
}
const rateUnits = new Set(rates.split(' '))

const byteUnits = new Set(bytes.split(' '))
/** Whether a unit is a number of bytes. */
export function isBytes(unit: string): boolean {
  return byteUnits.has(unit.split('/')[0] ?? '') && !isRate(unit)
}
