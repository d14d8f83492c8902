/** Words that GitHub or a Markdown reader would turn into something: a mention, a reference, a link, a command. */
import type { InlineCode, PhrasingContent, Text } from 'mdast'

/**
 * A scheme or `www.` (GFM, "Autolinks"), anything at an @, `#12` and `GH-12` (GitHub, "Autolinked references and URLs").
 */
const risky = /(?:https?|ftp|mailto|xmpp|javascript|data|vbscript|file):|www\.|[\p{L}\p{N}_]@|@[\p{L}\p{N}_-]|#\p{N}|\bGH-\d/iu

/** Seven to forty hexadecimal digits are a commit; figures of digits alone are not, up to a length that no figure has. */
const commitId = /\b(?!\d{1,12}\b)[0-9a-f]{7,64}\b/i

/** A word at the start of a line with which bots are commanded: `/lgtm`. */
const command = /^\/[a-z]/i

/** The same words as inline content: risky ones are inline code, in which nothing is interpreted; the rest is text. */
export function neutralise(text: string): PhrasingContent[] {
  const content: (Text | InlineCode)[] = []
  let startsLine = true
  for (const part of text.split(/(\s+)/)) {
    if (part === '') continue
    if (/^\s/.test(part)) {
      add(content, 'text', part)
      startsLine = part.includes('\n')
      continue
    }
    if (risky.test(part) || commitId.test(part) || (startsLine && command.test(part))) {
      // Brackets and stops around a word stay prose.
      let [start, end] = [0, part.length]
      while (start < end && '("\'['.includes(part.charAt(start))) start++
      while (end > start && ')]"\'.,;:!?'.includes(part.charAt(end - 1))) end--
      add(content, 'text', part.slice(0, start))
      add(content, 'inlineCode', part.slice(start, end))
      add(content, 'text', part.slice(end))
    } else add(content, 'text', part)
    startsLine = false
  }
  return content
}

function add(content: (Text | InlineCode)[], type: 'text' | 'inlineCode', value: string): void {
  if (value === '') return
  const last = content.at(-1)
  if (last?.type === type) last.value += value
  else content.push({ type, value })
}
