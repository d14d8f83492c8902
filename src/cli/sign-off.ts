/** `casewright sign-off DIR --as NAME`: a person without a pull request signs; shown as self-signed. */
import type { Command } from 'commander'
import { note, print, printJson } from './terminal.ts'

interface Options {
  as: string
  measured?: boolean
  notMeasured?: boolean
  json?: boolean
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('sign-off')
    .description('Sign an entry with your name, after reading it; shown as self-signed.')
    .argument('<entry>', 'folder of the entry')
    .requiredOption('--as <name>', 'your name')
    .option('--measured', 'say that you repeated the measurement')
    .option('--not-measured', 'say that you did not (the default)')
    .option('--json', 'print the record as JSON')
    .action(async (entry: string, options: Options) => {
      const { signOff } = await import('../jobs/sign-off.ts')
      const { KnownError } = await import('../errors.ts')
      if (options.measured && options.notMeasured) throw new KnownError('--measured and --not-measured contradict each other. Give one.')
      const { file, record } = await signOff({
        entry,
        name: options.as,
        measured: options.measured === true,
        time: new Date().toISOString(),
      })
      if (options.json) return printJson(record)
      note(`${record.by.name}: "${record.statement}"`)
      note('Any later change of the text, the ledger, a chart or the data undoes this signature.')
      print(file)
    })
}
