/** `casewright reproduce ENTRY`: the script that repeats an entry's measurement. */
import { type Command, InvalidArgumentError } from 'commander'
import { note, print, printJson } from './terminal.ts'

interface Options {
  out?: string
  runs?: number
  repo?: string
  command: string[]
  json?: boolean
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('reproduce')
    .description('Write a bash script that runs both sides of an entry, alternating, at the pinned commits.')
    .argument('<entry>', 'folder of the entry')
    .option('--out <file>', 'where the script goes (default: <entry>.reproduce.sh, beside the folder)')
    .option('--runs <n>', 'runs a side (default: as many as the entry has, at least six)', wholeNumber)
    .option('--repo <dir>', 'clone to take the source from instead of the web')
    .option(
      '--command <text>',
      "what one run is, instead of the entry's own commands (repeatable)",
      (text: string, all: string[]) => [...all, text],
      [],
    )
    .option('--json', 'print the answer as JSON')
    .action(async (entry: string, options: Options) => {
      const { reproduce } = await import('../jobs/reproduce.ts')
      const { out = null, runs = null, repo = null, command } = options
      const made = await reproduce({ entry, out, runs, repo, commands: command })
      if (options.json) return printJson(made)
      const pins = `at ${made.base.slice(0, 7)} and ${made.head.slice(0, 7)}`
      note(
        made.alternates === 'script'
          ? `${made.runs} runs a side, alternating, ${pins}. One run is:`
          : `One call, which measures both sides by itself, ${pins}:`,
      )
      for (const line of made.commands.split('\n')) note(`  ${line}`)
      note('Read them before you run the script: they come from the entry, and nobody has checked them.')
      print(made.file)
    })
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 1 to 9999.')
  return Number(text)
}
