import type { Better } from '../../model.ts'
import type { CellReading } from './grid.ts'

/** A figure with the text it stands in, for its number of decimals. */
export type Written = CellReading['figures'][number] & { text: string }

/** Which of two figures a ratio takes as its base; `almost` within a slip of the author's, `neither` contradicts, null does not decide. */
export type Base = 'x' | 'y' | 'almost x' | 'almost y' | 'neither' | null

/** The figure of a cell, the middle one of `min / mean ± sd / max`. */
export function centreOf(cell: CellReading | undefined): Written | undefined {
  const figures = cell?.figures ?? []
  const middle = figures.length === 3 ? figures[1] : figures.length === 1 ? figures[0] : undefined
  if (middle === undefined || cell === undefined) return undefined
  return { ...middle, unit: middle.unit || (figures.at(-1)?.unit ?? ''), text: cell.text }
}

/**
 * What a ratio as written says about its two figures. `speedup` and `gain` are about the better one: a positive gain is
 * the better one's. `Δ` and `change` divide by the base, which the magnitude tells when it is large enough. Names that
 * go either way (`ratio`, `factor`) decide nothing.
 */
export function baseByRatio(x: Written, y: Written, r: Written, header: string, better: Better): Base {
  if (x.value === y.value || x.value === 0 || y.value === 0) return null
  const slack = halfDigit(x) / Math.abs(x.value) + halfDigit(y) / Math.abs(y.value)
  const near = (value: number, scale: number): boolean =>
    Math.abs(scale * Math.abs(value) - Math.abs(r.value)) <= 1.2 * (halfDigit(r) + scale * slack * (1 + Math.abs(value)))
  const gain = /speed|faster|slower|improv|gain|reduc|sav|better/i.test(`${header} ${r.text}`)
  const smaller = x.value < y.value ? 'x' : 'y'
  const other = (side: 'x' | 'y'): 'x' | 'y' => (side === 'x' ? 'y' : 'x')
  if (r.unit === '%' || (r.unit === '' && /%|percent/i.test(header))) {
    const byX = near((y.value - x.value) / x.value, 100)
    const byY = near((x.value - y.value) / y.value, 100)
    if (!byX && !byY) return gain ? 'neither' : almost(x, y, r)
    if (gain) {
      const goodIsSmall = /reduc|sav/i.test(header) || better === 'lower'
      if (r.value === 0 || (better === 'unknown' && !/reduc|sav/i.test(header))) return null
      const best = goodIsSmall ? smaller : other(smaller)
      return r.value > 0 ? other(best) : best
    }
    return byX === byY ? null : byX ? 'x' : 'y'
  }
  if (!/^[x×X]?$/.test(r.unit)) return null
  const down = near(x.value / y.value, 1)
  const up = near(y.value / x.value, 1)
  if (!down && !up) return 'neither'
  if (!gain || better === 'unknown' || down === up) return null
  // A speed-up is base over new for times and new over base for rates; "slower" turns it round.
  const speed = (better === 'lower') !== /slower|slow-?down/i.test(`${header} ${r.text}`)
  return down === speed ? 'x' : 'y'
}

/**
 * People compute percentages from figures with more digits than they paste, or slip in one: still one reading is near
 * (a hundredth of the percentage) and the other far (twenty times as far).
 */
function almost(x: Written, y: Written, r: Written): Base {
  const off = (from: number, to: number): number => Math.abs((100 * Math.abs(to - from)) / Math.abs(from) - Math.abs(r.value))
  const [byX, byY] = [off(x.value, y.value), off(y.value, x.value)]
  const near = Math.abs(r.value) / 100
  if (byX <= near && byY >= 20 * byX) return 'almost x'
  return byY <= near && byX >= 20 * byY ? 'almost y' : 'neither'
}

/** What all rows together say: one base, never contradicted, by at least a quarter of the rows that could speak, and once to the digit. */
export function agree(votes: readonly Base[]): 'x' | 'y' | null {
  const count = (vote: Base): number => votes.filter((one) => one === vote).length
  const [x, y, neither] = [count('x'), count('y'), count('neither')]
  if (neither * 4 > votes.length) return null
  // A slip may confirm what another row says, and contradict it.
  if (count('almost x') > 0 && count('almost y') > 0) return null
  if ((x > 0 && count('almost y') > 0) || (y > 0 && count('almost x') > 0)) return null
  if (x > 0 && y === 0) return 'x'
  return y > 0 && x === 0 ? 'y' : null
}

/**
 * Where changes are too small for their magnitudes to tell: a plain difference has the sign of new − old for every
 * metric, a gain that of the good direction. When metrics of both directions agree on the plain sign, it is plain.
 */
export function agreeOnSigns(rows: readonly { x: Written; y: Written; r: Written; better: Better }[]): 'x' | 'y' | null {
  const moved = rows.filter(
    ({ x, y, r, better }) => x.value !== y.value && r.value !== 0 && !/^[x×X]$/.test(r.unit) && better !== 'unknown',
  )
  if (new Set(moved.map((row) => row.better)).size < 2) return null
  const signs = new Set(moved.map(({ x, y, r }) => Math.sign(r.value) * Math.sign(y.value - x.value)))
  return signs.size !== 1 ? null : signs.has(1) ? 'x' : 'y'
}

/** Half a unit of the last digit written. */
function halfDigit(figure: Written): number {
  const decimals = /\.(\d+)/.exec(figure.text.slice(figure.start, figure.end))?.[1]?.length ?? 0
  return 0.5 * 10 ** -decimals
}
