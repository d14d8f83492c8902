/** `casewright serve`: runs the GitHub App, or makes it. */
import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { KnownError } from '../errors.ts'
import { note } from './terminal.ts'

interface Options {
  port?: string
  host?: string
  data?: string
  env: string
  revive?: boolean
  setup?: boolean
  url?: string
  organization?: string
  reader?: boolean
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('serve')
    .description('Run the GitHub App, or make it with --setup.')
    .option('--port <number>', 'where it listens (default: PORT, or 3000)')
    .option('--host <address>', 'on which address (default: HOST, or 127.0.0.1)')
    .option('--data <dir>', 'where it keeps its queue without DATABASE_URL (default: CASEWRIGHT_DATA, or casewright-data)')
    .option('--env <file>', 'file with the settings; the environment wins', '.env')
    .option('--revive', 'give jobs that failed for good another chance')
    .option('--setup', 'make the App on GitHub, in your browser, and write its key and secret into the file of --env')
    .option('--url <url>', 'with --setup: the https:// address under which GitHub will reach the App')
    .option('--organization <login>', 'with --setup: the organization that owns it (default: you)')
    .option('--reader', 'with --setup: an App for sources that grant reading only')
    .action(async (options: Options) => {
      if (existsSync(options.env)) process.loadEnvFile(options.env)
      const env = {
        ...process.env,
        ...(options.port !== undefined && { PORT: options.port }),
        ...(options.host !== undefined && { HOST: options.host }),
        ...(options.data !== undefined && { CASEWRIGHT_DATA: options.data }),
      }
      if (options.setup) await setup(options, env)
      else await run(options, env)
    })
}

async function setup(options: Options, env: NodeJS.ProcessEnv): Promise<void> {
  if (options.url === undefined)
    throw new KnownError(
      '--setup needs --url: the https:// address under which GitHub will reach this App, as in --url https://casewright.example.com',
    )
  const { setUp } = await import('../app/setup.ts')
  const { manifest } = await import('../app/manifest.ts')
  const { baseUrlOf } = await import('../app/settings.ts')
  const { installAt } = await setUp({
    manifest: manifest(options.reader ? 'app.reader.yml' : 'app.yml'),
    publicUrl: options.url,
    organization: options.organization ?? null,
    baseUrl: baseUrlOf(env),
    port: Number(options.port ?? 0),
    envFile: options.env,
    onReady: (url) => note(`Open ${url} in a browser on this machine, and press the button.`),
  })
  note(`The App is made; its key and secret are in ${options.env}.\nInstall it: ${installAt}\nRun it:     casewright serve`)
}

async function run(options: Options, env: NodeJS.ProcessEnv): Promise<void> {
  const { serve } = await import('../app.ts')
  const app = await serve({
    env,
    revive: options.revive === true,
    write: (line) => process.stdout.write(line),
    exit: (code) => process.exit(code),
  })
  note(`casewright listens on ${app.url}`)
  let ending = false
  const end = async () => {
    // Whoever asks twice does not want to wait.
    if (ending) process.exit(1)
    ending = true
    await app.close()
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}
