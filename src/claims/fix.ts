/** The repairs of `verify --fix`: style that code can mend without changing what is said. */
import type { Finding } from './check/finding.ts'

/** Answers the Markdown with every repair made, and how many those are. */
export function fix(markdown: string, findings: readonly Finding[]): { markdown: string; fixed: number } {
  const repairs = findings.flatMap((finding) => finding.fix ?? []).sort((a, b) => b.start - a.start)
  let text = markdown
  for (const { start, end, text: repair } of repairs) text = text.slice(0, start) + repair + text.slice(end)
  return { markdown: text, fixed: repairs.length }
}
