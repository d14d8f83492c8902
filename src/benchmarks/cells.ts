/** Numbers as tools print them: `12,345`, `34.5 ± 8.8`, `521.27us`, `0.19 (±1.48%)`, `**1.5x**`. */

/** What one cell or phrase says. */
export interface Cell {
  /** The number, thousands separators removed. */
  value: number
  /** The number exactly as it stands there. */
  text: string
  /** What follows it (`ms`, `%`, `x`, `ns/iter`), as written; empty for nothing. */
  unit: string
  /** The number behind `±` or `+/-`, in the same unit; a percentage of the value where `percent` says so. */
  plusMinus: { value: number; percent: boolean } | null
}

// A number with or without thousands separators; linear, since no part can match in two ways.
const figure = String.raw`[-+−]?(?:\d{1,3}(?:[,']\d{3})+(?![\d,])|\d+)?(?:\.\d+)?(?:[eE][-+]?\d+)?`
const leading = new RegExp(`^${figure}`)
const spread = new RegExp(String.raw`(?:±|\+/-)\s*(${figure})\s*(%?)`)

/** Reads a cell; null where no number begins it (`-`, `N/A`, `OOM`, an empty cell), never 0. */
export function readCell(cell: string): Cell | null {
  const trimmed = cell.trim()
  const plain = /^[*_`~≈]/.test(trimmed) ? trimmed.replace(/^[*_`~≈]+/, '') : trimmed
  const text = leading.exec(plain)?.[0] ?? ''
  const value = toNumber(text)
  if (value === null) return null
  const rest = plain.slice(text.length)
  // `3,5` and `1.234,5`: whoever wrote that does not mean 3, and not 1.234.
  if (/^[.,]\d+(?![\d.,])/.test(rest)) return null
  // Few cells have a spread; to look for it in each takes longer than reading the number.
  const around = rest.includes('±') || rest.includes('+/-') ? spread.exec(rest) : null
  const deviation = around ? toNumber(around[1] ?? '') : null
  return {
    value,
    text,
    unit: rest === '' ? '' : (/^\s*([^\s±+()[\]*_`|,;]+)/.exec(rest)?.[1] ?? ''),
    plusMinus: deviation === null ? null : { value: deviation, percent: around?.[2] === '%' },
  }
}

/** A number token as tools print it: `12,345.6`, `12'345`, `1e-05`, `−3`; null for anything else. */
export function toNumber(token: string): number | null {
  // Most are written as here too: looking for marks in each takes longer than reading it. An empty text is 0 to Number.
  const direct = Number(token)
  if (Number.isFinite(direct) && (direct !== 0 || /\d/.test(token))) return direct
  const plain = token.trim().replaceAll(/[,']/g, '').replace('−', '-')
  if (!/\d/.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}
