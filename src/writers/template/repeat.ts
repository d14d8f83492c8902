/** Pinned commands for both sides, and what to expect. */

import { enoughRuns } from '../../benchmarks/statistics/fewest-runs.ts'
import { countWord } from '../../claims/digits.ts'
import { hasVerdict } from '../../claims/outcome.ts'
import type { Row } from '../../claims/rows.ts'
import type { Block, Inline, Section } from '../../model.ts'
import { changeSize } from './change-size.ts'
import { type Context, inSentence, say } from './context.ts'

function cloning({ study }: Context): string[] {
  const { repository } = study.evidence.subject
  const folder = repository.name.split('/').at(-1) ?? 'source'
  return repository.url === null ? [] : [`git clone ${repository.url} && cd ${folder}`]
}

function worktrees(context: Context): string[] {
  const { base, head } = context.study.evidence.subject
  return [...cloning(context), `git worktree add ../baseline ${base}`, `git worktree add ../candidate ${head}`]
}

/** The tool's own command, where the description gives none. */
const TOOL_COMMANDS: Readonly<Record<string, string>> = {
  'go-bench': "go test -run '^$' -bench . -benchmem -count 1",
  benchstat: "go test -run '^$' -bench . -benchmem -count 1",
  criterion: 'cargo bench',
  'vitest-bench': 'npx vitest bench --run --outputJson result.json',
  'pytest-benchmark': 'python -m pytest --benchmark-only --benchmark-json result.json',
}

/** The commands that measure, as the author gave them or as the tool is called. */
export function benchmarkCommands(passages: Context['passages'], formats: readonly string[]): string[] {
  if (passages.commands.length > 0) return passages.commands.map((command) => command.value.trim())
  return formats.flatMap((format) => TOOL_COMMANDS[format] ?? []).slice(0, 1)
}

/** Commands for both sides, alternating, and what to expect of them. */
export function measuring(context: Context, commands: readonly string[]): Block[] {
  const { study } = context
  const { base, head } = study.evidence.subject
  const { headline } = study
  const runs = enoughRuns(study.comparisons.filter(({ primary }) => primary).length)
  const looped = [
    `for i in ${Array.from({ length: runs }, (_, i) => i + 1).join(' ')}; do`,
    '  for side in baseline candidate; do (',
    '    cd "../$side"',
    ...commands.flatMap((c) => c.split('\n')).map((line) => `    ${line}`),
    '  ); done',
    'done',
  ]
  const names = (text: string) => text.includes(base.slice(0, 7)) && text.includes(head.slice(0, 7))
  const bothSided = commands.some(names)
  const single = commands.length === 1 && !(commands[0] ?? '').includes('\n')
  const lines = bothSided
    ? [...cloning(context), `git checkout ${head}`, ...commands]
    : [...worktrees(context), ...(single ? looped : [`# at each of the two, ${base.slice(0, 7)} and ${head.slice(0, 7)}:`, ...commands])]
  const expected: Inline[] =
    headline !== null && hasVerdict(headline) && headline.comparison.interval !== null
      ? expectation(headline)
      : [`Alternate the two sides, ${countWord(runs)} runs each: that is enough for a verdict.`]
  return [
    { type: 'code', language: 'bash', value: lines.join('\n') },
    { type: 'paragraph', children: expected },
  ]
}

/** The spread of the ratio, not of the times: that is what survives another machine. */
function expectation(row: Row): Inline[] {
  const ratio = row.comparison.ratio ?? 1
  const { less, more, times } = row.quantity
  const words = ratio >= 2 ? ` times ${times}` : ` ${ratio < 1 ? less : more}`
  return ['Expect ', say(row, 'interval', 'words'), words, ` for ${inSentence(row.label)} on a machine like this one.`]
}

function checking(context: Context): Block[] {
  const { study } = context
  const { base, head } = study.evidence.subject
  const given = context.passages.commands.flatMap((command) => command.value.trim().split('\n'))
  const lines = [...cloning(context), `git diff --stat ${base} ${head}`, `git checkout ${head}`, ...given]
  const code: Block = { type: 'code', language: 'bash', value: lines.join('\n') }
  if (!study.claims.has('count.files')) return [code]
  return [code, { type: 'paragraph', children: ['Expect ', ...changeSize(study), '.'] }]
}

/** *Repeat it* for a measurement, *Check it* for a diff; null where no command is known. */
export function repeat(context: Context, formats: readonly string[]): Section | null {
  if (context.study.kind === 'decision') {
    return context.study.evidence.changes.length === 0 ? null : { part: 'repeat', heading: 'Check it', blocks: checking(context) }
  }
  const commands = benchmarkCommands(context.passages, formats)
  return commands.length === 0 ? null : { part: 'repeat', heading: 'Repeat it', blocks: measuring(context, commands) }
}
