/** Evidence → sources of the ledger, each with a permalink where there is one, a hash and a level (TRUST §1). */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { BenchmarkFile, Evidence, FileChange, Level, Message, Source, Thread } from '../model.ts'
import { compareLink, permalink } from '../permalink.ts'

/** Lower-case hex. */
export function digest(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content))
}

/** Until an entry cites them, sources are named by what they are: `description`, `issue 4015`, `code src/a.ts`. */
const empty = { path: null, lines: null, commit: null, by: null, data: null, text: null } as const

function said(messages: readonly Message[]): string {
  return messages.map((message) => message.text).join('\n\n')
}

function descriptionSource(evidence: Evidence, description: string): Source {
  const { kind, number } = evidence.subject
  const of = kind === 'release' ? 'release' : number === null ? 'change' : 'pull request'
  return {
    ...empty,
    id: 'description',
    kind: 'description',
    title: `Description of the ${of}`,
    url: evidence.subject.url,
    sha256: digest(description),
    level: 'stated',
    by: evidence.subject.author,
    data: DESCRIPTION,
    text: description,
  }
}

function threadSource(thread: Thread, index: number): Source {
  const text = said(thread.messages)
  const issue = thread.number === null ? 'Issue' : `Issue ${thread.number}`
  const title = { issue, review: 'Review thread', comment: 'Comment' }[thread.kind]
  const kind = thread.kind === 'issue' ? 'issue' : 'review'
  const by = thread.messages[0]?.name ?? null
  // Who answers a question of the page answers for the figures in it.
  const level = thread.answers === undefined ? 'stated' : 'vouched'
  return { ...empty, id: `thread ${index}`, kind, title, url: thread.url, sha256: digest(text), level, by, text }
}

/** A pull request of a release: its title is what its author says of it. */
function mergedSource({ sha, subject, author, number, url }: NonNullable<Evidence['merged']>[number]): Source {
  const facts = { url, commit: sha, sha256: digest(subject), by: author, text: subject }
  return { ...empty, id: `merged ${number}`, kind: 'commit', title: `Pull request ${number}`, level: 'stated', ...facts }
}

/** The lines a reader should look at: from the first changed line of a file to its last, at most 120 of them. */
function changedLines(change: FileChange): [number, number] | null {
  const [first] = change.hunks
  const last = change.hunks.at(-1)
  if (first === undefined || last === undefined || change.status === 'deleted') return null
  const end = last.start + Math.max(1, last.lines) - 1
  const start = Math.max(1, first.start)
  return end - start < 120 ? [start, end] : [start, start + Math.max(1, first.lines) - 1]
}

function codeSource(evidence: Evidence, change: FileChange): Source {
  const { head, repository, mergedAs } = evidence.subject
  const lines = changedLines(change)
  const gone = change.status === 'deleted'
  const at = gone ? evidence.subject.base : head
  return {
    ...empty,
    id: `code ${change.path}`,
    kind: 'code',
    // Squashed or rebased, the commit is on no branch but its own.
    title: `Code${!gone && (mergedAs === 'squash' || mergedAs === 'rebase') ? ' of the branch' : ''} at ${at.slice(0, 7)}`,
    url: repository.url === null ? null : permalink(repository.url, at, change.path, lines ?? undefined),
    path: change.path,
    lines,
    commit: at,
    sha256: digest(JSON.stringify([change.path, change.hunks, change.added, change.removed])),
    level: 'recorded',
  }
}

function diffSource(evidence: Evidence): Source {
  const { base, head, repository } = evidence.subject
  const counts = evidence.changes.map((change) => [change.path, change.added, change.removed])
  return {
    ...empty,
    id: 'diff',
    kind: 'diff',
    title: `Diff ${base.slice(0, 7)} to ${head.slice(0, 7)}`,
    url: repository.url === null ? null : compareLink(repository.url, base, head),
    commit: head,
    sha256: digest(JSON.stringify(counts)),
    level: 'recorded',
  }
}

/** The copy of the description: plain text, which no site generator renders or takes for a page. */
export const DESCRIPTION = 'data/description.txt'

/** The figures of the entry's rows. */
export const MEASUREMENTS = 'data/measurements.csv'

/** The name a benchmark file keeps beside the entry; one folder a side, so that equal names do not meet. */
export function dataPath(file: BenchmarkFile): string {
  const name = file.path.split('/').at(-1) ?? 'file'
  // A site generator would take a copy of Markdown or HTML for a page of its own.
  const safe = name
    .replace(/[^\w.-]+/g, '-')
    .replace(/^\.+/, '')
    .replace(/\.(?:md|mdx|markdown|html?)$/i, '$&.txt')
  return file.side === 'unknown' ? `data/${safe}` : `data/${file.side}/${safe}`
}

/**
 * One source a side: a file by its own digest; several files by the digest of their list, a line each as `sha256sum`
 * writes it, sorted by path.
 */
function benchmarkSource(files: readonly BenchmarkFile[], kept: boolean): Source {
  const [first] = files
  if (first === undefined) throw new Error('a side that is cited has files')
  const list = files.map((file) => `${digest(file.bytes)}  ${file.path}\n`).sort()
  const single = files.length === 1
  return {
    ...empty,
    id: benchmarkSourceId(first),
    kind: 'benchmark',
    title: first.side === 'unknown' ? 'Benchmark output' : `Benchmark output, ${first.side}`,
    // Files of one artifact or release share a page.
    url: files.every((file) => file.url === first.url) ? first.url : null,
    path: single ? first.path : null,
    commit: first.commit,
    sha256: single ? digest(first.bytes) : digest(list.join('')),
    level: WEAKEST_FIRST.find((level) => files.some((file) => file.level === level)) ?? 'stated',
    by: first.by,
    data: single && kept ? dataPath(first) : MEASUREMENTS,
  }
}

/** The provisional name of the source that a file belongs to. */
export function benchmarkSourceId(file: BenchmarkFile): string {
  return `benchmark ${file.side}`
}

export const WEAKEST_FIRST: readonly Level[] = ['vouched', 'stated', 'recorded', 'attested']

/** Raw files of at most 1 MB lie beside the entry; larger ones by digest and permalink (DESIGN §5). */
const LARGEST_COPY = 1_000_000

/** Whether a benchmark file's raw bytes may lie beside the entry; `private` says which paths hold something private. */
export function isKept(file: BenchmarkFile, isPrivate: (file: BenchmarkFile) => boolean): boolean {
  return file.bytes.length <= LARGEST_COPY && !isPrivate(file)
}

/** Every source that an entry about this evidence may cite, by its provisional name. */
export function collectSources(evidence: Evidence, isPrivate: (file: BenchmarkFile) => boolean): Map<string, Source> {
  const sources: Source[] = [
    ...(evidence.description === null ? [] : [descriptionSource(evidence, evidence.description)]),
    ...evidence.threads.map(threadSource),
    ...(evidence.merged ?? []).map(mergedSource),
    diffSource(evidence),
    ...evidence.changes.map((change) => codeSource(evidence, change)),
    ...[...Map.groupBy(evidence.benchmarks, (file) => file.side).values()].map((files) =>
      benchmarkSource(
        files,
        files.every((file) => isKept(file, isPrivate)),
      ),
    ),
  ]
  return new Map(sources.map((source) => [source.id, source]))
}
