/**
 * Whether the entries of a pull request are signed (TRUST §2). Nothing is remembered: it is read anew from reviews,
 * comments and bytes, so that a later change undoes a signature by itself.
 */
import type { Config } from '../config.ts'
import type { Check } from '../destinations/check.ts'
import type { Ledger } from '../model.ts'
import { type Approvals, readApprovals } from '../sources/github/approvals.ts'
import type { Reader } from '../sources/github/tree-at.ts'
import { changedPaths, type EntryAt, entriesAt, type PullPlace, pushedMeanwhile } from './entry-at.ts'
import { textOf } from './entry-files.ts'
import { judged } from './evidence-check.ts'
import { signOffCheck } from './sign-off-check.ts'
import { recordText } from './sign-off-record.ts'
import { type Signer, signersOf } from './sign-off-signers.ts'
import { authorsOf } from './sign-off-words.ts'

export interface SignableEntry {
  folder: string
  /** Of the bytes at the head; empty where the ledger cannot be read. */
  digest: string
  ledger: Ledger | null
  /** Who wrote the page, as its front matter has it. */
  wrote: string[]
}

export interface SignOffReview {
  state: Approvals['state']
  mergedAt: string | null
  head: string
  entries: SignableEntry[]
  signed: boolean
  /** Signatures that count, also while there are too few. */
  by: Signer[]
  /** What stands in the way, and why a word does not count; a sentence each. */
  why: string[]
  /** What the check `casewright / sign-off` says. */
  check: Pick<Check, 'conclusion' | 'title' | 'summary' | 'annotations'>
}

/** What else stands in the way of a signature, a sentence each: the source may not be shown any more. */
export type Objections = (entries: readonly SignableEntry[]) => Promise<readonly string[]>

interface Also {
  objections?: Objections | undefined
  /** Whether it may be the record of another one; a record of a record is none. */
  mayBeRecord?: boolean
}

/** Judges. `rules` is the showcase's, from its default branch. */
export async function reviewSignOff(
  reader: Reader,
  pull: PullPlace,
  rules: Config['signOff'],
  { objections: also = async () => [], mayBeRecord = true }: Also = {},
): Promise<SignOffReview> {
  const { approvals, paths } = await observed(reader, pull)
  const { head, state, mergedAt, author } = approvals
  const there = await entriesAt(reader, { ...pull, commit: head }, paths)
  // What signs the page is the pull request it is a record of.
  const read = mayBeRecord && (await isTrueRecord(reader, pull, approvals, { paths, there, rules })) ? [] : there
  const verified = read.map((entry) => ({ ...judged(entry), files: entry.files }))
  const faults = verified.flatMap(({ findings }) => findings).filter(({ grade }) => grade === 'wrong')
  const isReadable = !faults.some(({ code }) => code === 'front-matter' || code === 'length')
  const entries = verified.map(({ folder, digest, ledger, files }) => {
    return { folder, digest, ledger, wrote: isReadable ? authorsOf(textOf(files, 'index.md')) : [] }
  })
  const makers = new Set([...entries.flatMap(makersOf), ...(author === null ? [] : [author.login])].map((login) => login.toLowerCase()))
  const { signers, why, ...counted } = await signersOf({ reader, pull, approvals, entries, paths, makers, ...rules })
  const objections = [...counted.objections, ...(await also(entries))]
  const signed = entries.length > 0 && faults.length === 0 && objections.length === 0 && signers.length >= rules.count
  const check = signOffCheck({ entries, wrong: faults.length, signed, by: signers, objections, why, ...rules, opener: author })
  return { state, mergedAt, head, entries, signed, by: signers, why: [...objections, ...why], check }
}

/** What people said and which files are changed, both of one head: whoever pushes in between gains no approval of other files. */
async function observed(reader: Reader, pull: PullPlace): Promise<{ approvals: Approvals; paths: string[] }> {
  for (let round = 1; round <= ROUNDS; round++) {
    const [approvals, { head, paths }] = await Promise.all([readApprovals(reader, pull), changedPaths(reader, pull)])
    if (approvals.head === head) return { approvals, paths }
  }
  throw pushedMeanwhile(pull)
}

const ROUNDS = 4

/**
 * Whether a pull request only adds the records that belong to another one, byte for byte. Who opened it does not matter:
 * a record that says anything else needs a signature like any change.
 */
async function isTrueRecord(
  reader: Reader,
  pull: PullPlace,
  { branch }: Approvals,
  { paths, there, rules }: { paths: readonly string[]; there: readonly EntryAt[]; rules: Config['signOff'] },
): Promise<boolean> {
  const number = Number(/^casewright\/sign-off-(\d{1,9})$/.exec(branch)?.[1] ?? Number.NaN)
  if (!Number.isInteger(number) || number >= pull.number || !paths.every((path) => path.endsWith('/sign-off.json'))) return false
  const signed = await reviewSignOff(reader, { ...pull, number }, rules, { mayBeRecord: false })
  return (
    signed.state === 'MERGED' &&
    signed.signed &&
    paths.every((path) => signed.entries.some(({ folder }) => path === `${folder}/sign-off.json`)) &&
    there.every(({ folder, files }) => {
      const entry = signed.entries.find((one) => one.folder === folder)
      return entry !== undefined && textOf(files, 'sign-off.json') === recordText(entry, signed, rules.count)
    })
  )
}

/** Whose change it is: who wrote its description, and whom the page names. */
function makersOf({ ledger, wrote }: SignableEntry): string[] {
  return [...wrote, ...(ledger?.sources ?? []).flatMap(({ kind, by }) => (kind === 'description' && by !== null ? [by] : []))]
}
