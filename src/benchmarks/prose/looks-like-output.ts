import { logMessage } from './log-line.ts'
import { labelOf } from './parts.ts'
import type { SideNames } from './side.ts'
import { statementsOf } from './statements.ts'

/** Whether a paragraph is output pasted without a fence: lines in columns, log lines, statements, labels between them. */
export function looksLikeOutput(lines: readonly { text: string }[], names: SideNames): boolean {
  const filled = lines.filter((line) => line.text.trim() !== '')
  if (!filled.some((line) => /\d/.test(line.text))) return false
  const rest = filled.filter((line) => labelOf(line.text, names) === null)
  if (rest.length === 0) return false
  const logged = rest.filter((line) => logMessage(line.text) !== null)
  if (logged.length === rest.length) return true
  // A line of a log that lost its frame in pasting.
  if (logged.length > 0 && rest.every((line) => logMessage(line.text) !== null || statementsOf(line.text).length > 0)) return true
  // A sentence ends with a stop; several lines that state figures and do not are a log without its frame.
  if (rest.length > 1 && rest.every((line) => !/[.!?:]\s*$/.test(line.text) && statementsOf(line.text).length > 0)) return true
  if (rest.length < filled.length && rest.every((line) => statementsOf(line.text).length > 0)) return true
  const columns = rest.filter((line) => inColumns.test(line.text.trimEnd()))
  return rest.length >= 3 && columns.length * 10 >= rest.length * 6
}

/** A line that ends in a figure behind a gap or colon, or a rule. */
const inColumns = /(?: {2}|\t|:\s)\s{0,60}[-+]?\d\S{0,40}(?: \S{1,20})?$|={6,}|-{10,}/
