/** The texts of the draft pull request: its body with the marker, and the one comment with what could not be updated. */
import { createHash } from 'node:crypto'
import type { Changes } from './changes.ts'

/** GitHub refuses more than 65,536 characters; the marker and a sentence need room. */
const MOST = 60_000
const MARKER = /<!-- casewright ([0-9a-f]{64}) ([0-9a-f]{16}) -->/

/** The body; `rest` names the file that holds the whole text where it does not fit. */
export function bodyOf(subject: string, text: string, rest: string): string {
  const shown = shortened(text.trim(), rest)
  return `${shown}\n\n<!-- casewright ${subject} ${digestOf(shown)} -->`
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

/** What begins the sticky comment. */
export function commentMarker(subject: string): string {
  return `<!-- casewright ${subject} offers -->`
}

/** The comment, or null where nothing was held back. */
export function commentOf(subject: string, { offers, kept }: Changes): string | null {
  if (offers.length === 0 && kept.length === 0) return null
  const parts = [commentMarker(subject), 'There is a new draft. What you edited stays as you wrote it; the rest of the page was updated.']
  if (offers.length > 0) parts.push('These places would read differently now. Copy what you want:')
  let length = parts.join('\n\n').length
  for (const [i, { where, text }] of offers.entries()) {
    const part = `**${where}**\n\n${fenced(text)}`
    length += part.length + 2
    if (length > MOST) {
      parts.push(`${offers.length - i} more do not fit in here.`)
      break
    }
    parts.push(part)
  }
  if (kept.length > 0) parts.push(`Not updated, because you edited them: ${kept.map((path) => `\`${path}\``).join(', ')}.`)
  return parts.join('\n\n')
}

/** Inside a fence nothing mentions, links or closes. */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}markdown\n${text}\n${fence}`
}
