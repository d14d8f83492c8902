/**
 * The showcase as a destination: one draft pull request a subject. Observes, writes what is missing, and after any
 * doubt observes again, so that a run that was cut off anywhere is finished by the next. Never a force push.
 */
import { KnownError } from '../errors.ts'
import { Refused, Unsure } from '../github/write-faults.ts'
import type { GitHubWriter } from '../github/writer.ts'
import type { EntryFile } from '../model.ts'
import { type Changes, changesOf, join, type Merge, type Standing } from './pull-request/changes.ts'
import { observeBranch } from './pull-request/observe-branch.ts'
import { observeShowcase, type Place, type Pull, type Showcase } from './pull-request/observe-showcase.ts'
import { bodyOf, commentOf, overflows, updatedBody } from './pull-request/text.ts'
import { commit, editPull, label, openBranch, openPull, say, type Target } from './pull-request/write.ts'

export interface ShowcaseEntry {
  writer: GitHubWriter
  owner: string
  name: string
  /** sha256 of repository id, kind and number, in hex. */
  subject: string
  slug: string
  /** The folder of entries in the showcase; empty for its root. */
  folder: string
  /** In the fixed grammar of titles. */
  title: string
  /** What the pull request says. */
  text: string
  /** The entry's files, paths within its folder. */
  files: readonly EntryFile[]
  merge: Merge
  /** A person asks for a subject again whose pull request was closed. */
  again: boolean
  wait: (milliseconds: number) => Promise<void>
  /** Last look before the first write: throws where the source may not become public in this showcase. */
  mayPublish: (showcase: { name: string; isPrivate: boolean }) => Promise<void>
}

export interface Published {
  /** `declined`: closed without a merge; `published`: merged; `approved`: signed, so nothing is pushed any more. */
  outcome: 'created' | 'updated' | 'unchanged' | 'declined' | 'published' | 'approved'
  url: string
  number: number
  branch: string
  /** Places and files where a person's text stayed and the draft had another. */
  offers: number
}

/** How often the world is looked at before a fault is believed. */
const ROUNDS = 4
const LABEL = 'casewright'
/** A body that is too long lies beside the entry, hidden as the record is. */
const LONG_TEXT = '.casewright-pull-request.md'

/** Publishes. Throws a KnownError where a user can mend the cause, and where GitHub gives no clear answer in four rounds. */
export async function publishPullRequest(entry: ShowcaseEntry): Promise<Published> {
  const { owner, name, subject, slug, writer, wait } = entry
  const hash = subject.slice(0, 8)
  const wanted = { owner, name, subject, hash, branch: `casewright/${slug}-${hash}`, folder: join(entry.folder, slug) }
  const before = writer.writes
  let isNew: boolean | null = null
  for (let round = 1; ; round++) {
    try {
      const showcase = await observeShowcase(writer, wanted)
      isNew ??= !showcase.pulls.some(({ state }) => state === 'open')
      const published = await converge(entry, wanted, showcase)
      if (published.outcome !== 'unchanged' && published.outcome !== 'updated') return published
      // A round of this run that was cut off may have written all there was to write.
      return { ...published, outcome: isNew ? 'created' : writer.writes > before ? 'updated' : 'unchanged' }
    } catch (error) {
      if (!(error instanceof Unsure || error instanceof Refused)) throw error
      if (round === ROUNDS) throw gaveUp(error)
      await wait(500 * 2 ** round)
    }
  }
}

function gaveUp(error: Unsure | Refused): KnownError {
  const mend = 'What was written so far stays; run it again, and it goes on from there.'
  return new KnownError(`${error.message}. ${mend}`, { exitCode: 3, cause: error })
}

async function converge(entry: ShowcaseEntry, wanted: Place, showcase: Showcase): Promise<Published> {
  // Another subject's entry may have the folder already.
  const place = showcase.taken ? { ...wanted, folder: `${wanted.folder}-${wanted.hash}` } : wanted
  const open = showcase.pulls.find(({ state }) => state === 'open')
  const [last] = showcase.pulls
  if (open !== undefined) return update(entry, { ...place, branch: open.head.ref }, showcase, open)
  if (last !== undefined && last.merged_at !== null) return { ...about(last), outcome: 'published', offers: 0 }
  if (last !== undefined && !entry.again) return { ...about(last), outcome: 'declined', offers: 0 }
  return create(entry, place, showcase)
}

async function create(entry: ShowcaseEntry, place: Place, showcase: Showcase): Promise<Published> {
  const { tip, base } = showcase
  const target = targetOf(entry, place)
  const nothing: Standing = { folder: place.folder, files: new Map(), page: null, record: null, left: null }
  const standing = tip === null ? nothing : (await observeBranch(entry.writer, place, showcase.viewer, tip, null)).standing
  const changes = changesFor(entry, standing)
  await entry.mayPublish(showcase)
  if (tip === null) await openBranch(target, showcase.id, base.oid, changes)
  else if (hasChanges(changes)) await commit(target, tip, changes, 'Draft')
  const body = bodyOf(entry.subject, entry.text, join(place.folder, LONG_TEXT))
  const pull = await openPull(target, { title: entry.title, body, base: base.branch })
  await label(target, pull.number, pull.draft ? [LABEL] : [LABEL, 'draft'])
  return { ...about(pull), outcome: 'created', offers: 0 }
}

async function update(entry: ShowcaseEntry, place: Place, showcase: Showcase, pull: Pull): Promise<Published> {
  const { subject, text } = entry
  const target = targetOf(entry, place)
  const { standing, approved, comment } = await observeBranch(entry.writer, place, showcase.viewer, pull.head.sha, pull.number)
  if (approved) return { ...about(pull), outcome: 'approved', offers: 0 }
  const changes = changesFor(entry, standing)
  const body = updatedBody(pull.body ?? '', bodyOf(subject, text, join(standing.folder, LONG_TEXT)))
  const offers = commentOf(subject, changes)
  const mustSay = offers !== null && offers !== comment?.body
  // Cut off before its label; a label that a person took away was there, and left a trace in `updated_at`.
  const mustLabel = pull.labels.length === 0 && pull.created_at === pull.updated_at
  const result = { ...about(pull), offers: changes.offers.length + changes.kept.length }
  if (!mustSay && !mustLabel && body === null && !hasChanges(changes)) return { ...result, outcome: 'unchanged' }
  await entry.mayPublish(showcase)
  // The commit comes after the comment: it moves the base of the next merge, and what it holds back must be said by then.
  if (mustSay) await say(target, pull.number, comment, offers)
  if (body !== null) await editPull(target, pull.number, body)
  if (hasChanges(changes)) await commit(target, pull.head.sha, changes, 'Update')
  if (mustLabel) await label(target, pull.number, [LABEL])
  return { ...result, outcome: 'updated' }
}

function targetOf({ writer, owner, name, slug }: ShowcaseEntry, { branch }: Place): Target {
  return { writer, owner, name, branch, slug }
}

function about({ html_url, number, head }: Pick<Pull, 'html_url' | 'number'> & { head: { ref: string } }) {
  return { url: html_url, number, branch: head.ref }
}

function changesFor({ subject, files, text, merge }: ShowcaseEntry, standing: Standing): Changes {
  const all = overflows(text) ? [...files, { path: LONG_TEXT, content: text }] : files
  return changesOf(standing, subject, all, merge)
}

function hasChanges({ additions, deletions }: Changes): boolean {
  return additions.length + deletions.length > 0
}
