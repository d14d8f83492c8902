import { matches } from '../document/document.ts'
import type { Reader } from '../reader.ts'
import { isSummary, readSummaries } from './k6-json.ts'
import { printedMetric, readPrinted } from './k6-output.ts'

/** https://grafana.com/docs/k6/latest/results-output/end-of-test/ */
export const k6Summary: Reader = {
  name: 'k6-summary',
  title: 'k6',
  docs: 'JSON of `handleSummary`, of `--summary-export` and of k6 2’s machine-readable summary, and the printed summary.',
  primary: ['http_req_duration', 'http_reqs'],
  detect: (document) => isSummary(document.json) || matches(document, printedMetric, '...: '),
  parse(document, found) {
    if (document.json !== null && isSummary(document.json)) readSummaries(document.json, found)
    else readPrinted(document, found)
  },
}
