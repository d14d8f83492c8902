/**
 * The showcase as a destination: one draft pull request a subject. Observes, writes what is missing, and after any
 * doubt observes again, so that a run that was cut off anywhere is finished by the next. Never a force push.
 */
import { KnownError } from '../errors.ts'
import { Refused, Unsure } from '../github/write-faults.ts'
import type { GitHubWriter } from '../github/writer.ts'
import type { EntryFile } from '../model.ts'
import { type Changes, changesOf, hasChanges, join, type Merge, type Standing } from './pull-request/changes.ts'
import { commentOf, heldBack, readComment } from './pull-request/held-back.ts'
import { observeBranch } from './pull-request/observe-branch.ts'
import { observeShowcase, type Place, type Pull, type Showcase } from './pull-request/observe-showcase.ts'
import { bodyOf, othersWork, overflows, updatedBody } from './pull-request/text.ts'
import { undone } from './pull-request/undo.ts'
import { askToReview, label, openPull, say, type Target, unsay, writeUpdate } from './pull-request/write.ts'

export interface ShowcaseEntry {
  writer: GitHubWriter
  owner: string
  name: string
  /** sha256 of repository id, kind and number, in hex. */
  subject: string
  slug: string
  /** The whole name of the branch, where the slug may not stand in it. */
  branch?: string
  /** The folder of entries in the showcase; empty for its root. */
  folder: string
  /** In the fixed grammar of titles. */
  title: string
  /** What the pull request says. */
  text: string
  /** The login of whom the subject is by; null where it may not be said, or nobody knows. */
  author: string | null
  /** Logins who are asked to review, once. */
  reviewers: readonly string[]
  /** The entry's files, paths within its folder. */
  files: readonly EntryFile[]
  /** What they were made from, as one digest, for the record beside them. */
  seen?: string
  /** The showcase, if it was looked at a moment ago and has an open pull request of the subject. */
  known?: Showcase | undefined
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
  /** Places and files where a person's text stayed and the draft has another. */
  offers: number
  /** For the one who drafts, a sentence each. */
  warnings: string[]
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
  const wanted = { owner, name, subject, hash, branch: entry.branch ?? `casewright/${slug}-${hash}`, folder: join(entry.folder, slug) }
  const before = writer.writes
  let isNew: boolean | null = null
  for (let round = 1; ; round++) {
    try {
      // What a look before drafting saw is good for the way to an open pull request, which is then looked at anew.
      const showcase = (round === 1 && entry.known) || (await observeShowcase(writer, wanted))
      isNew ??= !showcase.pulls.some(({ state }) => state === 'OPEN')
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

async function converge(given: ShowcaseEntry, wanted: Place, showcase: Showcase): Promise<Published> {
  const { noted: entry, warnings } = withNote(given, showcase.viewer.login)
  // Another subject's entry may have the folder already.
  const place = showcase.taken ? { ...wanted, folder: `${wanted.folder}-${wanted.hash}` } : wanted
  const open = showcase.pulls.find(({ state }) => state === 'OPEN')
  const [last] = showcase.pulls
  const ended = (pull: Pull) => ({ url: pull.url, number: pull.number, branch: pull.headRefName, offers: 0, warnings: [] })
  if (open !== undefined) return withWarnings(warnings, await update(entry, { ...place, branch: open.headRefName }, showcase, open))
  if (last !== undefined && last.state === 'MERGED') return { ...ended(last), outcome: 'published' }
  if (last !== undefined && !entry.again) return { ...ended(last), outcome: 'declined' }
  return withWarnings(warnings, await create(entry, place, showcase))
}

function withWarnings(warnings: readonly string[], published: Published): Published {
  return { ...published, warnings: [...warnings, ...published.warnings] }
}

async function create(entry: ShowcaseEntry, place: Place, showcase: Showcase): Promise<Published> {
  const { tip, base, id, viewer } = showcase
  const target = targetOf(entry, place)
  const nothing: Standing = { folder: place.folder, files: new Map(), page: null, record: null, left: null }
  const standing = tip === null ? nothing : (await observeBranch(entry.writer, place, viewer.id, tip, null)).standing
  const changes = changesFor(entry, standing)
  const body = bodyOf(entry.subject, entry.text, join(place.folder, LONG_TEXT))
  await entry.mayPublish(showcase)
  const pull = await openPull(target, { id, base, tip, changes, title: entry.title, body }).catch(async (error: unknown) => {
    throw tip === null ? await undone(error, target) : error
  })
  const warnings = await finish(target, pull.number, pull.isDraft, entry, viewer.login)
  return { outcome: 'created', url: pull.url, number: pull.number, branch: pull.headRefName, offers: 0, warnings }
}

async function update(entry: ShowcaseEntry, place: Place, showcase: Showcase, pull: Pull): Promise<Published> {
  const { subject, text } = entry
  const { viewer } = showcase
  const target = targetOf(entry, place)
  const branch = await observeBranch(entry.writer, place, viewer.id, pull.headRefOid, pull.number)
  const { standing, approved, labelled, comment, doubles, now } = branch
  if (now === null || now.state !== 'OPEN' || now.headRefOid !== pull.headRefOid)
    throw new Refused(`Somebody changed ${pull.url} in between`, null)
  const result = { url: pull.url, number: pull.number, branch: pull.headRefName, offers: 0, warnings: [] }
  if (approved) return { ...result, outcome: 'approved' }
  const changes = changesFor(entry, standing)
  const body = updatedBody(now.body, bodyOf(subject, text, join(standing.folder, LONG_TEXT)))
  const held = heldBack(changes, readComment(comment?.body ?? null), standing, entry.files)
  const words = commentOf(subject, held, comment !== null)
  const mustSay = words !== null && words !== comment?.body
  const offers = held.offers.length + held.kept.length + held.more
  for (const id of doubles) await unsay(target, id)
  if (!mustSay && labelled && body === null && !hasChanges(changes)) return { ...result, offers, outcome: 'unchanged' }
  await entry.mayPublish({ name: showcase.name, isPrivate: branch.isPrivate })
  // The commit comes after the comment: it moves the base of the next merge, and what it holds back must be said by then.
  if (mustSay) await say(target, pull.number, comment, words)
  if (body !== null || hasChanges(changes)) await writeUpdate(target, { id: now.id, head: now.headRefOid }, body, changes)
  const warnings = labelled ? [] : await finish(target, pull.number, now.isDraft, entry, viewer.login)
  return { ...result, offers, warnings, outcome: 'updated' }
}

/** Reviewers, then the label: where that is there, opening was not cut off. Answers in words who could not be asked. */
async function finish(target: Target, number: number, isDraft: boolean, entry: ShowcaseEntry, viewer: string): Promise<string[]> {
  // Nobody reviews their own.
  const reviewers = entry.reviewers.filter((login) => login.toLowerCase() !== viewer.toLowerCase())
  const unasked = reviewers.length === 0 ? [] : await askToReview(target, number, reviewers)
  await label(target, number, isDraft ? [LABEL] : [LABEL, 'draft'])
  return unasked.map(({ login, why }) => `${login} was not asked to review: ${why}`)
}

/** What the one who drafts should know, said in the pull request and apart. */
function withNote(entry: ShowcaseEntry, viewer: string): { noted: ShowcaseEntry; warnings: string[] } {
  const note = othersWork(entry.author, viewer)
  return note === null ? { noted: entry, warnings: [] } : { noted: { ...entry, text: `${note}\n\n${entry.text}` }, warnings: [note] }
}

function targetOf({ writer, owner, name, slug }: ShowcaseEntry, { branch }: Place): Target {
  return { writer, owner, name, branch, slug }
}

function changesFor({ subject, files, text, merge, seen }: ShowcaseEntry, standing: Standing): Changes {
  const all = overflows(text) ? [...files, { path: LONG_TEXT, content: text }] : files
  return changesOf(standing, subject, all, merge, seen)
}
