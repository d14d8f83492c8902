/** `casewright verify DIR|FILE…`: finished entries against their ledgers, one line a finding. */
import { join, relative } from 'node:path'
import type { Command } from 'commander'
import type { VerifiedEntry } from '../jobs/verify.ts'
import { note, paint, print, printJson } from './terminal.ts'

interface Options {
  fix?: boolean
  vouch?: string
  why?: string
  strict?: boolean
  openings?: string
  json?: boolean
}

const COLOURS = { wrong: 'red', unbacked: 'yellow', style: 'dim' } as const

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('verify')
    .description('Check finished entries against their ledgers: what is wrong, what nobody backs, what would read better.')
    .argument('<path...>', 'folder of an entry, folder of entries, or an index.md')
    .option('--fix', 'repair what is only style: no-break spaces before units')
    .option('--vouch <name>', 'answer for the unbacked figures by name; they are written into the front matter')
    .option('--why <text>', 'how that person knows, with --vouch')
    .option('--strict', 'exit 1 for unbacked figures too')
    .option('--openings <file>', 'of a private source: check its commitments against what they stand for (openings.json)')
    .option('--json', 'print the answer as JSON')
    .action(async (paths: string[], options: Options) => {
      const { verify } = await import('../jobs/verify.ts')
      const voucher = options.vouch === undefined ? null : await voucherOf(options.vouch, options.why)
      const entries = await verify({ paths, fix: options.fix === true, vouch: voucher })
      const opened = options.openings === undefined ? [] : await openedBy(options.openings, entries)
      if (options.json) printJson({ schemaVersion: 1, entries: entries.map(plain), ...(options.openings === undefined ? {} : { opened }) })
      else {
        for (const entry of entries) printEntry(entry)
        for (const { directory, opened: count, faults } of opened) {
          for (const fault of faults) print(`${paint('red', 'wrong')} commitment ${fault}`)
          print(
            `${relative('.', directory) || '.'}: ${count} ${count === 1 ? 'commitment opens' : 'commitments open'} to what the file holds`,
          )
        }
      }
      if (opened.some(({ faults }) => faults.length > 0)) process.exitCode = 1
      const grades = new Set(entries.flatMap((entry) => entry.findings.map((finding) => finding.grade)))
      if (grades.has('wrong') || (options.strict === true && grades.has('unbacked'))) process.exitCode = 1
    })
}

async function openedBy(file: string, entries: readonly VerifiedEntry[]) {
  const { checkEntryOpenings } = await import('../jobs/check-openings.ts')
  return checkEntryOpenings(
    file,
    entries.map(({ directory }) => directory),
  )
}

async function voucherOf(name: string, why: string | undefined) {
  const { KnownError } = await import('../errors.ts')
  if (!/\p{L}/u.test(name))
    throw new KnownError(`--vouch "${name}": a person vouches, by name: --vouch "Ada Lovelace" --why "measured on my machine".`)
  return { who: name.trim(), why: why ?? 'no reason given' }
}

/** Without what only code needs. */
function plain(entry: VerifiedEntry) {
  const findings = entry.findings.map(({ grade, code, file, line, message, figure }) => ({
    grade,
    code,
    file,
    line,
    message,
    ...(figure === undefined ? {} : { figure: { value: figure.value, unit: figure.unit, what: figure.what } }),
  }))
  return { ...entry, findings }
}

function printEntry({ directory, findings, figures, signOff, fixed, vouched }: VerifiedEntry): void {
  for (const { file, line, grade, code, message } of findings) {
    const place = relative(process.cwd(), join(directory, file)) || file
    print(`${place}:${line} ${paint(COLOURS[grade], grade)} ${code} ${message}`)
  }
  const count = (grade: keyof typeof COLOURS) => findings.filter((finding) => finding.grade === grade).length
  const summary = [
    `${count('wrong')} wrong`,
    `${count('unbacked')} unbacked`,
    `${count('style')} style`,
    `${figures} ${figures === 1 ? 'figure agrees' : 'figures agree'} with the ledger`,
  ]
  if (fixed > 0) summary.push(`${fixed} repaired`)
  if (vouched > 0) summary.push(`${vouched} vouched for`)
  const signed = signOff === null ? 'not signed' : `signed by ${signOff.by.name}${signOff.how === 'review' ? '' : ', self-signed'}`
  note(`${relative(process.cwd(), directory) || '.'}: ${summary.join(', ')}; ${signed}`)
}
