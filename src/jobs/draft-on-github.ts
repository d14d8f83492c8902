/** A subject on GitHub → the draft pull request of its showcase, or a folder: what the command, the App and the Action share. */
import { presetNamed } from '../case-study/presets.ts'
import type { Config } from '../config.ts'
import { writeEntry } from '../destinations/directory.ts'
import type { Published } from '../destinations/pull-request.ts'
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import type { GitHubWriter } from '../github/writer.ts'
import type { BenchmarkFile, EntryFile, Evidence, Thread } from '../model.ts'
import { NOT_SHOWN } from '../sources/github/benchmarks/unless-refused.ts'
import type { Reference } from '../sources/github/reference.ts'
import { collectFromGitHub, type OwnFiles } from './collect-github.ts'
import { type DraftResult, draft } from './draft.ts'
import { lookFirst } from './look-first.ts'
import { publishToShowcase, type ShowcaseName } from './publish-to-showcase.ts'
import { showcaseIsPrivate } from './showcase-privacy.ts'
import { type Staged, stagePrivate } from './stage-private.ts'
import { improvementIn } from './wanted.ts'

export interface GitHubDraft {
  reference: Reference
  /** Reads the source, with the token for reading. */
  source: GitHub
  /** Of the source's repository. */
  config: Config
  /** Files of this machine; they come before what GitHub holds. */
  own: OwnFiles
  to: Target
  allowedSecrets: ReadonlySet<string>
  /** casewright and its version. */
  generator: string
  /** A webhook or an installation just said that the subject is there: a 404 is waited out, 7 seconds at most. */
  isNew?: boolean
  /** What people said on the draft pull request, and files they pasted there; absent where nobody reads comments. */
  answers?: Answers
  /** Publish only what shows an improvement by recorded figures (`draft.when: improvement`). */
  onlyIfImproved?: boolean
  onProgress: (label: string) => void
}

/** Words of people who were asked, and benchmark outputs from their comments. */
export interface Answers {
  threads: readonly Thread[]
  files: readonly BenchmarkFile[]
}

/** Where the entry goes; a folder is the dry run. */
export type Target =
  | {
      kind: 'showcase'
      /** With the token for writing. */
      writer: GitHubWriter
      showcase: ShowcaseName
      /** A person asks again for what was closed. */
      again: boolean
      /** Writes to the source's own repository, where that is private: the staged draft. */
      staging?: GitHubWriter | null
      /** The login of the person who asks, where one does: never the one who approves. */
      askedBy?: string | null
      wait: (milliseconds: number) => Promise<void>
    }
  | { kind: 'folder'; out: string; force: boolean }

export interface GitHubDraftResult {
  /** Null where nothing has changed since the last run, so that nothing was drafted: then `published` says where that is. */
  draft: DraftResult | null
  /** The entry's files, as drafted; empty where there was too little. */
  files: readonly EntryFile[]
  /** Null for a folder, and where there was too little. */
  published: Published | null
  /** Of a private source before a public showcase: where the draft waits, and what came of it. `draft` is null then. */
  staged: Staged | null
  /** Drafted, and held back because nothing recorded shows an improvement (`onlyIfImproved`). */
  held: boolean
}

/** Drafts. Throws a KnownError where a user can mend the cause; nothing is written then. */
export async function draftOnGitHub(request: GitHubDraft): Promise<GitHubDraftResult> {
  const { reference, source, config, own, to, allowedSecrets, generator, isNew = false, onlyIfImproved = false, onProgress } = request
  const { answers = { threads: [], files: [] } } = request
  const preset = presetNamed(config.entry.preset ?? 'plain')
  if (preset === null) throw new KnownError(`there is no preset "${config.entry.preset}".`)
  const folder = config.entry.path ?? preset.folder
  const isAnswered = answers.threads.length + answers.files.length > 0
  const isOwn = own.baseline.length + own.candidate.length > 0 || own.environment !== null || isAnswered
  const sight =
    to.kind === 'showcase' && source.authenticated && reference.kind === 'pull-request' && !isOwn
      ? await lookFirst({ ...to, reference, source, folder: folder || 'entries', config, generator, isNew })
      : null
  if (sight !== null && sight.published !== null) return { draft: null, files: [], published: sight.published, staged: null, held: false }
  const found = await collectFromGitHub({
    reference,
    github: source,
    own,
    first: sight?.first,
    isNew,
    benchmarks: config.benchmarks,
    onProgress,
  })
  const collected = withAnswers(found, answers)
  if (found.isPrivate) {
    const { name } = found.evidence.subject.repository
    if (to.kind === 'folder') throw new KnownError(privateInFolder(name, reference))
    if (!(await showcaseIsPrivate(to.writer, to.showcase))) {
      const { staging = null, askedBy = null } = to
      const more = {
        collected,
        source,
        staging,
        askedBy,
        config,
        preset,
        folder: folder || 'entries',
        allowedSecrets,
        generator,
        onProgress,
      }
      const staged = await stagePrivate({ ...to, ...more, onlyIfImproved })
      return { draft: null, files: [], published: staged?.published ?? null, staged, held: staged === null }
    }
  }
  let [files, published, held]: [readonly EntryFile[], Published | null, boolean] = [[], null, false]
  const result = await draft({
    collect: async () => collected,
    async publish(slug, drafted, about) {
      files = drafted
      held = onlyIfImproved && !improvementIn(drafted)
      if (held) return ''
      if (to.kind === 'folder') return writeEntry({ out: folder === '' ? to.out : `${to.out}/${folder}`, slug, files, force: to.force })
      onProgress('Writing to the showcase')
      const { writer, showcase, again, wait } = to
      const request = {
        source,
        sourceHost: reference.host,
        writer,
        showcase,
        folder: folder || 'entries',
        again,
        sourceIsPublic: false,
        wait,
        // What could not be had may be there for the next run, though nothing else has changed.
        seen: collected.evidence.omissions.some(({ why }) => why.startsWith(NOT_SHOWN)) ? undefined : sight?.seen,
        known: sight?.known,
        reviewers: config.people.reviewers,
      }
      published = await publishToShowcase(request, slug, files, about)
      return published.url
    },
    preset,
    primary: config.benchmarks.primary,
    mapping: config.benchmarks.mappings,
    takesAnswers: request.answers !== undefined,
    allowedSecrets,
    generator,
    onProgress,
  })
  return { draft: result, files, published, staged: null, held }
}

/** A folder can be copied anywhere, so it gets what may become public and no more. */
function privateInFolder(name: string, reference: Reference): string {
  const of = reference.kind === 'pull-request' ? ` --pull-request ${name}#${reference.number}` : ''
  return `${name} is private, so nothing was written. What an entry about it may say, and the entry itself: casewright disclose${of} --out DIR`
}

/** Files of the source count first: those of a comment only where it has none, so that nobody's word stands beside a record. */
function withAnswers<T extends { evidence: Evidence }>(collected: T, { threads, files }: Answers): T {
  const { evidence } = collected
  const benchmarks = evidence.benchmarks.length > 0 ? evidence.benchmarks : files
  // What is asked of us in a comment is no discussion of the change.
  const said = evidence.threads.filter(({ messages }) => !messages[0]?.text.startsWith('/casewright'))
  return { ...collected, evidence: { ...evidence, threads: [...said, ...threads], benchmarks } }
}
