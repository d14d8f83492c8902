/** `casewright draft`: a case study from a local clone. */
import { type Command, Option } from 'commander'
import { KnownError } from '../errors.ts'
import type { DraftResult } from '../jobs/draft.ts'
import { note, paint, print, printJson, progress } from './terminal.ts'
import { generator } from './version.ts'

interface Options {
  repo: string
  range: string
  text?: string
  baseline: string[]
  candidate: string[]
  benchmarks: string[]
  environment?: string
  tests: 'passed' | 'failed' | 'unknown'
  preset: string
  primary: string[]
  out: string
  force?: true
  json?: true
}

const collect = (value: string, before: string[]) => [...before, value]

/** What was read, a line a file; many files of one side and format share a line. */
function printRead(result: DraftResult): void {
  note(
    `Read ${result.commits} ${result.commits === 1 ? 'commit' : 'commits'}, ${result.files} changed ${result.files === 1 ? 'file' : 'files'}.`,
  )
  const groups = Map.groupBy(result.read, (file) => `${file.side} ${file.format ?? ''} ${file.problems.length > 0 ? file.file : ''}`)
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined) continue
    const figures = group.reduce((sum, file) => sum + file.measurements, 0)
    const name = group.length === 1 ? first.file : `${group.length} files`
    note(`  ${first.side === 'unknown' ? 'both sides' : first.side}: ${name}, ${first.format ?? 'not recognised'}, ${figures} figures`)
    for (const problem of first.problems) note(`    ${paint('yellow', 'problem', process.stderr)} ${problem}`)
  }
}

function printResult(result: DraftResult): void {
  printRead(result)
  if (result.kind === 'too-little') {
    note(`${paint('yellow', 'No draft.', process.stderr)} ${result.why} Answer these and draft again:`)
    for (const question of result.questions) print(`  - ${question}`)
    return
  }
  const { composition, study } = result
  for (const { what, why } of study.omissions) note(`  left out: ${what} (${why})`)
  const measured = new Map(study.measurements.map((m) => [m.id, m]))
  for (const { id, why } of study.unmatched.slice(0, 10)) {
    const m = measured.get(id)
    note(`  unpaired: ${[m?.benchmark, m?.metric, m?.condition].filter((part) => part).join(', ') || id} (${why})`)
  }
  if (study.unmatched.length > 10) note(`  unpaired: ${study.unmatched.length - 10} more, all in evidence.json`)
  for (const { code, message } of study.warnings) note(`  ${paint('yellow', code, process.stderr)} ${message}`)
  print(`${paint('bold', composition.title)}`)
  print(result.folder)
}

export function register(program: Command): void {
  program
    .command('draft')
    .description('Draft a case study from a range of a local clone: entry, ledger, chart, data.')
    .requiredOption('--range <base..head>', 'the commits the study is about')
    .option('--repo <dir>', 'the clone', '.')
    .option('--text <file.md>', 'the text of the pull request; may begin with front matter (docs/pull-request-file.md)')
    .option('--baseline <glob>', 'benchmark outputs before the change, relative to the current directory (repeatable)', collect, [])
    .option('--candidate <glob>', 'benchmark outputs after the change (repeatable)', collect, [])
    .option('--benchmarks <glob>', 'benchmark outputs tracked at both ends, relative to the repository (repeatable)', collect, [])
    .option('--environment <file>', 'environment.json of the runs ("casewright environment" writes one)')
    .addOption(
      new Option('--tests <result>', 'how the tests of the measured commit ended')
        .choices(['passed', 'failed', 'unknown'])
        .default('unknown'),
    )
    .option('--preset <name>', 'how the site wants entries', 'plain')
    .option('--primary <metric>', 'a metric that may have the headline (repeatable, at most four)', collect, [])
    .option('--out <dir>', 'the folder the entry is written to', 'casewright')
    .option('--force', 'replace an entry that was edited by hand')
    .option('--json', 'print the result as JSON')
    .action(async (options: Options) => {
      const { join } = await import('node:path')
      const { presetNamed, presetNames } = await import('../case-study/presets.ts')
      const preset = presetNamed(options.preset)
      if (preset === null) throw new KnownError(`there is no preset "${options.preset}". Presets: ${presetNames.join(', ')}.`)
      if (options.primary.length > 4) throw new KnownError('at most four metrics can be primary: more of them make chance findings likely.')
      const { collectLocal } = await import('../jobs/collect-local.ts')
      const { draft } = await import('../jobs/draft.ts')
      const { writeEntry } = await import('../destinations/directory.ts')
      const bar = progress()
      const request = {
        directory: options.repo,
        range: options.range,
        text: options.text ?? null,
        baseline: options.baseline,
        candidate: options.candidate,
        benchmarks: options.benchmarks,
        environment: options.environment ?? null,
        tests: options.tests,
        cwd: process.cwd(),
        onProgress: bar.step,
      }
      try {
        const result = await draft({
          collect: () => collectLocal(request),
          publish: (slug, files) => writeEntry({ out: join(options.out, preset.folder), slug, files, force: options.force === true }),
          preset,
          primary: options.primary,
          generator,
          onProgress: bar.step,
        })
        bar.end()
        if (options.json) printJson(answerOf(result))
        else printResult(result)
        if (result.kind === 'too-little') process.exitCode = 1
      } finally {
        bar.end()
      }
    })
}

/** What a script needs to go on; the ledger itself is in the folder. */
function answerOf(result: DraftResult): unknown {
  const { kind, commits, files, read } = result
  if (result.kind === 'too-little') return { kind, commits, files, read, why: result.why, questions: result.questions }
  const { omissions, unmatched, warnings } = result.study
  return { kind, commits, files, read, folder: result.folder, title: result.composition.title, omissions, unmatched, warnings }
}
