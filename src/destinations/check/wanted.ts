/** What a check says, cut to what GitHub takes. */
import { createHash } from 'node:crypto'

/** A remark at a line of a file of the commit. */
export interface Annotation {
  path: string
  line: number
  level: 'notice' | 'warning' | 'failure'
  message: string
}

export interface Check {
  /** The repository's. */
  owner: string
  name: string
  /** The full id of the commit it is about. */
  sha: string
  /** Its name: `casewright / evidence`, `casewright / sign-off`, `casewright / preview`. */
  check: `casewright / ${string}`
  conclusion: 'success' | 'failure' | 'neutral' | 'action_required'
  /** One line. */
  title: string
  /** Markdown. */
  summary: string
  annotations: readonly Annotation[]
  /** Where "Details" leads, https; GitHub's own page of the check unless told. */
  target?: string
}

/** GitHub counts bytes here. */
const MOST_SUMMARY = 65_535
const MOST_DESCRIPTION = 140
/** Of a title that GitHub shows in one line. */
const MOST_TITLE = 255

export function titleOf({ title }: Check): string {
  return cutLine(title, MOST_TITLE)
}

/** The summary; a longer one ends at a line, with a notice. */
export function summaryOf({ summary }: Check): string {
  if (Buffer.byteLength(summary) <= MOST_SUMMARY) return summary
  const notice = '\n\nThe rest does not fit in here. "casewright verify" on the entry shows all of it.'
  const room = Buffer.from(summary).subarray(0, MOST_SUMMARY - Buffer.byteLength(notice))
  // A line break is one byte and part of no other character.
  const end = room.lastIndexOf('\n')
  return `${(end > 0 ? room.subarray(0, end) : room).toString().replace(/\uFFFD+$/, '')}${notice}`
}

/** The title as a commit status has it. */
export function descriptionOf({ title }: Check): string {
  return cutLine(title, MOST_DESCRIPTION)
}

function cutLine(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…`
}

/** Remarks as GitHub wants them. */
export function annotationsOf({ annotations }: Check): Record<string, unknown>[] {
  return annotations.map(({ path, line, level, message }) => ({
    path,
    start_line: line,
    end_line: line,
    annotation_level: level,
    message: message.slice(0, 10_000),
  }))
}

/**
 * Kept with the check run, so that the next run can tell what it says: GitHub's list of runs holds no remarks. The
 * first part is of the remarks, which GitHub only ever adds to; the second of all.
 */
export function fingerprint(check: Check): string {
  const { conclusion, target } = check
  const remarks = annotationsOf(check)
  return `${PREFIX}${sha256(remarks)} ${sha256([conclusion, titleOf(check), summaryOf(check), target ?? null, remarks])}`
}

/** Begins the fingerprint: other workflows' jobs may bear the same name. */
const PREFIX = 'casewright '

export function isFingerprint(text: string | null): text is string {
  return text?.startsWith(PREFIX) === true
}

/** Whether both have the same remarks. */
export function hasSameRemarks(one: string, other: string): boolean {
  return one.split(' ')[1] === other.split(' ')[1]
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 24)
}
