/** A whole page of the server's own: no script, nothing fetched, both colour schemes. */
import type { ElementContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { element } from '../case-study/page/element.ts'

/** The page as HTML; everything in it is text, nothing that anybody says can become markup. */
export function wholePage(title: string, style: string, ...main: readonly (ElementContent | null)[]): string {
  const html = element(
    'html',
    { lang: 'en' },
    element(
      'head',
      {},
      element('meta', { charSet: 'utf-8' }),
      element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      element('title', {}, title),
      element('style', {}, style),
    ),
    element('body', {}, element('main', {}, ...main)),
  )
  return `<!doctype html>\n${toHtml(html)}\n`
}
