/** The script that repeats an entry's measurement, at the commits its ledger pins. */
import { writeFile } from 'node:fs/promises'
import { basename, join, resolve, sep } from 'node:path'
import { splitEntry, textField } from '../case-study/page/front-matter.ts'
import { commandsOfOneRun, repeatCode } from '../case-study/script/commands.ts'
import { measuresBothSides, reproduceScript } from '../case-study/script/script.ts'
import { readable } from '../case-study/script/shell.ts'
import { decimal, decimalsFor } from '../claims/digits.ts'
import { KnownError } from '../errors.ts'
import type { Ledger } from '../model.ts'
import { slugify } from '../policy/paths.ts'
import { readEntryFolder } from './entry-folder.ts'

export interface ReproduceRequest {
  /** The entry's folder, or the `index.md` in it. */
  entry: string
  /** Where the script goes; null is `<folder>.reproduce.sh` beside the folder. */
  out: string | null
  /** Runs a side; null is as many as the entry has, at least six. */
  runs: number | null
  /** A clone to take the source from; null is the address the ledger's links lead to. */
  repo: string | null
  /** Shell commands of one run instead of the entry's own; empty for those. */
  commands: readonly string[]
}

export interface Reproduction {
  /** Absolute path of the script. */
  file: string
  source: string
  base: string
  head: string
  runs: number
  /** Who alternates: the script, run by run, or the commands, which name both commits. */
  alternates: 'script' | 'commands'
  /** What it will run, for reading. */
  commands: string
  expected: string[]
}

/** Fewer a side allow no verdict (TRUST §1). */
const leastRuns = 6

/** Writes the script and answers what is in it; runs nothing. */
export async function reproduce(request: ReproduceRequest): Promise<Reproduction> {
  const { directory, text, ledger } = await readEntryFolder(request.entry)
  const file = resolve(request.out ?? `${directory}.reproduce.sh`)
  if (file.startsWith(directory + sep)) {
    throw new KnownError(
      `${file}: this is inside the entry, and what lies there is signed. Write the script somewhere else, or leave --out away.`,
    )
  }
  const path = join(request.entry, 'index.md')
  const { fields, markdown } = splitEntry(text)
  if (ledger.comparisons.length === 0 && request.commands.length === 0) {
    throw new KnownError(
      `${path}: nothing was measured for this entry, so there is no measurement to repeat. To measure something at both commits, say what one run is: --command "…".`,
    )
  }
  const { base, head } = commits(ledger, request.entry)
  const plan = {
    source: request.repo === null ? sourceAddress(ledger, request.entry) : resolve(request.repo),
    base,
    head,
    runs: request.runs ?? Math.max(leastRuns, recordedRuns(ledger)),
    commands: readable(request.commands.length > 0 ? request.commands.join('\n') : ownCommands(markdown, path)),
    expected: expectations(ledger),
  }
  const name = slugify(basename(directory))
  const script = reproduceScript({ ...plan, title: textField(fields, 'title') || name, file: basename(file), folder: `${name}-reproduce` })
  await writeFile(file, script).catch((error: NodeJS.ErrnoException) => {
    throw new KnownError(`${file}: cannot be written (${error.code ?? error.message}). Name a folder that exists with --out FILE.`, {
      cause: error,
    })
  })
  return { file, ...plan, alternates: measuresBothSides(plan) ? 'commands' : 'script' }
}

function commits({ subject }: Ledger, entry: string): { base: string; head: string } {
  if (subject.base === '' && subject.head === '')
    throw new KnownError(
      `${join(entry, 'evidence.json')}: its source is private and the commits are withheld, so only its owners can repeat the measurement.`,
    )
  for (const sha of [subject.base, subject.head]) {
    if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) {
      throw new KnownError(
        `${join(entry, 'evidence.json')}: ${JSON.stringify(sha)} is no full commit id, so the sides cannot be pinned. Expected 40 or 64 hexadecimal digits in subject.base and subject.head.`,
      )
    }
  }
  return { base: subject.base, head: subject.head }
}

/** The repository's web address: the ledger's, or what stands before /pull/, /blob/, /compare/ … in its links. */
function sourceAddress(ledger: Ledger, entry: string): string {
  if (/^https:\/\/[\w.:-]+(?:\/[\w.~-]+)+$/.test(ledger.subject.repository)) return ledger.subject.repository
  for (const link of [ledger.subject.url, ...ledger.sources.map(({ url }) => url)]) {
    const address =
      /^(https:\/\/[\w.:-]+(?:\/[\w.~-]+){2,}?)\/(?:-\/)?(?:pull|pulls|issues|blob|tree|src|commit|commits|compare|merge_requests|releases)\//.exec(
        link ?? '',
      )?.[1]
    if (address !== undefined) return address
  }
  throw new KnownError(`${entry}: no link in the ledger says where the source is. Give a clone with --repo DIR.`)
}

function ownCommands(markdown: string, path: string): string {
  const code = repeatCode(markdown)
  const mend = 'Give what one run on one side is: --command "…", as often as needed.'
  if (code === null) throw new KnownError(`${path}: no code under "Repeat it", so there is nothing to run. ${mend}`)
  const commands = commandsOfOneRun(code)
  if (commands === null) throw new KnownError(`${path}: it is not clear what one run is in the code under "Repeat it". ${mend}`)
  return commands
}

function recordedRuns(ledger: Ledger): number {
  const counts = ledger.claims.flatMap(({ kind, value }) => (kind !== 'runs' || typeof value === 'string' ? [] : value))
  return Math.min(100, Math.max(0, ...counts))
}

/** What holds on another machine too is the ratio, not the times. */
function expectations(ledger: Ledger): string[] {
  const shown = ledger.comparisons.filter((comparison) => comparison.shown && comparison.ratio !== null)
  return shown.map(({ label, ratio, interval, tier }) => {
    const say = (value: number) => decimal(value, decimalsFor(value, 3))
    if (interval !== null)
      return `Expected, candidate ÷ baseline: ${label}: ${say(interval[0])} to ${say(interval[1])} (95 % interval in the entry)`
    const why = tier === 'X' ? 'an exact count' : 'no interval: the entry has too few runs'
    return `Expected, candidate ÷ baseline: ${label}: ${say(ratio ?? 1)} (${why})`
  })
}
