import { asText, at, childValue, everyRecord, fieldsOf, has, type JsonNode, records, text } from '../document/node.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import { condition } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { remember } from '../remember.ts'
import { targetPath } from './target-path.ts'

/** https://github.com/GoogleChrome/lighthouse/blob/main/docs/understanding-results.md */
export const lighthouse: Reader = {
  name: 'lighthouse',
  title: 'Lighthouse',
  docs: 'JSON of a run (`--output json`), of PageSpeed Insights, and lists of runs; each run is one sample.',
  primary: ['largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'performance score'],
  detect: ({ json }) => reports(json).length > 0,
  parse({ json }, found) {
    const runs = reports(json)
    for (const run of runs) readReport(run, found)
    if (runs.length < 5)
      found.flag(
        'single-run',
        `The file holds ${runs.length === 1 ? 'one run' : `${runs.length} runs`}: Lighthouse's scores vary by some five points from run to run. Take the median of five or more.`,
      )
  },
}

/** PageSpeed Insights puts the report into its answer. */
function reports(json: JsonNode | null): JsonNode[] {
  const isReport = (record: unknown) => has(record, 'lighthouseVersion', 'audits')
  if (!everyRecord(json, (record) => isReport(record.lighthouseResult ?? record))) return []
  return records(json).map((record) => (has(record.value, 'lighthouseResult') ? at(record, 'lighthouseResult') : record))
}

function readReport(report: JsonNode, found: Findings): void {
  readEnvironment(report, found)
  const error = at(report, 'runtimeError')
  const code = text(at(error, 'code'))
  if (code !== null && code !== 'NO_ERROR') {
    found.flag('all-failed', `Lighthouse could not load the page (${code}): there is no figure.`, at(error, 'code'))
    return
  }
  for (const [index, warning] of entriesOfList(at(report, 'runWarnings')).entries())
    found.flag('declared-invalid', `Lighthouse warns of its own run: ${warning}`, at(report, 'runWarnings', index))
  let known: Ran | null = null
  const ran = () => {
    known ??= sharedBy(report)
    return known
  }
  const audits = at(report, 'audits')
  for (const id in fieldsOf(audits.value)) readAudit(id, audits, ran, found)
  const categories = at(report, 'categories')
  for (const id in fieldsOf(categories.value)) found.member(at(categories, id), 'score', ran, scoreOf)
}

function scoreOf({ key }: JsonNode): Measured {
  return { metric: `${key} score`, unit: 'ratio', better: 'higher' }
}

function entriesOfList({ value }: JsonNode): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** A run is one sample of a page on one kind of device. */
function sharedBy(report: JsonNode): Ran {
  const url = text(at(report, 'finalDisplayedUrl')) ?? text(at(report, 'finalUrl')) ?? text(at(report, 'requestedUrl')) ?? ''
  const settings = at(report, 'configSettings')
  return {
    benchmark: targetPath(url),
    condition: condition([
      ['device', text(at(settings, 'formFactor')) ?? text(at(settings, 'emulatedFormFactor'))],
      ['throttling', text(at(settings, 'throttlingMethod'))],
    ]),
    samples: 1,
    sampleKind: 'trial',
  }
}

/** What a user waits for and what the page costs; everything else with a number is an estimate or a part of these. */
const measured = new Set([
  'first-contentful-paint',
  'first-meaningful-paint',
  'largest-contentful-paint',
  'speed-index',
  'total-blocking-time',
  'max-potential-fid',
  'cumulative-layout-shift',
  'interaction-to-next-paint',
  'interactive',
  'server-response-time',
  'mainthread-work-breakdown',
  'bootup-time',
  'total-byte-weight',
  'dom-size',
])

/** Lighthouse's own words for units. Every audit with a number scores it the lower the better (lib/statistics.js). */
const units: Readonly<Record<string, string>> = { millisecond: 'ms', second: 's', byte: 'B', element: 'elements' }

function readAudit(id: string, audits: JsonNode, ran: () => Ran, found: Findings): void {
  const audit = childValue(audits.value, id)
  const { scoreDisplayMode, errorMessage, numericValue } = fieldsOf(audit)
  if (scoreDisplayMode === 'error') {
    const why = asText(errorMessage) ?? 'no reason given'
    if (measured.has(id)) found.flag('skipped-or-errored-row', `${id} has no figure: ${why}`, at(audits, id, 'scoreDisplayMode'))
    return
  }
  if (numericValue === undefined || (numericValue === null && !measured.has(id))) return
  found.member({ value: audit, parent: audits, key: id }, 'numericValue', ran, measuredIn)
}

function measuredIn({ value, key }: JsonNode): Measured {
  const metric = String(key)
  const unit = asText(fieldsOf(value).numericUnit) ?? ''
  return { metric, unit: entryOf(units, unit) ?? unit, better: 'lower', role: measured.has(metric) ? 'result' : 'derived' }
}

function readEnvironment(report: JsonNode, found: Findings): void {
  found.environment('lighthouse', text(at(report, 'lighthouseVersion')))
  const browser = text(at(report, 'environment', 'hostUserAgent')) ?? text(at(report, 'userAgent')) ?? ''
  found.environment('chrome', chromeOf(browser))
  // How fast the machine was in Lighthouse's own small benchmark: a slow one makes every time longer.
  const index = at(report, 'environment', 'benchmarkIndex').value
  found.environment('benchmark-index', typeof index === 'number' ? String(index) : null)
}

const chromeOf = remember((browser) => /Chrome\/(\d[\d.]*)/.exec(browser)?.[1] ?? null)
