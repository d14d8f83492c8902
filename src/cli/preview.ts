/** `casewright preview DIR`: one self-contained HTML page of an entry. */
import type { Command } from 'commander'
import { note, print, printJson } from './terminal.ts'

interface Options {
  out?: string
  open?: boolean
  json?: boolean
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('preview')
    .description('Write one self-contained HTML page of an entry and say where it is.')
    .argument('<entry>', 'folder of the entry')
    .option('--out <file>', 'where the page goes (default: <entry>.preview.html, beside the folder)')
    .option('--open', 'open it')
    .option('--json', 'print the answer as JSON')
    .action(async (entry: string, options: Options) => {
      const { preview } = await import('../jobs/preview.ts')
      const made = await preview({ entry, out: options.out ?? null })
      if (options.json) printJson(made)
      else
        print(
          `${made.file}  (${made.state === 'signed' ? 'signed' : made.state === 'draft' ? 'draft' : 'draft, changed since it was signed'})`,
        )
      if (options.open) {
        const { openFile } = await import('./open.ts')
        if (!(await openFile(made.file))) note('Nothing here opens it: open the file in a browser yourself.')
      }
    })
}
