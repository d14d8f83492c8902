import type { Spread } from '../../model.ts'
import { toNumber } from '../cells.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'

export function isCatch2Xml(document: Document): boolean {
  return matches(document, /^[ \t]*<BenchmarkResults name="/m, '<BenchmarkResults ')
}

/** A tag as Catch2's writer sets it, with its attributes in double quotes. */
const tag = /<(\/?)(TestCase|Section|BenchmarkResults|mean|standardDeviation|failed)\b([^<]*)/g
const attribute = /(\w{1,40})="([^"]*)"/g

interface Element {
  name: string
  attributes: ReadonlyMap<string, string>
  line: Line
}

interface Result {
  benchmark: string
  element: Element
  parts: Element[]
}

/** The XML reporter: `<BenchmarkResults>` in the test case and its sections, all values in nanoseconds. */
export function readCatch2Xml(document: Document, found: Findings): void {
  const results = resultsOf(document)
  const repeated = Map.groupBy(results, ({ benchmark }) => benchmark)
  for (const result of results) readResult(result, (repeated.get(result.benchmark)?.length ?? 0) > 1, found)
}

function resultsOf(document: Document): Result[] {
  const results: Result[] = []
  const sections: string[] = []
  for (const line of document.lines) {
    for (const [, end, name = '', rest = ''] of line.text.matchAll(tag)) {
      const attributes = new Map([...rest.matchAll(attribute)].map(([, key = '', value = '']) => [key, withoutEntities(value)]))
      const element = { name, attributes, line }
      const own = attributes.get('name') ?? ''
      if (name === 'TestCase' || name === 'Section') {
        if (end === '') sections.push(own)
        else sections.pop()
      } else if (name !== 'BenchmarkResults') results.at(-1)?.parts.push(element)
      else if (end === '') results.push({ benchmark: [...sections, own].join('/'), element, parts: [] })
    }
  }
  return results
}

/** A benchmark outside of the sections runs once for each of them: those are repetitions. */
function readResult({ benchmark, element, parts }: Result, isRepeated: boolean, found: Findings): void {
  const samples = isRepeated ? 1 : toNumber(element.attributes.get('samples') ?? '')
  const sampleKind = isRepeated ? 'repetition' : 'iteration'
  const time: Figure = { benchmark, metric: 'time', unit: 'ns', better: 'lower', samples, sampleKind }
  for (const { name, attributes, line } of parts) {
    const value = attributes.get('value') ?? ''
    const spread = intervalOf(attributes)
    if (name === 'mean') found.line(line, value, { ...time, statistic: 'mean', spread })
    else if (name === 'standardDeviation') found.line(line, value, { ...time, statistic: 'stddev', role: 'derived', spread })
    else found.flag('skipped-or-errored-row', `${benchmark} has no figures: ${attributes.get('message') ?? 'no reason given'}.`, { line })
  }
}

function intervalOf(attributes: ReadonlyMap<string, string>): Spread | null {
  const [low, high, level] = ['lowerBound', 'upperBound', 'ci'].map((key) => toNumber(attributes.get(key) ?? ''))
  if (low == null || high == null) return null
  return level == null ? { kind: 'interval', low, high } : { kind: 'interval', low, high, level }
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function withoutEntities(text: string): string {
  return text.replaceAll(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name] ?? '')
}
