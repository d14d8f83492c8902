/**
 * Units as tools and people write them, converted exactly, and only where two sides are compared. What is not known
 * stays what it is: equal spellings compare, others do not, and nothing is guessed.
 */

/** What a unit counts, and the factor to the base of its dimension: `times` × 10^`power` / `parts`. */
interface Unit {
  dimension: string
  times: number
  parts: number
  power: number
}

const TIMES = new Map<string, Pick<Unit, 'times' | 'power'>>()
for (const [power, words] of [
  [-12, 'ps psec picosecond picoseconds'],
  [-9, 'ns nsec nsecs nsecond nanosecond nanoseconds'],
  [-6, 'us usec usecs usecond microsecond microseconds'],
  [-3, 'ms msec msecs msecond millisecond milliseconds'],
  [0, 's sec secs second seconds'],
] as const) {
  for (const word of words.split(' ')) TIMES.set(word, { times: 1, power })
}
for (const [times, words] of [
  [60, 'min mins minute minutes'],
  [3600, 'h hr hrs hour hours'],
] as const) {
  for (const word of words.split(' ')) TIMES.set(word, { times, power: 0 })
}

/** One name for what is counted. An iteration of a benchmark's loop is its operation. */
const NOUNS = new Map<string, string>()
for (const [noun, words] of Object.entries({
  token: 'tok toks token tokens',
  request: 'req reqs request requests',
  op: 'op ops operation operations iter iters iteration iterations',
  query: 'query queries',
  flop: 'flop flops',
  element: 'elem elems element elements',
  item: 'item items',
  sample: 'sample samples',
  frame: 'frame frames',
  bit: 'bit bits',
})) {
  for (const word of words.split(' ')) NOUNS.set(word, noun)
}

/** Rates that are one word. `tps` is not among them: tokens to some, transactions to others. */
const RATES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    rps: 'req/s',
    qps: 'query/s',
    fps: 'frame/s',
    iops: 'io/s',
    hz: '/s',
    bps: 'bit/s',
    tbs: 'TB/s',
  }),
)

const POWERS: ReadonlyMap<string, number> = new Map(Object.entries({ '': 0, k: 3, K: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }))

const SMALL_POWERS: ReadonlyMap<string, number> = new Map(Object.entries({ p: -12, n: -9, u: -6, m: -3 }))

/** Tools that print KB and MB and mean powers of 1,024 (wrk's own units.c; BenchmarkDotNet's SizeUnit). */
const BINARY_BYTES = new Set(['wrk', 'benchmarkdotnet'])

/** Formats whose scaled numbers carry a bare SI prefix: 182.9n, 1.156Ki. */
const BARE_PREFIXES = new Set(['benchstat', 'go-bench'])

/** What two values must share to be compared: `time/op`, `token/time`, `byte`, `percent`, `number`, or the unit's own name. */
export function dimensionOf(unit: string, format?: string): string {
  return read(unit, format).dimension
}

/** `value` of one unit in another, exact in its decimal digits; null where they measure different things. */
export function convert(value: number, from: string, to: string, format?: string): number | null {
  if (from === to) return value
  const source = read(from, format)
  const target = read(to, format)
  if (source.dimension !== target.dimension) return null
  const up = source.times * target.parts
  const down = source.parts * target.times
  const shared = greatestDivisor(up, down)
  return (shift(value, source.power - target.power) * (up / shared)) / (down / shared)
}

/** Whether both are bytes of different decimal prefixes, which some tools use for powers of 1,024. */
export function byteUnitsDiffer(a: string, b: string): boolean {
  return a !== b && dimensionOf(a) === dimensionOf(b) && [a, b].some((unit) => /^(?:k|K|M|G|T)(?:B|bytes?)\b|^[kmgt]b\b/.test(unit))
}

/** Moves the decimal point in the digits, so that 1.1 ms is 0.0011 s and not 0.0011000000000000001 s. */
function shift(value: number, power: number): number {
  if (power === 0) return value
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Number(`${digits}e${Number(exponent) + power}`)
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}

function read(unit: string, format = ''): Unit {
  // "k rows/s": thousands, of whatever they are.
  const [, scale = '', counted] = /^([kKMG]) ([A-Za-z].*)$/.exec(unit.trim()) ?? []
  if (counted !== undefined) {
    const one = read(counted, format)
    return { ...one, power: one.power + (POWERS.get(scale) ?? 0) }
  }
  const text = unit.trim().replace(/[µμ]/g, 'u').replace(/ per /g, '/').replace(/\s/g, '')
  const rate = rateOf(text)
  if (rate !== null) return read(rate, format)
  const [over = '', ...under] = text.split('/')
  const above = single(over, format)
  return under
    .map((word) => single(word, format))
    .reduce<Unit>(
      (unit, { dimension, times, parts, power }) => ({
        dimension: `${unit.dimension}/${dimension}`,
        times: unit.times * parts,
        parts: unit.parts * times,
        power: unit.power - power,
      }),
      above,
    )
}

/** `TFLOPS`, `TFLOPs` and `TFLOPS/s` are all TFLOP/s; `kHz`, `Gbps` and `rps` are spelt out. */
function rateOf(text: string): string | null {
  const flops = /^([kKMGTPE]?|[mgtp])flops(?:\/(?:s|sec))?$/i.exec(text)
  if (flops) return `${(flops[1] ?? '').toUpperCase()}FLOP/s`
  const known = RATES.get(text.toLowerCase())
  if (known !== undefined) return known
  const scaled = /^([kmgt])(hz|bps|rps|qps|iops)$/i.exec(text)
  const base = RATES.get((scaled?.[2] ?? '').toLowerCase())
  return scaled && base !== undefined ? `${(scaled[1] ?? '').toUpperCase()}${base}` : null
}

function single(word: string, format: string): Unit {
  const plain = (dimension: string, power = 0, times = 1): Unit => ({ dimension, times, parts: 1, power })
  if (word === '' || word === '1') return plain('number')
  if (word === '%') return plain('percent')
  if (word === 'x' || word === 'X' || word === '×') return plain('factor')
  const time = TIMES.get(word) ?? TIMES.get(word.length > 3 ? word.toLowerCase() : '')
  if (time) return plain('time', time.power, time.times)
  const bytes = bytesOf(word, format)
  if (bytes) return bytes
  const binary = /^([KMGT])i$/.exec(word)
  if (binary) return plain('number', 0, 1024 ** ('KMGT'.indexOf(binary[1] ?? '') + 1))
  const bare = POWERS.get(word) ?? (BARE_PREFIXES.has(format) ? SMALL_POWERS.get(word) : undefined)
  if (bare !== undefined) return plain('number', bare)
  const noun = NOUNS.get(word.toLowerCase())
  if (noun !== undefined) return plain(noun)
  const scaled = /^([kKMGTPE])([A-Za-z]+)$/.exec(word)
  const counted = NOUNS.get((scaled?.[2] ?? '').toLowerCase())
  if (scaled && counted !== undefined) return plain(counted, POWERS.get(scaled[1] ?? ''))
  if (word === 't' && format === 'llama-bench') return plain('token')
  return plain(word)
}

/** Kb, Mb and Gb may be bits or bytes: those stay unknown. `k (bytes)` is a bare prefix of asv's, in powers of 1,000. */
function bytesOf(word: string, format: string): Unit | null {
  const match = /^([kKMGTP]?)(i?)(?:B|[Bb]ytes?|\(bytes\))$/.exec(word) ?? /^([kmgt])()b$/.exec(word)
  if (!match) return null
  const letter = (match[1] ?? '').toUpperCase()
  const step = letter === '' ? 0 : 'KMGTP'.indexOf(letter) + 1
  const binary = match[2] === 'i' || BINARY_BYTES.has(format)
  return binary
    ? { dimension: 'byte', times: 1024 ** step, parts: 1, power: 0 }
    : { dimension: 'byte', times: 1, parts: 1, power: 3 * step }
}
