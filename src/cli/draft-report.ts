/** What a draft read, left out and wrote, for people and for scripts. */
import type { DraftResult } from '../jobs/draft.ts'
import { note, paint, print } from './terminal.ts'

/** What was read, a line a file; many files of one side and format share a line. */
function printRead(result: DraftResult): void {
  note(
    `Read ${result.commits} ${result.commits === 1 ? 'commit' : 'commits'}, ${result.files} changed ${result.files === 1 ? 'file' : 'files'}.`,
  )
  const groups = Map.groupBy(result.read, (file) => `${file.side} ${file.format ?? ''} ${file.problems.length > 0 ? file.file : ''}`)
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined) continue
    const figures = group.reduce((sum, file) => sum + file.measurements, 0)
    const name = group.length === 1 ? first.file : `${group.length} files`
    note(`  ${first.side === 'unknown' ? 'both sides' : first.side}: ${name}, ${first.format ?? 'not recognised'}, ${figures} figures`)
    for (const problem of first.problems) note(`    ${paint('yellow', 'problem', process.stderr)} ${problem}`)
  }
}

/** Prints what was read and what came of it. */
export function printResult(result: DraftResult): void {
  printRead(result)
  if (result.kind === 'too-little') {
    note(`${paint('yellow', 'No draft.', process.stderr)} ${result.why} Answer these and draft again:`)
    for (const { words } of result.questions) print(`  - ${words}`)
    return
  }
  const { composition, study } = result
  for (const { what, why } of study.omissions) note(`  left out: ${what} (${why})`)
  const measured = new Map(study.measurements.map((m) => [m.id, m]))
  for (const { id, why } of study.unmatched.slice(0, 10)) {
    const m = measured.get(id)
    note(`  unpaired: ${[m?.benchmark, m?.metric, m?.condition].filter((part) => part).join(', ') || id} (${why})`)
  }
  if (study.unmatched.length > 10) note(`  unpaired: ${study.unmatched.length - 10} more, all in evidence.json`)
  for (const { code, message } of study.warnings) note(`  ${paint('yellow', code, process.stderr)} ${message}`)
  print(`${paint('bold', composition.title)}`)
  print(result.folder)
}

/** What a script needs to go on; the ledger itself is in the folder. */
export function answerOf(result: DraftResult): unknown {
  const { kind, commits, files, read } = result
  if (result.kind === 'too-little')
    return { kind, commits, files, read, why: result.why, questions: result.questions.map(({ words }) => words) }
  const { omissions, unmatched, warnings } = result.study
  return { kind, commits, files, read, folder: result.folder, title: result.composition.title, omissions, unmatched, warnings }
}
