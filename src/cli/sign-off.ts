/**
 * `casewright sign-off DIR --as NAME`: a person without a pull request signs; shown as self-signed.
 * `casewright sign-off --from-api --showcase owner/repo`: the records of signatures from what the pull requests say.
 */
import { relative } from 'node:path'
import type { Command } from 'commander'
import { KnownError } from '../errors.ts'
import { note, print, printJson } from './terminal.ts'

interface Options {
  as?: string
  measured?: boolean
  notMeasured?: boolean
  fromApi?: boolean
  showcase?: string
  json?: boolean
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('sign-off')
    .description('Sign an entry with your name, after reading it; shown as self-signed.')
    .argument('[entry...]', 'folder of the entry; with --from-api folders of entries', [])
    .option('--as <name>', 'your name')
    .option('--measured', 'say that you repeated the measurement')
    .option('--not-measured', 'say that you did not (the default)')
    .option('--from-api', 'write the records of who approved the merged pull requests, before a site is built')
    .option('--showcase <owner/repo>', 'with --from-api: the showcase whose clone this is')
    .option('--json', 'print the record as JSON')
    .action((entries: string[], options: Options) => (options.fromApi ? fromApi(entries, options) : sign(entries, options)))
}

async function sign([entry, ...more]: string[], options: Options): Promise<void> {
  const { signOff } = await import('../jobs/sign-off.ts')
  if (entry === undefined) throw new KnownError('Give the folder of the entry: casewright sign-off DIR --as "Ada Lovelace".')
  if (more.length > 0) throw new KnownError(`A person signs one page at a time: give the folder of one, not ${more.length + 1}.`)
  if (options.as === undefined) throw new KnownError('Say who signs: --as "Ada Lovelace".')
  if (options.showcase !== undefined) throw new KnownError('--showcase goes with --from-api. Give that too, or leave both away.')
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
}

async function fromApi(entries: string[], { as, showcase, json }: Options): Promise<void> {
  if (as !== undefined) throw new KnownError('--from-api takes the names from the pull requests. Leave --as away.')
  if (showcase === undefined) throw new KnownError('--from-api needs the showcase: --showcase owner/repo.')
  const { configOf } = await import('../config.ts')
  const { configReader } = await import('../jobs/config-reader.ts')
  const { loadConfig } = await import('../jobs/load-config.ts')
  const { parseShowcase } = await import('../jobs/publish-to-showcase.ts')
  const { signOffsFromApi } = await import('../jobs/sign-offs-from-api.ts')
  const { reader } = await import('./showcase.ts')
  const { host, owner, name } = parseShowcase(showcase)
  const gitHub = await reader(host)
  if (!gitHub.authenticated) throw new KnownError('Reading who approved needs a token. Set GH_TOKEN, or run "gh auth login".')
  const loaded = await loadConfig({ read: configReader(gitHub), repository: `${owner}/${name}` })
  const rules = (loaded?.config ?? configOf({})).signOff
  const rebuilt = await signOffsFromApi({ reader: gitHub, owner, name, paths: entries.length === 0 ? ['.'] : entries, rules })
  if (json) return printJson({ schemaVersion: 1, entries: rebuilt })
  for (const { directory, number, by, why, outcome } of rebuilt) {
    const words = why ?? `signed by ${by.join(', ')} in #${number}${outcome === 'unchanged' ? ', as it is' : ''}`
    print(`${relative(process.cwd(), directory) || '.'}: ${words}`)
  }
}
