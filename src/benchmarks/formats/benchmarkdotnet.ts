import type { Document } from '../document/document.ts'
import type { Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { isBenchmarkDotNetJson, readBenchmarkDotNetJson } from './benchmarkdotnet-json.ts'
import { readSummaryTable, summaryTables } from './benchmarkdotnet-table.ts'

/** https://benchmarkdotnet.org/articles/configs/exporters.html; src/BenchmarkDotNet/Exporters writes all forms. */
export const benchmarkdotnet: Reader = {
  name: 'benchmarkdotnet',
  title: 'BenchmarkDotNet',
  docs: 'JSON (brief and full), the summary table of the console and of the Markdown exporters, and the summary CSV.',
  primary: ['time', 'Allocated'],
  detect: (document) => isBenchmarkDotNetJson(document) || summaryTables(document).length > 0,
  parse(document, found) {
    if (isBenchmarkDotNetJson(document)) readBenchmarkDotNetJson(document, found)
    else {
      readHost(document, found)
      for (const table of summaryTables(document)) readSummaryTable(table, found)
    }
  },
}

/** The lines above the table: `BenchmarkDotNet v0.14.0, Ubuntu 22.04.5 LTS (Jammy Jellyfish)`, and the processor below. */
function readHost(document: Document, found: Findings): void {
  for (const [index, line] of document.lines.entries()) {
    const { text } = line
    const job = /^ *\[Host\] *: .*\b(DEBUG|AttachedDebugger)\b/.exec(text)?.[1]
    if (job !== undefined) found.flag('debug-build', `BenchmarkDotNet ran in ${job}: its times are too long.`, { line, text: job })
    const [, version, os] = /^BenchmarkDotNet(?: v|=v)(\S+?), (?:OS=)?(.+)$/.exec(text.trim()) ?? []
    if (version === undefined) continue
    found.environment('benchmarkdotnet', version)
    found.environment('os', os ?? null)
    found.environment('cpu', document.lines[index + 1]?.text.trim().split(/, \d+ CPU/)[0] ?? null)
  }
}
