/**
 * Units as people write them in prose. Apart from the units that readers and comparisons use on purpose: a checker that
 * shares the code of what it checks shares its faults.
 */

export interface Unit {
  /** What is measured: units of one dimension convert. `rate:token` is tokens a second, `other:points` a unit of its own. */
  dimension: string
  factor: number
}

const second = { dimension: 'time', factor: 1 }
const scaled = (unit: Unit, factor: number): Unit => ({ ...unit, factor: unit.factor * factor })

const KNOWN = new Map<string, Unit>()

function known(spellings: string, dimension: string, factor: number): void {
  for (const spelling of spellings.split(' ')) KNOWN.set(spelling, { dimension, factor })
}

known('ps picosecond picoseconds', 'time', 1e-12)
known('ns nsec nanosecond nanoseconds nanos', 'time', 1e-9)
known('us µs μs usec microsecond microseconds micros', 'time', 1e-6)
known('ms msec millisecond milliseconds millis', 'time', 1e-3)
known('s sec secs second seconds', 'time', 1)
known('min mins minute minutes', 'time', 60)
known('h hr hrs hour hours', 'time', 3600)
known('d day days', 'time', 86_400)
known('week weeks', 'time', 604_800)
known('month months', 'time', 2_629_800)
known('year years', 'time', 31_557_600)
known('% percent pct', '%', 1)
known('pp', '%', 1)
known('×', '×', 1)
known('Hz', 'frequency', 1)
known('W watt watts', 'power', 1)
known('J joule joules', 'energy', 1)
known('FLOPS FLOP/s flops', 'flops', 1)
known('bit bits', 'data', 0.125)
known('B byte bytes', 'data', 1)
known('bps bit/s', 'rate:data', 0.125)
known('B/s', 'rate:data', 1)
known('rps RPS req/s requests/s request/s r/s qps QPS queries/s', 'rate:request', 1)
known('tok/s tokens/s token/s t/s tps TPS', 'rate:token', 1)
known('op/s ops/s ops operations/s', 'rate:operation', 1)
known('it/s iter/s iterations/s', 'rate:iteration', 1)
known('ppm', 'ppm', 1)
known('mA', 'current', 1e-3)
known('µA uA', 'current', 1e-6)
known('mV', 'voltage', 1e-3)
known('dB', 'decibel', 1)
known('ohm ohms Ω', 'resistance', 1)
known('°C', 'temperature', 1)
known('$ USD dollar dollars', 'money:$', 1)
known('€ EUR euro euros', 'money:€', 1)
known('£ GBP', 'money:£', 1)

for (const [prefix, factor] of Object.entries({ k: 1e3, K: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 })) {
  for (const unit of [
    'B',
    'B/s',
    'Hz',
    'W',
    'J',
    'FLOPS',
    'FLOP/s',
    'bps',
    'bit',
    'bit/s',
    'ops',
    'op/s',
    'ops/s',
    'req/s',
    'tok/s',
    'rps',
  ]) {
    const base = KNOWN.get(unit)
    if (base !== undefined) KNOWN.set(prefix + unit, scaled(base, factor))
  }
}
for (const [prefix, factor] of Object.entries({ Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, Ti: 1024 ** 4 })) {
  known(`${prefix}B ${prefix}`, 'data', factor)
  known(`${prefix}B/s`, 'rate:data', factor)
}
for (const [word, factor] of Object.entries({ kilobyte: 1e3, megabyte: 1e6, gigabyte: 1e9, terabyte: 1e12 }))
  known(`${word} ${word}s`, 'data', factor)
known('mW', 'power', 1e-3)
known('mJ', 'energy', 1e-3)

/** A word without its ending: `tokens`, `token` → `token`. */
export function singular(word: string): string {
  return word.toLowerCase().replace(/(?<=[^s])s$/, '')
}

/** `ns/op`, `B/op`, `allocs/op`: per operation is the thing itself. */
const PER_OPERATION = /\/(?:op|it|iter|iteration|call|request|req|run|item|element|elem|key|row|layer|token)$/

const thousands: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, G: 1e9 }

/** The unit a spelling stands for; null for a word that is no unit. Rates of anything are units. */
export function unitOf(spelling: string): Unit | null {
  const exact = KNOWN.get(spelling) ?? (spelling.length > 3 ? KNOWN.get(spelling.toLowerCase()) : undefined)
  if (exact !== undefined) return exact
  if (spelling.includes(' per ')) return unitOf(spelling.replace(/ per (?:an? )?/, '/'))
  const [, scale = '', counted] = /^([kKMG]) ([A-Za-z].*)$/.exec(spelling) ?? []
  if (counted !== undefined) return scaled(unitOf(counted) ?? { dimension: `other:${counted}`, factor: 1 }, thousands[scale] ?? 1)
  const bare = spelling.replace(PER_OPERATION, '')
  if (bare !== spelling) return KNOWN.get(bare) ?? (/^\p{L}+$/u.test(bare) ? { dimension: '', factor: 1 } : null)
  const rate = /^(\p{L}+)\/(s|sec|second|min|minute|h|hour)$/u.exec(spelling)
  if (rate?.[1] === undefined) return null
  const per = KNOWN.get(rate[2] ?? 's') ?? second
  const data = KNOWN.get(rate[1])
  if (data?.dimension === 'data') return { dimension: 'rate:data', factor: data.factor / per.factor }
  return { dimension: `rate:${singular(rate[1])}`, factor: 1 / per.factor }
}

/** The unit of a ledger's claim or measurement; every spelling is one, if need be a unit of its own. */
export function ledgerUnit(spelling: string): Unit {
  if (/^(?:|count|counts|allocs|ratio|number)$/.test(spelling)) return { dimension: '', factor: 1 }
  // "1.3 G" of something that only its name says.
  if (/^[kKMG]$/.test(spelling)) return { dimension: '', factor: thousands[spelling] ?? 1 }
  return unitOf(spelling) ?? { dimension: `other:${spelling}`, factor: 1 }
}

/** Units of the calendar: a human's "three weeks" tells a story and measures nothing. */
export function isCalendar(unit: Unit): boolean {
  return unit.dimension === 'time' && unit.factor >= 86_400
}
