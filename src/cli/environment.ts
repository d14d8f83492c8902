/** `casewright environment`: what environment.json beside benchmark files holds. */
import type { Command } from 'commander'
import { repeated } from './repeated.ts'
import { note, printJson } from './terminal.ts'

interface Options {
  out?: string
  set: string[]
  json?: true
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('environment')
    .description('Print where a benchmark runs, for environment.json beside its files: machine, GPU, driver, versions, commit.')
    .option('--out <file>', 'write it there instead')
    .addOption(repeated('--set <key=value>', 'add what cannot be seen, such as model=llama-3-8b or order=alternating'))
    .option('--json', 'print it as JSON, also with --out')
    .action(async (options: Options) => {
      const { environment } = await import('../jobs/environment.ts')
      const { saidBy, writeEnvironment } = await import('../jobs/environment-file.ts')
      const said = saidBy(options.set)
      const found = { ...(await environment(process.cwd())), ...said }
      if (options.out !== undefined) {
        await writeEnvironment(options.out, found)
        note(`Written to ${options.out}.`)
      }
      if (options.out === undefined || options.json) printJson(found)
    })
}
