/** Every text of a private source's evidence, with where it stands: what the last gate looks for. Pure. */
import { decode } from '../benchmarks/document/decode.ts'
import type { Evidence } from '../model.ts'
import type { PrivateText } from './leaks.ts'

/** A benchmark file's first megabyte has its names; the rest is figures of the same runs. */
const MOST_BYTES = 1_000_000

/** All of it. */
export function privateTexts({
  subject,
  commits,
  merged = [],
  changes,
  description,
  threads,
  benchmarks,
  environments,
  omissions,
}: Evidence): PrivateText[] {
  const { repository } = subject
  const one = (what: string, ...texts: readonly (string | null | undefined)[]): PrivateText[] =>
    texts.flatMap((text) => (text ? [{ what, text }] : []))
  return [
    ...one('the title', subject.title),
    ...one('the address', subject.url, subject.tag, repository.url, repository.name),
    ...one('the repository’s README and licence', repository.introduction, repository.licence),
    ...one('a commit id', subject.base, subject.head, subject.merge),
    ...one('a login', subject.author),
    ...subject.labels.flatMap((label) => one('a label', label)),
    ...one('the description', description),
    ...commits.flatMap((commit) => one('a commit', commit.sha, commit.subject, commit.body, commit.author, ...commit.paths)),
    ...merged.flatMap((pull) => one('a pull request', pull.subject, pull.body, pull.author, pull.url)),
    ...changes.flatMap((change) =>
      one(
        'the diff',
        change.path,
        change.oldPath,
        ...change.hunks.map(({ symbol }) => symbol),
        ...change.testsAdded,
        ...change.testsRemoved,
      ),
    ),
    ...threads.flatMap((thread) => [
      ...one('the discussion', thread.url, thread.title, thread.path, ...thread.messages.map(({ text }) => text)),
      ...thread.messages.flatMap(({ name }) => one('a login', name)),
    ]),
    ...benchmarks.flatMap((file) => [
      ...one('the name of a benchmark file', file.path, file.commit, file.url, file.by),
      ...one('a benchmark file', decode(file.bytes.subarray(0, MOST_BYTES))),
    ]),
    ...environments.flatMap(({ path, environment }) => one('the environment', path, ...Object.values(environment))),
    ...omissions.flatMap(({ what, why }) => one('what was left out', what, why)),
  ]
}
