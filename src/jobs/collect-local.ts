/** Evidence from a clone on this machine and files beside it: no network. */

import type { BenchmarkFile, Evidence, Side } from '../model.ts'
import { suspiciousLine } from '../policy/secrets.ts'
import { readFiles, readText } from '../sources/files.ts'
import { filesAt } from '../sources/git/files-at.ts'
import { collectRange } from '../sources/git/range.ts'
import type { SuspectLine } from '../sources/git/suspects.ts'
import { whoami } from '../sources/git/whoami.ts'
import { type PullRequestFile, parsePullRequestFile } from '../sources/pull-request-file.ts'
import { parseEnvironment, readEnvironment } from './read-environment.ts'

export interface LocalRequest {
  directory: string
  /** BASE..HEAD */
  range: string
  /** The pull request's text, a Markdown file. */
  text: string | null
  /** Globs relative to `cwd`. */
  baseline: readonly string[]
  candidate: readonly string[]
  /** Globs relative to the repository's root, read at both ends. */
  benchmarks: readonly string[]
  /** An environment.json. */
  environment: string | null
  tests: Evidence['tests']
  cwd: string
  onProgress: (label: string, done?: number, total?: number) => void
}

export interface LocalEvidence {
  evidence: Evidence
  /** Added lines that may hold a secret. */
  suspects: readonly SuspectLine[]
}

const isEnvironment = (file: BenchmarkFile) => /(?:^|\/)environment\.json$/.test(file.path)

const nothing: { files: BenchmarkFile[]; omissions: Evidence['omissions'] } = { files: [], omissions: [] }

/** Benchmark files of both sides, and the `environment.json` that lies among them. */
async function benchmarkFiles(request: LocalRequest, ends: { base: string; head: string }) {
  const { directory, cwd } = request
  const person = await whoami(directory)
  const repository = { directory, commits: [ends.head, ends.base] }
  const sided = async (side: Side, globs: readonly string[]) =>
    globs.length === 0 ? nothing : readFiles({ globs, cwd, side, repository, person })
  const tracked = async (side: Side, commit: string) => {
    const found = await Promise.all(request.benchmarks.map((glob) => filesAt(directory, commit, glob)))
    return {
      files: found.flatMap(({ files }) => files.map((file): BenchmarkFile => ({ ...file, side, level: 'recorded', by: null }))),
      omissions: found.flatMap(({ omissions }) => omissions),
    }
  }
  const read = await Promise.all([
    sided('baseline', request.baseline),
    sided('candidate', request.candidate),
    tracked('baseline', ends.base),
    tracked('candidate', ends.head),
  ])
  return { files: read.flatMap(({ files }) => files), omissions: read.flatMap(({ omissions }) => omissions) }
}

async function pullRequestText(path: string | null): Promise<PullRequestFile | null> {
  return path === null ? null : parsePullRequestFile(await readText(path, 'the text of the pull request'), path)
}

/** Collects. Throws a KnownError for what a user can mend. */
export async function collectLocal(request: LocalRequest): Promise<LocalEvidence> {
  const { onProgress } = request
  const text = await pullRequestText(request.text)
  const given = request.environment === null ? [] : [await readEnvironment(request.environment)]
  onProgress('Reading the range')
  const range = await collectRange({ directory: request.directory, range: request.range, suspicious: suspiciousLine, onProgress })
  onProgress('Reading benchmark files')
  const { files, omissions } = await benchmarkFiles(request, range)
  const decoder = new TextDecoder()
  const beside = files
    .filter(isEnvironment)
    .map((file) => ({ side: file.side, path: file.path, environment: parseEnvironment(decoder.decode(file.bytes), file.path) }))
  const single = range.commits.length === 1 ? range.commits[0] : undefined
  const evidence: Evidence = {
    subject: {
      kind: text?.number != null ? 'pull-request' : 'range',
      title: text?.title ?? single?.subject ?? range.commits.at(-1)?.subject ?? request.range,
      number: text?.number ?? null,
      url: text?.url ?? null,
      repository: range.repository,
      base: range.base,
      head: range.head,
      merge: text?.merge ?? range.merge,
      date: text?.date ?? range.date,
      author: text?.author ?? range.author,
      labels: text?.labels ?? [],
    },
    commits: range.commits,
    changes: range.changes,
    description: text?.description ?? (single !== undefined && single.body !== '' ? single.body : null),
    threads: text?.threads ?? [],
    benchmarks: files.filter((file) => !isEnvironment(file)),
    environments: [...given, ...beside],
    tests: request.tests,
    omissions: [...range.omissions, ...omissions],
  }
  return { evidence, suspects: range.suspects }
}
