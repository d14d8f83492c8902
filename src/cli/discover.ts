/** `casewright discover`: which past changes of a clone are worth showing, and the command that drafts each. */
import { type Command, InvalidArgumentError } from 'commander'
import type { Candidate } from '../jobs/discover.ts'
import { note, paint, print, printJson, progress } from './terminal.ts'

interface Options {
  repo: string
  limit: number
  commits: number
  author?: string
  json?: boolean
}

export function register(program: Command): void {
  program
    .command('discover')
    .description('Rank the past changes of a clone by the evidence in their messages: figures, tables, benchmarks.')
    .option('--repo <dir>', 'the clone', '.')
    .option('--limit <n>', 'how many to show', wholeNumber, 10)
    .option('--commits <n>', 'how many commits to look at, from the newest', wholeNumber, 10_000)
    .option('--author <name>', 'only changes of authors with this in their name')
    .option('--json', 'print the result as JSON')
    .action(async ({ repo, limit, commits, author, json }: Options) => {
      const { discover } = await import('../jobs/discover.ts')
      const bar = progress()
      const request = { directory: repo, limit, commits, onProgress: bar.step, ...(author === undefined ? {} : { author }) }
      const candidates = await discover(request).finally(bar.end)
      if (json) printJson({ candidates })
      else if (candidates.length > 0) printCandidates(candidates)
      else
        note(
          `None of the newest ${commits} commits has a figure in its message. Any of them can still be drafted: casewright draft --range BASE..HEAD`,
        )
    })
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number above 0.')
  return value
}

/** Three lines each: what, why, how. */
export function printCandidates(candidates: readonly Candidate[]): void {
  for (const [index, { title, number, author, date, why, command }] of candidates.entries()) {
    if (index > 0) print()
    print(`${paint('bold', title)}${number === null ? '' : ` (#${number})`} ${paint('dim', `· ${author}, ${date}`)}`)
    print(`  ${why}`)
    print(`  ${paint('cyan', command)}`)
  }
}
