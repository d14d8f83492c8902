/** How much a change's own words and files promise: signs that its message holds figures. Pure. */

export interface Strength {
  /** 0 where nothing is measured; only the order means something. */
  score: number
  /** The signs in words: figures first, the strongest of them first, then what goes with them. */
  signs: string[]
}

/** Figures are quoted from messages of at most this length; what comes after is generated (change logs). */
const longest = 20_000

const unit = String.raw`(?:ns|[µμu]s|ms|sec(?:ond)?s?|s|min(?:ute)?s?|[KMGT]i?B(?:\/s(?:ec)?)?|bytes|B\/op|ns\/op|allocs\/op|allocations|tok(?:en)?s?\/s(?:ec)?|t\/s|req(?:uest)?s?\/s(?:ec)?|rps|qps|tps|ops\/m?s(?:ec)?|it\/s|fps|[GT]FLOPS?|instructions|cycles)`
const figure = String.raw`\d[\d,]{0,15}(?:\.\d{1,9})? ?${unit}(?![\w/])`
const link = String.raw`(?:->|→|=>|\bto\b|\bvs\b|\bversus\b|\binstead of\b|\bcompared to\b|\bdown from\b)`
const gain = '(?:faster|slower|less|fewer|lower|smaller|reduction|improvement|increase|decrease|speed-?up|higher throughput|better)'

const pair = new RegExp(String.raw`${figure}[^\n\d]{0,40}${link}[^\n\d]{0,20}${figure}`, 'i')
const percent = new RegExp(
  String.raw`(?:\d[\d.]{0,5} ?%? ?[-–] ?)?\d[\d.]{0,8} ?(?:%|percent) ${gain}|(?:reduc|improv|sav|cut|decreas|increas|ris|r[oi]se|gain|fall|fell|speed|faster|slower|lower|shr[aiu]nk|drop)\w{0,8}[^\n\d]{0,40}(?:by|of) ~?\d[\d.]{0,8} ?%`,
  'i',
)
const times = new RegExp(
  String.raw`(?<![\w.,])(?:\d[\d.]{0,5} ?[-–] ?)?\d[\d.,]{0,9} ?[x×] (?:\w+ )?${gain}|${gain}[^\n\d]{0,12}\b\d[\d.,]{0,9} ?[x×](?!\w)`,
  'i',
)
const someFigure = new RegExp(figure, 'gi')
const before = new RegExp(String.raw`^.{0,60}\b(?:before|baseline|old|master|main|previous(?:ly)?|without)\b.{0,80}${figure}`, 'im')
const after = new RegExp(
  String.raw`^.{0,60}\b(?:after|now|new|candidate|this (?:pr|change|patch|commit|branch)|patched|optimi[sz]ed|with)\b.{0,80}${figure}`,
  'im',
)

/** What benchmark tools print: Go, benchstat, JMH, criterion, hyperfine, pytest-benchmark, google-benchmark. */
const output =
  /^Benchmark\w{1,80}(?:\/\S{1,80})?(?:-\d+)?\s+\d|^\S{1,100}\s.{0,100}\(p=\d\.\d+ n=\d|^Benchmark\s.{0,80}\bScore\b|\b(?:thrpt|avgt|sample)\s+\d+\s+[\d.]+|^\s*time:\s+\[|Time \(mean ± σ\)|^Name \(time in|^BM_\w{1,80}/m

/** A change that is about speed or size says so in its subject. */
const aboutSpeed =
  /\b(?:perf(?:ormance)?|faster|speed(?: ?up)?|optimi[sz]e[sd]?|optimi[sz]ation|latency|throughput|memory|alloc(?:ation)?s?|cach(?:e|ing)|slow|quadratic|reduce|avoid|simd|vectori[sz]e|parallel|zero-copy)/i

const benchmarkPath =
  /(?:^|\/)(?:bench(?:mark)?s?|perf(?:ormance)?(?:[_-]tests?)?|microbench\w{0,10})\/|(?:^|[/_.-])bench(?:mark)?s?(?=[_.-])|[a-z]Bench(?:mark)?\.\w+$/
const testPath =
  /(?:^|\/)(?:tests?|__tests__|spec)\/|[._-](?:test|spec)\.\w+$|_test\.\w+$|(?:^|\/)test_[^/]+$|Tests?\.(?:java|kt|scala|cs)$/

/** Reads a subject, a body and the changed paths. */
export function evidenceStrength(subject: string, body: string, paths: readonly string[]): Strength {
  const text = withoutNoise(`${subject}\n${body}`.slice(0, longest))
  const found: { weight: number; sign: string }[] = []
  const add = (weight: number, sign: string): void => void found.push({ weight, sign })

  if (rowsWithFigures(text) >= 2) add(5, 'a table of figures')
  if (output.test(text)) add(5, 'benchmark output')
  const quoted = pair.exec(text)?.[0]
  if (quoted !== undefined) add(4, `says "${quote(quoted)}"`)
  else if (before.test(text) && after.test(text)) add(4, 'figures before and after')
  const change = (percent.exec(text) ?? times.exec(text))?.[0]
  if (change !== undefined) add(3, `says "${quote(change)}"`)
  const speed = aboutSpeed.test(subject)
  const benchmark = paths.find((path) => benchmarkPath.test(path))
  // Single figures are often limits and versions; they count where the subject is about speed or a benchmark changed.
  const figures = text.match(someFigure)?.length ?? 0
  if (found.length === 0 && figures > 0 && (speed || benchmark !== undefined)) {
    add(Math.min(2, figures / 2), figures === 1 ? 'one figure' : `${figures} figures`)
  }
  // Without a figure there is nothing to show, whatever the files are called.
  if (found.length === 0) return { score: 0, signs: [] }

  found.sort((a, b) => b.weight - a.weight)
  if (benchmark !== undefined) add(2, `changes ${quote(benchmark)}`)
  if (speed) add(1.5, 'is about speed or size')
  if (paths.some((path) => testPath.test(path))) add(0.5, 'changes tests')
  return { score: found.reduce((sum, { weight }) => sum + weight, 0), signs: found.map(({ sign }) => sign) }
}

/** Addresses, trailers and quoted lines hold digits that measure nothing. */
function withoutNoise(text: string): string {
  return text
    .replaceAll(/https?:\/\/\S+/g, ' ')
    .split('\n')
    .filter((line) => !/^(?:Co-authored-by|Signed-off-by|Reviewed-by|Change-Id|Differential Revision|>)/i.test(line))
    .join('\n')
}

/** Rows of a Markdown table with two cells or more that begin with a number: `| Get | 182.9n ± 3% | 61.41n |`. */
function rowsWithFigures(text: string): number {
  return text
    .split('\n')
    .filter((line) => /^\s*\|.*\|\s*$/.test(line))
    .filter((line) => line.split('|').filter((cell) => /^[\s*_`~+-]*\d[\d,.]*(?:[a-zµμ%×]|\s|[*_`±(]|$)/i.test(cell)).length >= 2).length
}

/** Somebody's words on a terminal: one line, no control characters, short. */
function quote(words: string): string {
  const plain = words
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .replaceAll('"', "'")
    .trim()
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain
}
