/** What is known of an open pull request before its merge, when it is still easy to add to: what is there, what is missing, how to add it. */
import { hasVerdict } from '../claims/outcome.ts'
import type { Row } from '../claims/rows.ts'
import type { Block, Inline, Level, Section } from '../model.ts'
import { figuresOf, isFromFiles, type MissingSetting, missingFrom } from './preview-missing.ts'
import { topRows } from './pull-request-text.ts'
import { type Context, say } from './template/context.ts'
import { benchmarkCommands, measuring } from './template/repeat.ts'
import { tooLittle } from './too-little.ts'

export interface PreviewSetting extends MissingSetting {
  /** What makes a draft after the merge, a phrase each: "the pull request has the label …". */
  occasions: readonly Inline[][]
}

const LEVELS: Readonly<Record<Level, string>> = {
  attested: 'signed build',
  recorded: 'recorded',
  stated: 'reported by the author',
  vouched: 'vouched',
}

/** One line. */
export function previewTitle(context: Context): string {
  const { rows } = context.study
  const alone = figuresOf(context)
  const missing = missingFrom(context, { formats: [], artifact: null }).length
  const rest = missing === 0 ? '' : missing === 1 ? '; one thing would help' : `; ${missing} things would help`
  if (rows.length > 0) return `${rows.length === 1 ? 'One figure' : `${rows.length} figures`} before and after${rest}`
  if (alone > 0) return `${alone === 1 ? 'One figure' : `${alone} figures`}, not before and after${rest}`
  return tooLittle(context) === null ? `Words and no figures${rest}` : `Not enough for a page so far${rest}`
}

/** The sections of the preview. */
export function previewSections(context: Context, setting: PreviewSetting): Section[] {
  const missing = missingFrom(context, setting)
  const isMeasuring = missing.some(({ measure }) => measure)
  return [
    { part: 'lead', heading: null, blocks: standing(context) },
    ...(missing.length === 0 ? [] : [section('What would help', [list(missing.map(({ words }) => words))])]),
    ...(isMeasuring ? [section('How to add it', recipe(context, setting))] : []),
    { part: 'lead', heading: null, blocks: [paragraph(closing(setting))] },
  ]
}

function section(heading: string, blocks: Block[]): Section {
  return { part: 'lead', heading, blocks }
}

function paragraph(children: Inline[]): Block {
  return { type: 'paragraph', children }
}

function list(items: Inline[][]): Block {
  return { type: 'list', items }
}

function standing(context: Context): Block[] {
  const { rows, evidence } = context.study
  if (rows.length === 0) {
    const why = tooLittle(context)
    const words = why === null ? 'There is enough for a page in words: the change and its reason. It would claim no performance.' : why
    return [paragraph([words])]
  }
  const files = evidence.benchmarks.length
  const from = files === 0 ? 'the texts of this pull request' : files === 1 ? 'one benchmark file' : `${files} benchmark files`
  const shown = topRows(rows)
  const more = rows.length - shown.length
  return [
    paragraph([`Read from ${from}. A page would show:`]),
    {
      type: 'table',
      align: ['left', 'right', 'right', 'left'],
      head: [[''], ['before'], ['after'], ['how sure']],
      rows: shown.map((row) => [[row.label], [say(row, 'before')], [say(row, 'after')], sureness(row, context)]),
    },
    ...(rows.some((row) => row.level === 'stated' && isFromFiles(row, context.study)) ? [paragraph([ON_MERGE])] : []),
    ...(more > 0 ? [paragraph([more === 1 ? 'And one more.' : `And ${more} more.`])] : []),
  ]
}

function sureness(row: Row, { study }: Context): Inline[] {
  const verdict: Inline[] = hasVerdict(row) ? [say(row, 'change', 'words'), ', '] : []
  const level = row.level === 'stated' && isFromFiles(row, study) ? 'from a run' : LEVELS[row.level]
  return [...verdict, `${level}, `, say(row, 'runs', 'words')]
}

const ON_MERGE =
  'What comes from a run of this repository counts as recorded once it is merged, if exactly what was measured is merged: after another push, measure again.'

function recipe(context: Context, { formats, artifact }: PreviewSetting): Block[] {
  const commands = benchmarkCommands(context.passages, formats)
  const known: Block[] =
    commands.length > 0
      ? measuring(context, commands)
      : [
          paragraph([
            'Measure before and after on one machine, six runs a side, alternating. The commands go into the description, under "Test plan".',
          ]),
        ]
  const upload: Inline[] =
    artifact === null
      ? ['Paste the outputs of both sides into the description.']
      : [
          'Then upload the outputs in a workflow run of this pull request, as the artifact ',
          { code: artifact },
          ': one folder ',
          { code: 'baseline/' },
          ', one ',
          { code: 'candidate/' },
          ', and what ',
          { code: 'casewright environment' },
          ' prints as ',
          { code: 'environment.json' },
          '. Or paste the outputs of both sides into the description: they count as reported by the author.',
        ]
  return [...known, paragraph(upload)]
}

function closing({ occasions }: PreviewSetting): Inline[] {
  const ways = occasions.flatMap((occasion, i): Inline[] => (i === 0 ? occasion : [' or ', ...occasion]))
  return ['Nothing of this holds up the merge.', ...(ways.length === 0 ? [] : [' A page is drafted after it when ', ...ways, '.'])]
}
