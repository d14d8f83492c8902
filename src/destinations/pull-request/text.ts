/** The text of the draft pull request: its body with the marker. */
import { createHash } from 'node:crypto'

/** GitHub refuses more than 65,536 characters; the marker and a sentence need room. */
export const MOST = 60_000
const MARKER = /<!-- casewright ([0-9a-f]{64}) ([0-9a-f]{16}) -->/

/** The body; `rest` names the file that holds the whole text where it does not fit. */
export function bodyOf(subject: string, text: string, rest: string): string {
  const shown = shortened(unmarked(text.trim()), rest)
  return `${shown}\n\n<!-- casewright ${subject} ${digestOf(shown)} -->`
}

/** What is drafted holds others' names of things, and none of these may pass for our marker. */
function unmarked(text: string): string {
  return text.replaceAll(/<!-- *casewright/gi, '<! casewright')
}

/** Whether a text is too long for a body. */
export function overflows(text: string): boolean {
  return text.trim().length > MOST
}

function shortened(text: string, rest: string): string {
  if (!overflows(text)) return text
  const cut = text.lastIndexOf('\n\n', MOST)
  return `${text.slice(0, cut > 0 ? cut : MOST)}\n\nThis text is longer than GitHub allows here; all of it is in \`${rest}\` on this branch.`
}

/** The identity that a body is marked with, or null. */
export function subjectIn(body: string): string | null {
  return MARKER.exec(body)?.[1] ?? null
}

/** The new body where our part of the old one is as we wrote it; null where a person changed it, or nothing changes. */
export function updatedBody(old: string, fresh: string): string | null {
  const body = old.replaceAll('\r\n', '\n')
  const marker = MARKER.exec(body)
  if (marker === null) return null
  const [ours, after] = [body.slice(0, marker.index).trim(), body.slice(marker.index + marker[0].length)]
  if (digestOf(ours) !== marker[2]) return null
  const updated = `${fresh}${after}`
  return updated === body ? null : updated
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** What is said where somebody drafts a page about work that is another person's; null for one's own, and for a bot's. */
export function othersWork(author: string | null, viewer: string): string | null {
  const isBot = (login: string) => login.endsWith('[bot]')
  if (author === null || isBot(author) || isBot(viewer) || author.toLowerCase() === viewer.toLowerCase()) return null
  const name = /^[A-Za-z0-9_-]{1,100}$/.test(author) ? `${author}'s` : "somebody else's"
  return `This is about ${name} work: ask before you publish it as yours.`
}
