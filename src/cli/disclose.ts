/** `casewright disclose`: what of a private change would become public, one line each, before anything does. */
import { type Command, Option } from 'commander'
import { KnownError } from '../errors.ts'
import type { DiscloseRequest, Disclosure } from '../jobs/disclose.ts'
import { notOne } from './pull-request.ts'
import { repeated } from './repeated.ts'
import { reader } from './showcase.ts'
import { note, paint, print, printJson, progress } from './terminal.ts'
import { generator } from './version.ts'

interface Options {
  pullRequest?: string
  repo: string
  range?: string
  text?: string
  baseline: string[]
  candidate: string[]
  benchmarks: string[]
  environment?: string
  mapping?: string
  config?: string
  preset: string
  primary: string[]
  allowSecret: string[]
  out?: string
  json?: true
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('disclose')
    .description('List everything of a private change that would become public, kept or removed, and by which rule. Publishes nothing.')
    .addOption(
      new Option('--pull-request <owner/repo#n>', 'a pull request of a private repository').conflicts([
        'range',
        'repo',
        'text',
        'benchmarks',
        'config',
      ]),
    )
    .option('--range <base..head>', 'or commits of a local clone')
    .option('--repo <dir>', 'the clone', '.')
    .option('--text <file.md>', 'the text of the pull request (docs/pull-request-file.md)')
    .addOption(repeated('--baseline <glob...>', 'benchmark outputs before the change, relative to the current directory'))
    .addOption(repeated('--candidate <glob...>', 'benchmark outputs after the change'))
    .addOption(repeated('--benchmarks <glob>', 'benchmark outputs tracked at both ends, relative to the repository'))
    .option('--environment <file>', 'environment.json of the runs')
    .option('--mapping <file.yml>', 'what the columns of your own CSV and JSON files are (docs/mapping.md)')
    .option('--config <file>', "with --range: the configuration with the allow-list (default: the clone's .github/casewright.yml)")
    .option('--preset <name>', 'how the site wants entries', 'plain')
    .addOption(repeated('--primary <metric>', 'a metric that may have the headline, at most four'))
    .addOption(repeated('--allow-secret <path:line>', 'a place that looks like a secret and is none'))
    .option('--out <dir>', 'also write the entry as it would be published (public/), the sheet and the openings; keep this folder private')
    .option('--json', 'print the answer as JSON')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const { disclose } = await import('../jobs/disclose.ts')
  const { requireBothSides } = await import('../jobs/both-sides.ts')
  requireBothSides(options)
  const { presetNamed, presetNames } = await import('../case-study/presets.ts')
  const { readMappingFile } = await import('../jobs/mapping-file.ts')
  const preset = presetNamed(options.preset)
  if (preset === null) throw new KnownError(`there is no preset "${options.preset}". Presets: ${presetNames.join(', ')}.`)
  const bar = progress()
  try {
    const answer = await disclose({
      ...(await (options.pullRequest === undefined ? ofRange(options, bar.step) : ofPullRequest(options.pullRequest, options, bar.step))),
      preset,
      primary: options.primary,
      mapping: readMappingFile(options.mapping),
      out: options.out ?? null,
      allowedSecrets: new Set(options.allowSecret),
      generator,
      onProgress: bar.step,
    })
    bar.end()
    if (options.json) printJson({ schemaVersion: 1, ...answer })
    else printSheet(answer)
  } finally {
    bar.end()
  }
}

type Source = Pick<DiscloseRequest, 'collect' | 'privacy'>
type Step = DiscloseRequest['onProgress']

async function ofPullRequest(text: string, options: Options, onProgress: Step): Promise<Source> {
  const { parsePullRequest } = await import('../sources/github/reference.ts')
  const { collectFromGitHub } = await import('../jobs/collect-github.ts')
  const { sourceState } = await import('../jobs/source-privacy.ts')
  const reference = parsePullRequest(text)
  if (reference === null) throw new KnownError(notOne(text))
  const github = await reader(reference.host)
  const own = { baseline: options.baseline, candidate: options.candidate, environment: options.environment ?? null, cwd: process.cwd() }
  const { config } = await sourceState(github, `${reference.owner}/${reference.name}`)
  const { privacy, benchmarks } = config
  return { privacy, collect: () => collectFromGitHub({ reference, github, own, benchmarks, onProgress }) }
}

/** A clone's own file stands in for the default branch: nothing leaves here. */
async function ofRange(options: Options, onProgress: Step): Promise<Source> {
  const { range } = options
  if (range === undefined)
    throw new KnownError('say what would be published: --pull-request owner/repo#n, or --range BASE..HEAD in a clone.')
  const { readFile } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const { configOf, configPath, parseConfig } = await import('../config.ts')
  const { collectLocal } = await import('../jobs/collect-local.ts')
  const path = options.config ?? join(options.repo, configPath)
  const file = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (options.config === undefined) return ''
    throw new KnownError(`${path}: cannot be read. Give the file with "privacy: fields", as in docs/private-sources.md.`, { cause })
  })
  const { privacy } = configOf(file === '' ? {} : parseConfig(file, path))
  const { repo, text = null, baseline, candidate, benchmarks, environment = null } = options
  const request = { directory: repo, range, text, baseline, candidate, benchmarks, environment, tests: 'unknown' as const }
  return { privacy, collect: () => collectLocal({ ...request, cwd: process.cwd(), onProgress }) }
}

/** A text of several lines is shown on one. */
const MOST = 100
const short = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line
}

function printSheet({ lines, digest, title, files, missing, folder }: Disclosure): void {
  const [kept, removed] = [lines.filter((line) => line.kept), lines.filter((line) => !line.kept)]
  for (const { what, value, kept: isKept, rule, as } of [...kept, ...removed]) {
    const instead = as === null ? '' : ` → ${as}`
    print(
      `${isKept ? paint('yellow', 'kept   ') : paint('dim', 'removed')}  ${what}: ${short(value)}${instead}  ${paint('dim', `(${rule})`)}`,
    )
  }
  print()
  print(`${kept.length} kept, ${removed.length} removed. Title: "${title}". Files: ${files.join(', ')}.`)
  print(`sha256 of these bytes: ${digest}`)
  if (folder !== null) note(`Written to ${folder}: public/ is what would leave; disclosure.md and openings.json never do.`)
  for (const reason of missing) note(`Nothing can be published yet: ${reason}.`)
}
