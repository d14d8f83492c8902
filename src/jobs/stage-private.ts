/**
 * A subject of a private repository → a public showcase, in two steps with a person between them: first the draft lies
 * in a pull request of the private repository, with the sheet of everything that would become public; when somebody else
 * has approved exactly those bytes, the next run takes them out. A pull request in a public showcase is a publication.
 */
import { disclosureSheet } from '../case-study/disclosure-sheet.ts'
import type { Preset } from '../case-study/presets.ts'
import type { Config } from '../config.ts'
import { observeShowcase } from '../destinations/pull-request/observe-showcase.ts'
import { type Published, publishPullRequest } from '../destinations/pull-request.ts'
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import type { GitHubWriter } from '../github/writer.ts'
import { merge } from '../merge/merge.ts'
import type { EntryFile, Evidence } from '../model.ts'
import { approvalOf } from '../policy/approval.ts'
import { saltedIdentity } from '../policy/commitment.ts'
import { safeTitle } from '../policy/grammar.ts'
import { draftPrivate, type PrivateDraft } from './draft-private.ts'
import { textOf } from './entry-files.ts'
import { mayGoPublic } from './may-go-public.ts'
import { openStaged } from './open-staged.ts'
import { filesAt, stagedState } from './private-approval.ts'
import { publicDigest } from './public-digest.ts'
import { identityOf, type ShowcaseName } from './publish-to-showcase.ts'
import { refuseLeaks } from './refuse-leaks.ts'
import type { DiffLine } from './refuse-secrets.ts'
import { askerOf, freshSalt, openingsFile, printOpenings, readOpenings } from './staged-salt.ts'
import { startersOf } from './starters.ts'
import { askerIn } from './viewer.ts'

export interface PrivateRequest {
  collected: { evidence: Evidence; suspects: readonly DiffLine[] }
  /** Reads the source. */
  source: GitHub
  /** Writes to the source's own repository: the staged draft, nothing else. Null where nobody gave such a token. */
  staging: GitHubWriter | null
  /** Writes to the showcase. */
  writer: GitHubWriter
  showcase: ShowcaseName
  /** The folder of entries in the showcase. */
  folder: string
  config: Config
  preset: Preset
  /** The login of whoever asks, where that is a person; whose token it is counts in any case. */
  askedBy: string | null
  again: boolean
  /** Stages only what shows an improvement on record. */
  onlyIfImproved?: boolean
  allowedSecrets: ReadonlySet<string>
  generator: string
  onProgress: (label: string) => void
  wait: (milliseconds: number) => Promise<void>
}

export interface Staged {
  /**
   * `waiting`: for an approval; `changed`: approved, and now it would be other bytes; `declined`: the staged pull request
   * was closed; `was-public`: drafted in public before the source became private; `out`: in the showcase.
   */
  outcome: 'waiting' | 'changed' | 'declined' | 'was-public' | 'out'
  /** For people: what is so, and what to do. */
  message: string
  /** The pull request in the private repository; for `was-public` the one in the showcase. */
  url: string
  number: number
  /** Of exactly the bytes that become public. */
  digest: string | null
  approvedBy: string | null
  /** The pull request in the showcase. */
  published: Published | null
}

const FOLDER = '.casewright/staged'
const SHEET = 'disclosure.md'

/** Stages, or publishes what was approved; null where nothing on record shows an improvement. Throws a KnownError where a user can mend the cause; nothing is written to the showcase then. */
export async function stagePrivate(request: PrivateRequest): Promise<Staged | null> {
  const { source, writer, showcase, collected } = request
  const { repository } = collected.evidence.subject
  const privacy = await mayGoPublic({ source, repository: repository.name, writer, showcase })
  const identity = identityOf(collected.evidence.subject)
  const earlier = await draftedInPublic(request, identity)
  if (earlier !== null) return earlier

  const hash = identity.slice(0, 8)
  const [branch, folder] = [`casewright/private-${hash}`, `${FOLDER}/${hash}`]
  const kept = await source.text(`/repos/${repository.name}/contents/${folder}/${openingsFile}`, { query: { ref: branch } })
  const salt =
    kept === null ? freshSalt(await askerIn(source, request.askedBy)) : readOpenings(kept, `${folder}/${openingsFile} on ${branch}`)
  const byName = askerOf(salt)
  const asked = byName.length > 0 ? byName : await startersOf(source, collected.evidence.subject, request.config.draft.label)
  const draft = await draftPrivate({
    ...collected,
    preset: request.preset,
    primary: request.config.benchmarks.primary,
    mapping: request.config.benchmarks.mappings,
    fields: privacy.fields,
    salt: salt.salt,
    date: salt.date,
    allowedSecrets: request.allowedSecrets,
    generator: request.generator,
    onProgress: request.onProgress,
  })
  if (request.onlyIfImproved === true && !draft.improved) return null
  const subject = saltedIdentity(salt.salt, identity)
  const outside = outsideOf(draft, subject)
  const sheet = disclosureSheet({
    lines: draft.sheet,
    digest: draft.digest,
    files: draft.files.map(({ path }) => path),
    outside: [
      ['showcase', `${showcase.owner}/${showcase.name}`],
      ['branch', outside.branch],
      ['folder', `${request.folder}/${outside.slug}`],
      ['title of the pull request', outside.title],
    ],
  })
  const files: EntryFile[] = [
    ...draft.files,
    { path: SHEET, content: sheet },
    { path: openingsFile, content: printOpenings(salt, draft.openings) },
  ]
  const staged = await openStaged({
    ...request,
    repository,
    author: collected.evidence.subject.author,
    showcase: `${showcase.owner}/${showcase.name}`,
    identity,
    hash,
    branch,
    files,
    draft,
    approvers: privacy.approvers,
    sheet: SHEET,
    folder: FOLDER,
  })
  const about = { url: staged.url, number: staged.number, digest: draft.digest, approvedBy: null, published: null }
  if (staged.outcome === 'declined' || staged.outcome === 'published') {
    const message = `The staged draft ${staged.url} was closed: nothing was written. To ask again: --again.`
    return { ...about, outcome: 'declined', message }
  }
  const waiting = (missing: string): Staged => ({
    ...about,
    outcome: 'waiting',
    message: `The draft lies in ${staged.url}, in the private repository. ${missing} Then run this again.`,
  })
  if (staged.outcome === 'created' || staged.outcome === 'updated') {
    // Nobody can have approved what was not there a moment ago.
    const nobody = approvalOf({
      reviews: [],
      head: '',
      approvers: privacy.approvers,
      involved: asked,
    })
    return waiting('missing' in nobody ? nobody.missing : '')
  }
  const look = () =>
    stagedState({
      source,
      repository: repository.name,
      number: staged.number,
      approvers: privacy.approvers,
      asked,
    })
  const state = await look()
  if ('missing' in state.approval) return waiting(state.approval.missing)
  const there = await filesAt(
    source,
    repository.name,
    state.head,
    folder,
    files.map(({ path }) => path),
  )
  if (publicDigest(there) !== publicDigest(files)) {
    const message = `What ${state.approval.by} approved in ${staged.url} is not what would go out now: the evidence, the allow-list or the staged files changed since. Nothing was written. Dismiss the approval, take hand-made edits out, run again, and have it approved anew.`
    return { ...about, outcome: 'changed', message }
  }
  // The bytes are those of a draft, and yet who asked stands in them: whoever can push could write another name there.
  if (!state.isSigned)
    return waiting(
      'A commit on the staged branch has no signature, so nobody can say who wrote it and who is a second person. Close the pull request, delete its branch and draft again with --again; on a server of your own, GitHub has to sign commits made through it (web commit signing).',
    )

  // Exactly the bytes that were approved, as they came back from the private repository.
  const approved = there.filter(({ path }) => path !== SHEET && path !== openingsFile)
  refuseLeaks({ ...outside, files: approved }, draft.forbidden)
  request.onProgress('Writing to the showcase')
  const published = await publishPullRequest({
    writer,
    owner: showcase.owner,
    name: showcase.name,
    subject,
    ...outside,
    folder: request.folder,
    text: textOf(approved, 'pull-request.md'),
    author: null,
    reviewers: privacy.fields.includes('people') ? request.config.people.reviewers : [],
    files: approved.filter(({ path }) => path !== 'pull-request.md'),
    merge,
    again: request.again,
    wait: request.wait,
    async mayPublish() {
      const now = await mayGoPublic({ source, repository: repository.name, writer, showcase })
      const fresh = await look()
      const isSame =
        fresh.head === state.head && JSON.stringify([now.fields, now.approvers]) === JSON.stringify([privacy.fields, privacy.approvers])
      if ('missing' in fresh.approval || !fresh.isSigned || !isSame)
        throw new KnownError(
          'The approval or the configuration of the private repository changed while this ran. Nothing was written; run it again.',
        )
    },
  })
  return {
    ...about,
    outcome: 'out',
    approvedBy: state.approval.by,
    published,
    message: `${state.approval.by} approved exactly these bytes (sha256 ${draft.digest.slice(0, 12)}…).`,
  }
}

/** A draft from the time when the source was public stands under an identity that anybody can compute: no second one beside it. */
async function draftedInPublic({ writer, showcase, folder }: PrivateRequest, identity: string): Promise<Staged | null> {
  const { owner, name } = showcase
  const hash = identity.slice(0, 8)
  const { pulls } = await observeShowcase(writer, { owner, name, subject: identity, hash, branch: `casewright/-${hash}`, folder })
  const [pull] = pulls
  if (pull === undefined) return null
  return {
    outcome: 'was-public',
    message: `${pull.url} was drafted while the source was public; now it is private. Nothing was written. What is public stays so until a person closes that pull request or takes the entry out.`,
    url: pull.url,
    number: pull.number,
    digest: null,
    approvedBy: null,
    published: null,
  }
}

/** What stands around the files in public: none of it from the source unless its field is open. */
function outsideOf({ slug, title }: PrivateDraft, subject: string) {
  const hash = subject.slice(0, 8)
  return {
    slug: slug === 'private' ? `private-${hash}` : slug,
    branch: `casewright/${hash}`,
    title: safeTitle(`Case study: ${title}`),
  }
}
