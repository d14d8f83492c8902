/** The state of a published page, in its front matter: what a reader should know who still finds it. */
import { parseDocument } from 'yaml'

/** The page with this status, everything else as it is; the page itself where it has it already, or has no front matter. */
export function withStatus(markdown: string, status: 'superseded' | 'withdrawn'): string {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m.exec(markdown)
  if (match === null) return markdown
  const document = parseDocument(match[1] ?? '', { schema: 'core' })
  if (document.errors.length > 0 || document.get('status') === status) return markdown
  document.set('status', document.createNode(status))
  const yaml = document.toString({ lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', flowCollectionPadding: false })
  return `---\n${yaml}---\n${markdown.slice(match[0].length)}`
}
