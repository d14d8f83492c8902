/** The Markdown file with which a person hands in a pull request's words: see docs/pull-request-file.md. */
import type { Message, Thread } from '../model.ts'
import { type FrontMatter, readFrontMatter } from './pull-request-front-matter.ts'

export interface PullRequestFile {
  /** The body after the front matter. */
  description: string
  title: string | null
  number: number | null
  url: string | null
  author: string | null
  /** `YYYY-MM-DD`, of `merged`. */
  date: string | null
  /** The merge commit. */
  merge: string | null
  labels: string[]
  /** Issues first, then review threads, as they stand in the file. */
  threads: Thread[]
}

/** Reads `text`; `path` names the file in a fault. Throws a KnownError with the line. */
export function parsePullRequestFile(text: string, path: string): PullRequestFile {
  const { frontMatter, description } = split(text)
  const facts = frontMatter === null ? {} : readFrontMatter(frontMatter, path)
  return {
    description,
    title: facts.title ?? null,
    number: facts.number ?? numberIn(facts.url),
    url: facts.url ?? null,
    author: facts.author ?? null,
    date: facts.merged?.slice(0, 10) ?? null,
    merge: facts.merge ?? null,
    labels: facts.labels ?? [],
    threads: [...(facts.issues ?? []).map(issue), ...(facts.threads ?? []).map(review)],
  }
}

/** Front matter stands between two lines `---`, the first of which begins the file. */
function split(text: string): { frontMatter: string | null; description: string } {
  const plain = text.replaceAll('\r\n', '\n')
  const end = plain.startsWith('---\n') ? plain.indexOf('\n---', 3) : -1
  const closing = end < 0 ? null : /^\n---[ \t]*(?:\n|$)/.exec(plain.slice(end))
  if (closing === null) return { frontMatter: null, description: plain }
  return { frontMatter: plain.slice(4, end + 1), description: plain.slice(end + closing[0].length).replace(/^\n+/, '') }
}

function numberIn(url: string | undefined): number | null {
  const digits = /\/(?:pull|pulls|merge_requests|pull-requests)\/(\d{1,9})(?:[/?#]|$)/.exec(url ?? '')?.[1]
  return digits === undefined ? null : Number(digits)
}

function issue(from: NonNullable<FrontMatter['issues']>[number]): Thread {
  return {
    kind: 'issue',
    number: from.number ?? null,
    url: from.url ?? null,
    title: from.title ?? null,
    path: null,
    line: null,
    messages: [{ by: 'other', name: null, text: from.text }],
  }
}

function review(from: NonNullable<FrontMatter['threads']>[number]): Thread {
  return {
    kind: 'review',
    number: null,
    url: from.url ?? null,
    title: null,
    path: from.path ?? null,
    line: from.line ?? null,
    messages: from.messages.map(({ by, name, text }): Message => ({ by, name: name ?? null, text })),
  }
}
