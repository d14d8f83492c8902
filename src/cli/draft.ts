/** `casewright draft`: a case study from a local clone, or of a pull request on GitHub. */
import { type Command, Option } from 'commander'
import { KnownError } from '../errors.ts'
import { answerOf, printResult } from './draft-report.ts'
import { repeated } from './repeated.ts'
import { outcomeWords, type ShowcasePublisher, showcasePublisher } from './showcase.ts'
import { note, printJson, progress } from './terminal.ts'
import { generator } from './version.ts'

interface Options {
  repo: string
  range?: string
  pullRequest?: string
  text?: string
  baseline: string[]
  candidate: string[]
  benchmarks: string[]
  environment?: string
  mapping?: string
  tests: 'passed' | 'failed' | 'unknown'
  preset: string
  primary: string[]
  allowSecret: string[]
  out: string
  force?: true
  showcase?: string
  dryRun?: true
  again?: true
  sourceIsPublic?: true
  json?: true
}

export function register(program: Command): void {
  program
    .command('draft')
    .description('Draft a case study from a range of a local clone, or of a pull request: entry, ledger, chart, data.')
    .option('--range <base..head>', 'the commits the study is about')
    .option('--repo <dir>', 'the clone', '.')
    .addOption(
      new Option('--pull-request <owner/repo#n>', 'a public pull request on GitHub instead of a range').conflicts([
        'range',
        'repo',
        'text',
        'benchmarks',
      ]),
    )
    .option('--text <file.md>', 'the text of the pull request; may begin with front matter (docs/pull-request-file.md)')
    .addOption(repeated('--baseline <glob>', 'benchmark outputs before the change, relative to the current directory'))
    .addOption(repeated('--candidate <glob>', 'benchmark outputs after the change'))
    .addOption(repeated('--benchmarks <glob>', 'benchmark outputs tracked at both ends, relative to the repository'))
    .option('--environment <file>', 'environment.json of the runs ("casewright environment" writes one)')
    .option('--mapping <file.yml>', 'what the columns of your own CSV and JSON files are (docs/mapping.md)')
    .addOption(
      new Option('--tests <result>', 'how the tests of the measured commit ended')
        .choices(['passed', 'failed', 'unknown'])
        .default('unknown'),
    )
    .option('--preset <name>', 'how the site wants entries', 'plain')
    .addOption(repeated('--primary <metric>', 'a metric that may have the headline, at most four'))
    .option('--out <dir>', 'the folder the entry is written to', 'casewright')
    .addOption(repeated('--allow-secret <path:line>', 'a place that looks like a secret and is none'))
    .option('--force', 'replace an entry that was edited by hand')
    .addOption(
      new Option('--showcase <owner/repo>', 'open or update the draft pull request there (SHOWCASE_TOKEN or GH_TOKEN)').conflicts('force'),
    )
    .option('--dry-run', 'with --showcase: write to --out instead')
    .option('--again', 'with --showcase: ask once more for what was closed without a merge')
    .option('--source-is-public', 'with --showcase: a clone whose host cannot be asked is public')
    .option('--json', 'print the result as JSON')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const { join } = await import('node:path')
  const { presetNamed, presetNames } = await import('../case-study/presets.ts')
  const preset = presetNamed(options.preset)
  if (preset === null) throw new KnownError(`there is no preset "${options.preset}". Presets: ${presetNames.join(', ')}.`)
  if (options.primary.length > 4) throw new KnownError('at most four metrics can be primary: more of them make chance findings likely.')
  const { draft } = await import('../jobs/draft.ts')
  const { readMappingFile } = await import('../jobs/mapping-file.ts')
  const { writeEntry } = await import('../destinations/directory.ts')
  const mapping = readMappingFile(options.mapping)
  const showcase = await showcaseFor(options, preset.folder)
  const bar = progress()
  try {
    const result = await draft({
      collect: await collector(options, bar.step),
      publish:
        showcase?.publish ??
        ((slug, files) => writeEntry({ out: join(options.out, preset.folder), slug, files, force: options.force === true })),
      preset,
      primary: options.primary,
      mapping,
      allowedSecrets: new Set(options.allowSecret),
      generator,
      onProgress: bar.step,
    })
    bar.end()
    const published = showcase?.result() ?? null
    if (options.json) printJson({ ...(answerOf(result) as object), ...(published && { showcase: published }) })
    else printResult(result)
    if (published !== null && !options.json) note(outcomeWords(published))
    if (result.kind === 'too-little') process.exitCode = 1
  } finally {
    bar.end()
  }
}

/** The way out into a showcase; null for a folder. A preset without a folder of its own gets `entries` there. */
async function showcaseFor(options: Options, folder: string): Promise<ShowcasePublisher | null> {
  const { showcase, pullRequest = null, again, sourceIsPublic } = options
  if (showcase === undefined || options.dryRun) return null
  return showcasePublisher({
    showcase,
    pullRequest,
    folder: folder || 'entries',
    again: again === true,
    sourceIsPublic: sourceIsPublic === true,
  })
}

/** Where the evidence comes from: GitHub or a clone. */
async function collector(options: Options, onProgress: (label: string, done?: number, total?: number) => void) {
  const { baseline, candidate, pullRequest } = options
  if (pullRequest !== undefined) {
    const { pullRequestCollector } = await import('./pull-request.ts')
    return pullRequestCollector({ reference: pullRequest, baseline, candidate, environment: options.environment ?? null, onProgress })
  }
  if (options.range === undefined)
    throw new KnownError('say what the study is about: --range BASE..HEAD in a clone, or --pull-request owner/repo#n.')
  const { collectLocal } = await import('../jobs/collect-local.ts')
  const request = {
    directory: options.repo,
    range: options.range,
    text: options.text ?? null,
    baseline,
    candidate,
    benchmarks: options.benchmarks,
    environment: options.environment ?? null,
    tests: options.tests,
    cwd: process.cwd(),
    onProgress,
  }
  return () => collectLocal(request)
}
