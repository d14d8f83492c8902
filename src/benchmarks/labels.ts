/** Names and units as headers and keys spell them. */
import { remember } from './remember.ts'

/** `TTFT (ms)`, `Mean [ms]`, `HTTP Waiting (TTFB) (ms)`: the last group in brackets is the unit; empty without one. */
export function splitUnit(label: string): { name: string; unit: string } {
  const plain = label.trim().replace(/:$/, '')
  const open = Math.max(plain.lastIndexOf('('), plain.lastIndexOf('['))
  if (open <= 0 || !/[)\]]$/.test(plain)) return { name: plain, unit: '' }
  return { name: plain.slice(0, open).trim(), unit: plain.slice(open + 1, -1).trim() }
}

const spellings: ReadonlyMap<string, string> = new Map(
  Object.entries({
    avg: 'mean',
    average: 'mean',
    mean: 'mean',
    med: 'median',
    median: 'median',
    min: 'min',
    minimum: 'min',
    fastest: 'min',
    max: 'max',
    maximum: 'max',
    slowest: 'max',
    std: 'stddev',
    sd: 'stddev',
    stddev: 'stddev',
    std_dev: 'stddev',
    'std dev': 'stddev',
    stdev: 'stddev',
  }),
)

/**
 * The one spelling of a statistic: `avg` → mean, `P99`, `p(99)`, `99%`, `99th` → p99, `sd` → stddev; null for a word
 * that names no statistic. p50 stays p50: some tools define it otherwise than the median.
 */
export const statisticName = remember((word: string): string | null => {
  const plain = word.trim().toLowerCase()
  const percentile = /^p?\(?(\d{1,2}(?:\.\d+)?)(?:\)|%|th(?: percentile)?| ?percentile)?$/.exec(plain)
  const bare = /^\d+(?:\.\d+)?$/.test(plain)
  return spellings.get(plain) ?? (percentile && !bare ? `p${percentile[1]}` : null)
})

/** `mean_ttft_ms` → statistic mean, metric ttft, unit ms: the parts of a key that begins with a statistic. */
export const splitKey = remember((key: string): { statistic: string; metric: string } | null => {
  const cut = key.indexOf('_')
  const statistic = cut > 0 ? statisticName(key.slice(0, cut)) : null
  return statistic === null ? null : { statistic, metric: key.slice(cut + 1) }
})

/** Parameters as one condition: `size=10, threads=2`; empty for none. */
export function condition(parameters: Iterable<readonly [string, string | number | boolean | null]>): string {
  let said = ''
  for (const [name, value] of parameters) if (value !== null && value !== '') said += `${said === '' ? '' : ', '}${name}=${value}`
  return said
}
