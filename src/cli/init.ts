/** `casewright init`: the first configuration of a clone, and what to do next. */
import type { Command } from 'commander'
import { note, print, printJson } from './terminal.ts'

interface Options {
  showcase: string
  json?: true
}

export function register(program: Command): void {
  program
    .command('init')
    .description('Write .github/casewright.yml: one line, where entries go.')
    .argument('[dir]', 'a clone', '.')
    .option('--showcase <owner/repo>', 'the repository entries go to; "." is this one', '.')
    .option('--json', 'print its path as JSON')
    .action(async (directory: string, { showcase, json }: Options) => {
      const { writeFirstConfig } = await import('../jobs/clone-config.ts')
      const path = await writeFirstConfig(directory, showcase)
      if (json) return printJson({ path })
      print(path)
      note('Commit it to the default branch. Then label a pull request "case-study", or comment "/casewright draft" on it.')
    })
}
