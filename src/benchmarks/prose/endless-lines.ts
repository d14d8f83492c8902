/** Lines that no person writes: a Markdown tree of a table row of a megabyte takes seconds, and holds nothing to quote. */
import type { Problem } from '../../model.ts'

/** Longer than a paragraph on one line; a whole pull-request text of GitHub has 65,536 characters at most. */
const longest = 20_000

/** The text with such lines emptied, so that the others keep their numbers, and a problem for each. */
export function withoutEndlessLines(text: string): { text: string; problems: Problem[] } {
  if (text.length <= longest) return { text, problems: [] }
  const problems: Problem[] = []
  const lines = text.split('\n').map((line, index) => {
    if (line.length <= longest) return line
    problems.push({ line: index + 1, message: `This line of ${line.length} characters is not read: a text has none of over ${longest}.` })
    return ''
  })
  return problems.length === 0 ? { text, problems } : { text: lines.join('\n'), problems }
}
