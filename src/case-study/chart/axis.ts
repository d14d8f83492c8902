/** Where ticks stand and how they are spelt; no locale, no more digits than the step needs. */

/** The span of an axis that starts at zero and holds all `values`; never empty, so that zeros can be drawn too. */
export function fromZero(values: readonly number[]): [number, number] {
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  return high - low > 1e-290 ? [low, high] : [0, 1]
}

/** Round steps that enclose `low` and `high`, about `count` of them: 1, 2, 2.5 or 5 times a power of ten. */
export function linearTicks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / Math.max(1, count)
  const power = 10 ** Math.floor(Math.log10(rough))
  const share = rough / power
  const factor = share < 1.41 ? 1 : share < 2.23 ? 2 : share < 3.5 ? 2.5 : share < 7.1 ? 5 : 10
  const step = factor * power
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  return Array.from({ length: last - first + 1 }, (_, index) => clean((first + index) * step))
}

/** Ticks of a ratio axis that enclose [low, high]: 1, 2 and 5 times powers of ten, or round steps where the span is small. */
export function ratioTicks(low: number, high: number, count: number): number[] {
  const steps = high / low < 4 ? linearTicks(low, high, count) : []
  if (steps[0] !== undefined && steps[0] > 0) return steps
  const found: number[] = []
  const [first, last] = [Math.floor(Math.log10(low) + 1e-9), Math.ceil(Math.log10(high) - 1e-9)]
  for (let power = first; power <= last; power++) {
    for (const factor of [1, 2, 5]) found.push(clean(factor * 10 ** power))
  }
  const enclosing = found.filter((_, index) => (found[index + 1] ?? Infinity) > low && (found[index - 1] ?? 0) < high)
  if (enclosing.length <= count) return enclosing
  // Every so many powers of ten, 1 among them.
  const every = Math.max(1, Math.ceil((last - first) / Math.max(1, count - 1)))
  const [from, to] = [Math.floor(first / every), Math.ceil(last / every)]
  return Array.from({ length: to - from + 1 }, (_, index) => clean(10 ** ((from + index) * every)))
}

/** Drops the last bits of a product of doubles, so that 3 × 0.1 is 0.3. */
function clean(value: number): number {
  return Number(value.toPrecision(12))
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A tick as text: 0, 2.5, 1,500, 2 × 10⁹. */
export function tickText(value: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e7 || size < 1e-4) {
    const [mantissa = '', exponent = '0'] = value.toExponential().split('e')
    const power = [...String(Math.abs(Number(exponent)))].map((digit) => superscripts[Number(digit)]).join('')
    return `${mantissa === '1' ? '' : `${mantissa} × `}10${Number(exponent) < 0 ? '⁻' : ''}${power}`.replace('-', '−')
  }
  const [whole = '', fraction] = String(clean(size)).split('.')
  return `${value < 0 ? '−' : ''}${grouped(whole)}${fraction === undefined ? '' : `.${fraction}`}`
}

/** Thousands in threes: 12345 → 12,345. */
function grouped(whole: string): string {
  const groups: string[] = []
  for (let end = whole.length; end > 0; end -= 3) groups.unshift(whole.slice(Math.max(0, end - 3), end))
  return groups.join(',')
}
