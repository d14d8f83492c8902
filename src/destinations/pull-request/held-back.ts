/**
 * What is held back because a person edited the place: said in one comment, which is also its memory. It stands until
 * the page has the text, or the draft has it no more.
 */
import type { EntryFile } from '../../model.ts'
import type { Changes, Offer, Standing } from './changes.ts'
import { blobId, textOf } from './record.ts'
import { MOST } from './text.ts'

export interface HeldBack {
  offers: readonly Offer[]
  /** Files. */
  kept: readonly string[]
  /** Offers for which the comment has no room. */
  more: number
}

/** Everything held back after these changes: what is new, and what the comment said before and still stands. */
export function heldBack(changes: Changes, said: HeldBack, { files }: Standing, drafted: readonly EntryFile[]): HeldBack {
  const draft = unified(textOf(drafted, 'index.md'))
  const page = unified(changes.page ?? draft)
  const offers = [...new Map([...said.offers, ...changes.offers].map((offer) => [offer.text, offer])).values()]
  const place = ({ text }: Offer) => draft.indexOf(text)
  const differs = (path: string) => {
    const [fresh, now] = [drafted.find((file) => file.path === path), files.get(path)]
    return fresh !== undefined && now !== undefined && now !== blobId(fresh.content)
  }
  return {
    offers: offers.filter((offer) => place(offer) >= 0 && !page.includes(offer.text)).sort((a, b) => place(a) - place(b)),
    kept: [...new Set([...said.kept.filter(differs), ...changes.kept])].sort(),
    more: changes.offers.length > 0 ? 0 : said.more,
  }
}

function unified(text: string): string {
  return text.replaceAll('\r\n', '\n')
}

/** What begins the comment. */
export function commentMarker(subject: string): string {
  return `<!-- casewright ${subject} offers -->`
}

const LEAD = 'There is a new draft. What you edited stays as you wrote it; the rest of the page was updated.'
const FILES = 'Not updated, because you edited them: '
const SETTLED = 'Nothing is held back any more: the page has every place of the draft, or the draft has no other text for it.'

/** The comment; null where nothing is held back and nothing ever was. */
export function commentOf(subject: string, { offers, kept, more }: HeldBack, wasSaid: boolean): string | null {
  const marker = commentMarker(subject)
  if (offers.length === 0 && kept.length === 0) return wasSaid ? `${marker}\n\n${SETTLED}` : null
  const parts = [marker, LEAD]
  if (offers.length > 0) parts.push('These places would read differently now. Copy what you want:')
  let length = parts.join('\n\n').length
  let left = more
  for (const { where, text } of offers) {
    const part = `**${where}**\n\n${fenced(text)}`
    length += part.length + 2
    if (length > MOST) left++
    else parts.push(part)
  }
  if (left > 0) parts.push(`${left} more do not fit in here.`)
  if (kept.length > 0) parts.push(`${FILES}${kept.map((path) => `\`${path}\``).join(', ')}.`)
  return parts.join('\n\n')
}

/** Inside a fence nothing mentions, links or closes. */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}markdown\n${text}\n${fence}`
}

/** What a comment of ours says is held back; what somebody made of it in the meantime is passed over. */
export function readComment(body: string | null): HeldBack {
  const offers: Offer[] = []
  let [kept, more]: [string[], number] = [[], 0]
  const lines = unified(body ?? '').split('\n')
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? ''
    const fence = /^(`{3,})markdown$/.exec(lines[i + 2] ?? '')?.[1]
    if (line.startsWith('**') && line.endsWith('**') && lines[i + 1] === '' && fence !== undefined) {
      const end = lines.indexOf(fence, i + 3)
      if (end < 0) break
      offers.push({ where: line.slice(2, -2), text: lines.slice(i + 3, end).join('\n') })
      i = end
    } else if (line.startsWith(FILES)) kept = Array.from(line.matchAll(/`([^`]+)`/g), ([, path = '']) => path)
    else more = Number(/^(\d{1,6}) more do not fit in here\.$/.exec(line)?.[1] ?? more)
  }
  return { offers, kept, more }
}
