/** `casewright config check`: what holds for a repository and where each part comes from. */
import type { Command } from 'commander'
import { KnownError } from '../errors.ts'
import type { CheckedKey } from '../jobs/check-config.ts'
import { grid } from './grid.ts'
import { reader } from './showcase.ts'
import { note, paint, print, printJson } from './terminal.ts'

export function register(program: Command): void {
  program
    .command('config')
    .description('Look at the configuration, .github/casewright.yml.')
    .command('check')
    .description('Check the configuration of a clone or of a repository on GitHub, and say where each part comes from.')
    .argument('[where]', 'a folder with a clone, or owner/repo', '.')
    .option('--json', 'print it as JSON')
    .action(check)
}

async function check(where: string, { json }: { json?: true }): Promise<void> {
  const { checkConfig } = await import('../jobs/check-config.ts')
  const { existsSync } = await import('node:fs')
  const request = existsSync(where) ? await ofClone(where) : await ofRepository(where)
  const checked = await checkConfig(request)
  if (checked === null)
    throw new KnownError(
      `${request.repository} has no .github/casewright.yml, nor has ${request.repository.split('/')[0]}/.github. "casewright init --showcase owner/repo" writes one.`,
    )
  if (json) return printJson(checked)
  for (const line of grid(
    [false, false, false],
    checked.keys.map(({ key, value, from }) => [key, shown(value), paint('dim', from ?? 'default')]),
  ))
    print(line)
  note(`No fault in ${checked.files.join(', ')}.`)
}

/** The file as it is on disk, uncommitted too; what it extends is read from GitHub. */
async function ofClone(directory: string) {
  const { cloneConfig } = await import('../jobs/clone-config.ts')
  return cloneConfig(directory, async () => {
    const { configReader } = await import('../jobs/config-reader.ts')
    return configReader(await reader('github.com'))
  })
}

async function ofRepository(text: string) {
  const { parseShowcase } = await import('../jobs/publish-to-showcase.ts')
  const { configReader } = await import('../jobs/config-reader.ts')
  const { host, owner, name } = parseShowcase(text, `"${text}" is no folder here and`)
  return { repository: `${owner}/${name}`, read: configReader(await reader(host)) }
}

function shown(value: CheckedKey['value']): string {
  if (Array.isArray(value))
    return value.length === 0 ? '–' : value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(', ')
  return value === null ? '–' : String(value)
}
