/** `casewright draft`: a case study from a local clone, or of a pull request or release on GitHub. */
import { type Command, Option } from 'commander'
import type { Preset } from '../case-study/presets.ts'
import { KnownError } from '../errors.ts'
import { draftRange, type RangeOptions } from './draft-range.ts'
import { answerOf, printResult } from './draft-report.ts'
import { draftOf, type SubjectOptions } from './draft-subject.ts'
import { repeated } from './repeated.ts'
import { outcomeWords, publishedAnswer } from './showcase.ts'
import { note, paint, printJson, progress } from './terminal.ts'

interface Options extends SubjectOptions, RangeOptions {
  json?: true
}

/** Options about a clone. */
const LOCAL = ['range', 'repo', 'text']

export function register(program: Command): void {
  program
    .command('draft')
    .description('Draft a case study from a range of a local clone, a pull request or a release: entry, ledger, chart, data.')
    .option('--range <base..head>', 'the commits the study is about')
    .option('--repo <dir>', 'the clone', '.')
    .addOption(new Option('--pull-request <owner/repo#n>', 'a pull request on GitHub instead of a range').conflicts([...LOCAL, 'release']))
    .addOption(
      new Option('--release <owner/repo@tag>', 'a release on GitHub instead of a range; compared with the one before').conflicts(LOCAL),
    )
    .option('--text <file.md>', 'the text of the pull request; may begin with front matter (docs/pull-request-file.md)')
    .addOption(repeated('--baseline <glob...>', 'benchmark outputs before the change, relative to the current directory'))
    .addOption(repeated('--candidate <glob...>', 'benchmark outputs after the change'))
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
  const { requireBothSides } = await import('../jobs/both-sides.ts')
  requireBothSides(options)
  const preset = await presetOf(options)
  const bar = progress()
  try {
    const {
      draft: result,
      published,
      staged,
      writer,
    } = await (options.pullRequest === undefined && options.release === undefined
      ? draftRange(options, preset, bar.step)
      : draftOf(options, bar.step))
    bar.end()
    if (options.json)
      printJson({
        ...(staged !== null ? { kind: 'staged', staged } : result === null ? { kind: 'unchanged' } : (answerOf(result) as object)),
        ...(published && writer && { showcase: publishedAnswer(published, writer) }),
      })
    else if (result !== null) printResult(result)
    if (staged !== null && !options.json) note(staged.message)
    if (published !== null && !options.json) {
      for (const warning of published.warnings) note(`  ${paint('yellow', 'note', process.stderr)} ${warning}`)
      note(outcomeWords(published))
    }
    if (result?.kind === 'drafted') {
      const { idleOptions } = await import('../jobs/idle-options.ts')
      for (const sentence of idleOptions(options, result)) note(`  ${paint('yellow', 'note', process.stderr)} ${sentence}`)
    }
    if (result?.kind === 'too-little') process.exitCode = 1
  } finally {
    bar.end()
  }
}

async function presetOf({ preset: name, primary }: Options): Promise<Preset> {
  const { presetNamed, presetNames } = await import('../case-study/presets.ts')
  const preset = presetNamed(name)
  if (preset === null) throw new KnownError(`there is no preset "${name}". Presets: ${presetNames.join(', ')}.`)
  if (primary.length > 4) throw new KnownError('at most four metrics can be primary: more of them make chance findings likely.')
  return preset
}
