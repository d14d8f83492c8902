/** Whose word counts as a signature: people who may write, of exactly these bytes; and why another one's does not. */
import { createHash } from 'node:crypto'
import { type Account, type Approvals, isByApp, mayWrite, type Review, type SigningComment } from '../sources/github/approvals.ts'
import type { Reader } from '../sources/github/tree-at.ts'
import { entriesAt, type PullPlace } from './entry-at.ts'
import { judged } from './evidence-check.ts'
import { saysMeasured } from './sign-off-words.ts'

/** A signature that counts. */
export interface Signer {
  login: string
  id: number | null
  how: 'review' | 'comment'
  /** Id of the review or of the comment. */
  said: number
  /** The commit that was approved. */
  head: string
  /** ISO 8601, UTC. */
  time: string
  measured: boolean
  /** Whether this person also made the change, or opened the pull request. */
  isAuthor: boolean
}

export interface Ballot {
  reader: Reader
  pull: PullPlace
  approvals: Approvals
  /** Digests of the entries at the head. */
  entries: readonly { folder: string; digest: string }[]
  /** Files that the pull request changes. */
  paths: readonly string[]
  /** Logins of those who made the change, in lower case. */
  makers: ReadonlySet<string>
  /** Empty for everybody who may write. */
  who: readonly string[]
  /** Whether those who made the change may sign. */
  author: boolean
}

export interface Count {
  signers: Signer[]
  /** What keeps it unsigned whoever else signs. */
  objections: string[]
  /** Why a word does not count. */
  why: string[]
}

/** So many older versions are looked at. */
const MOST_VERSIONS = 5

/**
 * What a comment names, so that it signs these bytes and no others: a page's whole digest, since whoever can push could
 * find two pages that begin alike. Several pages: sha256 over a line `FOLDER DIGEST` for each. Empty where nothing can be signed.
 */
export function keyOf(entries: Ballot['entries']): string {
  const [only, ...more] = entries
  if (only === undefined || entries.some(({ digest }) => digest === '')) return ''
  if (more.length === 0) return only.digest
  const lines = entries.map(({ folder, digest }) => `${folder} ${digest}\n`)
  return createHash('sha256').update(lines.join('')).digest('hex')
}

/** Counts. Each person's last verdict holds. */
export async function signersOf(ballot: Ballot): Promise<Count> {
  const { approvals } = ballot
  const count: Count = { signers: [], objections: [], why: [] }
  const last = new Map(approvals.reviews.map((review) => [review.by.login, review]))
  for (const review of last.values()) await countReview(ballot, review, count)
  const comments = new Map(approvals.comments.map((comment) => [comment.by.login, comment]))
  for (const comment of comments.values()) {
    if (!count.signers.some(({ login }) => login === comment.by.login)) await countComment(ballot, comment, count)
  }
  return count
}

async function countReview(ballot: Ballot, review: Review, { signers, objections, why }: Count): Promise<void> {
  const { by, state, commit, time, body, id } = review
  const refusal = await refusalOf(ballot, by)
  if (state === 'CHANGES_REQUESTED') {
    if (refusal === null || refusal.mayWrite) objections.push(`${by.login} asks for changes.`)
  } else if (refusal !== null) why.push(refusal.why)
  else if (state === 'DISMISSED') why.push(`The review of ${by.login} was dismissed.`)
  else if (!(await isSameAt(ballot, commit))) why.push(`${by.login} approved an earlier version, and the page was changed since.`)
  else {
    const isAuthor = ballot.makers.has(by.login.toLowerCase())
    signers.push({ login: by.login, id: by.id, how: 'review', said: id, head: commit, time, measured: saysMeasured(body), isAuthor })
  }
}

async function countComment(ballot: Ballot, comment: SigningComment, { signers, why }: Count): Promise<void> {
  const { reader, pull, approvals, author, entries } = ballot
  const { by, id, rest, time } = comment
  const isOpener = by.id !== null && by.id === approvals.author?.id
  if (!isOpener)
    return void why.push(`${by.login} signed with a comment, which only counts from who opened the pull request. Approve it instead.`)
  if (!author) return void why.push(`${by.login} opened the pull request, and here somebody else has to sign.`)
  const refusal = await refusalOf(ballot, by)
  if (refusal !== null) return void why.push(refusal.why)
  if (await isByApp(reader, pull, id)) return void why.push(`A program wrote the comment of ${by.login}.`)
  const key = keyOf(entries)
  const named = /^([0-9a-f]{64})\b/i.exec(rest)?.[1]?.toLowerCase()
  // Without a name nobody can say which version was read: when a commit became the head is not on record.
  if (key === '' || named !== key) {
    const which = named === undefined ? 'does not name what it signs' : 'signs an earlier version'
    return void why.push(`The comment of ${by.login} ${which}.${key === '' ? '' : ` Sign this one: /casewright sign ${key}`}`)
  }
  const measured = saysMeasured(rest) || /\bmeasured$/i.test(rest)
  signers.push({ login: by.login, id: by.id, how: 'comment', said: id, head: approvals.head, time, measured, isAuthor: true })
}

/** Why this account cannot sign, or null. */
async function refusalOf({ reader, pull, who, author, makers }: Ballot, by: Account): Promise<{ why: string; mayWrite: boolean } | null> {
  if (!by.isPerson) return { why: `${by.login} is a program, and only people sign.`, mayWrite: false }
  if (!(await mayWrite(reader, pull, by))) return { why: `${by.login} may not write to this repository.`, mayWrite: false }
  const login = by.login.toLowerCase()
  if (who.length > 0 && !who.some((one) => one.toLowerCase() === login))
    return { why: `${by.login} is not among those who may sign here.`, mayWrite: true }
  if (!author && makers.has(login)) return { why: `${by.login} made the change, and here somebody else has to sign.`, mayWrite: true }
  return null
}

/** Whether the entries at a commit are, byte for byte, those of the head: merging the base branch in changes nothing. */
async function isSameAt({ reader, pull, approvals, entries, paths }: Ballot, commit: string): Promise<boolean> {
  if (commit === approvals.head) return true
  const versions = new Set(approvals.reviews.map((review) => review.commit).reverse())
  if (![...versions].slice(0, MOST_VERSIONS).includes(commit)) return false
  const then = (await entriesAt(reader, { ...pull, commit }, paths)).map(judged)
  return entries.every(({ folder, digest }) => digest !== '' && then.some((one) => one.folder === folder && one.digest === digest))
}
