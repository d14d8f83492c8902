import { otherArrows } from './grid.ts'

/**
 * A slice of Markdown with its markup blanked and its length kept, so that an offset into the answer is an offset into
 * the source. Images, tags, comments and addresses go; the words of links and code spans stay.
 */
export function plain(markdown: string, start: number, end: number): string {
  return (
    markdown
      .slice(start, end)
      .replace(/<!--[\s\S]*?(?:-->|$)/g, blank)
      .replace(/<\/?[a-z][^<>]*>/gi, blank)
      .replace(/!\[[^[\]]*\]\([^()\s]*\)/g, blank)
      .replace(/\[(?=[^[\]\n]{1,200}\]\([^()\s]*\))/g, ' ')
      .replace(/\]\([^()\s]*\)/g, blank)
      // What is struck out is withdrawn.
      .replace(/~~[^~\n]{1,500}~~/g, blank)
      .replace(/https?:\/\/[^\s<>|)]+/g, blank)
      .replace(/^[ \t]*(?:>[ \t]?)+/gm, blank)
      .replace(/^[ \t]*(?:[-*+] )?\[[ xX]\] /gm, blank)
      .replace(otherArrows, '→')
      .replace(/\*{1,3}|`+|~~|__|(?<![\w])_(?=\w)|(?<=\w)_(?![\w])/g, blank)
  )
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ')
}
