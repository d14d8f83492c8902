/** What was read of a release → its evidence. */
import type { Commit, Evidence, Omission } from '../../model.ts'
import { introduction } from '../readme.ts'
import { readChange } from './changes.ts'
import { testState } from './check-state.ts'
import { commitOf } from './evidence.ts'
import type { ReleaseFacts } from './release.ts'
import type { Asset, Release, spanSchema } from './release-answers.ts'
import type { Merged } from './release-pulls.ts'

export interface ReleaseReading extends ReleaseFacts {
  release: Release
  previous: Release
  /** What lies between the two. */
  span: ReturnType<typeof spanSchema.parse>
  merged: readonly Merged[]
  suspicious: RegExp
}

export interface ReleaseEvidence {
  evidence: Evidence
  suspects: { path: string; line: number; text: string }[]
  /** Whether the repository is private. */
  isPrivate: boolean
  /** Id of the tree that was released. */
  tree: string
  /** Files that hang on the two releases. */
  assets: { release: ReleaseAssets; previous: ReleaseAssets }
}

export interface ReleaseAssets {
  tag: string
  /** The release's page. */
  url: string
  assets: readonly Asset[]
}

export function releaseEvidence(reading: ReleaseReading): ReleaseEvidence {
  const { repository, readme, head, checks, release, previous, span, merged, suspicious } = reading
  const { id, name, url, licence } = repository
  const changes = span.files.items.map((file) => readChange(file, suspicious))
  const evidence: Evidence = {
    subject: {
      kind: 'release',
      title: titleOf(release, name),
      number: null,
      tag: release.tag,
      url: release.url,
      repository: { name, id, url, licence, introduction: readme === null ? null : introduction(readme, name) },
      base: span.base,
      head: head.sha,
      merge: null,
      date: (release.publishedAt ?? '').slice(0, 10),
      // What a workflow publishes is nobody's word.
      author: release.by?.isBot === false ? release.by.login : null,
      labels: [],
    },
    commits: span.commits.items.map(commitOf),
    merged: merged.map(mergedOf),
    changes: changes.map(({ change }) => change),
    description: release.body,
    threads: [],
    benchmarks: [],
    environments: [],
    tests: testState(checks),
    omissions: omissionsOf(reading),
  }
  return {
    evidence,
    suspects: changes.flatMap(({ suspects }) => suspects),
    isPrivate: repository.isPrivate,
    tree: head.tree,
    assets: { release, previous },
  }
}

/** `ringcache v1.3.0`, with the release's own name where that says more. */
function titleOf({ tag, name }: Release, repository: string): string {
  const project = repository.split('/').at(-1) ?? repository
  const version = tag.replace(/^v(?=\d)/i, '')
  const title = tag.toLowerCase().startsWith(project.toLowerCase()) ? tag : `${project} ${tag}`
  const said = [tag, version, project].reduce((text, known) => text.replaceAll(known, ' '), name ?? '')
  const words = said.replace(/\b(?:release|version|v)\b/gi, ' ').replace(/^[\s:.,()–—-]+|[\s:.,()–—-]+$/g, '')
  return words === '' ? title : `${title}, ${words.replace(/\s+/g, ' ')}`
}

function mergedOf({ pull, commit }: Merged): NonNullable<Evidence['merged']>[number] {
  const { number, title, body, url } = pull
  const made: Commit = { ...commitOf(commit), subject: title, body, author: pull.by?.login ?? commit.author }
  return { ...made, number, url }
}

function omissionsOf({ span: { files, commits, hasParted }, previous }: ReleaseReading): Omission[] {
  const withoutPatch = files.items.filter((file) => file.patch === undefined && file.additions + file.deletions > 0).length
  const all: (Omission | false)[] = [
    files.cut && { what: 'The diff', why: `the first ${files.items.length} files were read; GitHub shows no more of two commits compared` },
    commits.cut && { what: 'The commits', why: `${commits.items.length} of ${commits.of} were read` },
    hasParted && {
      what: `The history since ${previous.tag}`,
      why: 'that release is on another line, so the two are compared from where they parted',
    },
    withoutPatch > 0 && { what: `The patch of ${withoutPatch} files`, why: 'GitHub shows no patch of files that large' },
  ]
  return all.filter((omission) => omission !== false)
}
