/** What a reader would see of a piece of HTML: its words, as paragraphs and preformatted blocks. */

/** `pre` is what stood in a `<pre>` element. */
export interface HtmlPiece {
  pre: boolean
  text: string
}

const breaking = /^\/?(?:p|br|div|summary|details|li|ul|ol|h[1-6]|tr|table|blockquote|hr|section)$/
const unread = /^(?:script|style|template|iframe|svg|math|object|select|td|th|caption)$/

/**
 * Reads tags by hand in one pass: it drops them, comments, scripts and the cells of tables, and keeps the words between
 * (a summary, what stands in details). A tag that does not end is dropped to the end of the text.
 */
export function htmlText(html: string): HtmlPiece[] {
  const pieces: HtmlPiece[] = []
  let words = ''
  let pre = false
  let skipping: string | null = null
  const flush = (): void => {
    const text = decoded(pre ? words.replace(/^\n+/, '').trimEnd() : words.replaceAll(/\s+/g, ' ').trim())
    if (text !== '') pieces.push({ pre, text })
    words = ''
  }

  for (let position = 0; position < html.length; ) {
    const open = html.indexOf('<', position)
    const stop = open < 0 ? html.length : open
    if (skipping === null) words += html.slice(position, stop)
    if (open < 0) break
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4)
      position = end < 0 ? html.length : end + 3
      continue
    }
    const name = /^<(\/?[a-z][a-z0-9-]{0,30})/i.exec(html.slice(open, open + 33))?.[1]?.toLowerCase()
    if (name === undefined && !/^<[!?]/.test(html.slice(open, open + 2))) {
      if (skipping === null) words += '<'
      position = open + 1
      continue
    }
    const end = html.indexOf('>', open)
    position = end < 0 ? html.length : end + 1
    if (name === undefined) continue
    if (skipping !== null) {
      if (name === `/${skipping}` || /^\/?(?:tr|table|tbody)$/.test(name)) skipping = null
    } else if (unread.test(name)) skipping = name
    else if (name === 'pre' || name === '/pre') {
      flush()
      pre = name === 'pre'
    } else if (breaking.test(name)) {
      if (pre) words += '\n'
      else flush()
    }
  }
  flush()
  return pieces
}

const characters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    '#39': "'",
    nbsp: ' ',
    times: '×',
    plusmn: '±',
  }),
)

function decoded(text: string): string {
  return text.replaceAll(/&(#?[a-z0-9]{2,6});/gi, (whole, name: string) => characters.get(name.toLowerCase()) ?? whole)
}
