/**
 * Whether the entries of a pull request are signed (TRUST §2). Nothing is remembered: it is read anew from reviews,
 * comments and bytes, so that a later change undoes a signature by itself.
 */
import type { Config } from '../config.ts'
import type { Check } from '../destinations/check.ts'
import type { Ledger } from '../model.ts'
import { type Approvals, readApprovals } from '../sources/github/approvals.ts'
import type { Reader } from '../sources/github/tree-at.ts'
import { changedPaths, entriesAt, type PullPlace } from './entry-at.ts'
import { textOf } from './entry-files.ts'
import { judged } from './evidence-check.ts'
import { signOffCheck } from './sign-off-check.ts'
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

/** Judges. `rules` is the showcase's, from its default branch. */
export async function reviewSignOff(reader: Reader, pull: PullPlace, rules: Config['signOff']): Promise<SignOffReview> {
  const [approvals, { paths }] = await Promise.all([readApprovals(reader, pull), changedPaths(reader, pull)])
  const { head, state, mergedAt, author } = approvals
  // Our own record of a signature needs no signature; whether it is of these bytes, the evidence check says.
  const isRecord = author?.isPerson === false && paths.every((path) => path.endsWith('/sign-off.json'))
  const read = isRecord ? [] : await entriesAt(reader, { ...pull, commit: head }, paths)
  const verified = read.map((entry) => ({ ...judged(entry), files: entry.files }))
  const faults = verified.flatMap(({ findings }) => findings).filter(({ grade, code }) => grade === 'wrong' && code !== 'signature')
  const isReadable = !faults.some(({ code }) => code === 'front-matter' || code === 'length')
  const entries = verified.map(({ folder, digest, ledger, files }) => {
    return { folder, digest, ledger, wrote: isReadable ? authorsOf(textOf(files, 'index.md')) : [] }
  })
  const makers = new Set([...entries.flatMap(makersOf), ...(author === null ? [] : [author.login])].map((login) => login.toLowerCase()))
  const { signers, objections, why } = await signersOf({ reader, pull, approvals, entries, paths, makers, ...rules })
  const signed = entries.length > 0 && faults.length === 0 && objections.length === 0 && signers.length >= rules.count
  const check = signOffCheck({ entries, wrong: faults.length, signed, by: signers, objections, why, ...rules, opener: author })
  return { state, mergedAt, head, entries, signed, by: signers, why: [...objections, ...why], check }
}

/** Whose change it is: who wrote its description, and whom the page names. */
function makersOf({ ledger, wrote }: SignableEntry): string[] {
  return [...wrote, ...(ledger?.sources ?? []).flatMap(({ kind, by }) => (kind === 'description' && by !== null ? [by] : []))]
}
