/** One self-contained HTML page of an entry: no script, no request, light and dark. */
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { Element } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { longDate } from '../../claims/digits.ts'
import type { Ledger } from '../../model.ts'
import { body } from './body.ts'
import { element } from './element.ts'
import { facts } from './facts.ts'
import { splitEntry, textField } from './front-matter.ts'
import { receipts } from './receipts.ts'
import { results } from './results.ts'
import { style } from './style.ts'

/** Whether somebody stands for the entry as it is now. Dates are `YYYY-MM-DD`. */
export type Signature =
  | { state: 'draft' }
  | { state: 'signed'; by: string; date: string; self: boolean }
  | { state: 'changed'; by: string; date: string }

export interface PageInput {
  /** The text of `index.md`. */
  text: string
  ledger: Ledger
  signature: Signature
  /** Data URLs of the pictures beside the entry, by their path in it. */
  pictures: ReadonlyMap<string, string>
  /** What goes before links into the entry's folder, ending in "/". */
  folder: string
}

/** The page as text; `KnownError` where the front matter cannot be read. */
export function page(input: PageInput): { html: string; title: string } {
  const { fields, markdown } = splitEntry(input.text)
  const title = textField(fields, 'title') || /^# (.+)$/m.exec(markdown)?.[1]?.trim() || 'An entry without a title'
  const { lead, rest } = body({ markdown, title, pictures: input.pictures, folder: input.folder })
  const html = element(
    'html',
    { lang: language(textField(fields, 'lang')) },
    head(title, textField(fields, 'description')),
    element(
      'body',
      {},
      element('header', { className: ['state'] }, state(input.signature)),
      element(
        'main',
        {},
        element('h1', {}, title.replaceAll(' → ', '\u00a0→\u00a0')),
        element('div', { className: ['lead'] }, ...lead),
        results(input.ledger),
        element(
          'div',
          { className: ['columns'] },
          element('article', {}, ...rest),
          element('aside', { ariaLabel: 'Facts' }, facts(fields, input.ledger)),
          receipts(input.ledger),
        ),
      ),
    ),
  )
  return { html: `<!doctype html>\n${toHtml(html)}\n`, title }
}

/** Nothing may be fetched or run: pictures are data, and the style is the one with this hash. */
function head(title: string, description: string): Element {
  const hash = btoa(String.fromCharCode(...sha256(utf8ToBytes(style))))
  const policy = `default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`
  return element(
    'head',
    {},
    element('meta', { charSet: 'utf-8' }),
    element('meta', { httpEquiv: ['Content-Security-Policy'], content: policy }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('meta', { name: 'robots', content: 'noindex' }),
    description === '' ? null : element('meta', { name: 'description', content: description }),
    element('title', {}, title),
    element('style', {}, style),
  )
}

/** A language tag as BCP 47 spells it, English where the entry names none. */
function language(tag: string): string {
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/.test(tag) ? tag : 'en'
}

function state(signature: Signature): Element {
  const line = (look: string, strong: string, words: string) =>
    element('p', {}, element('strong', { className: [look] }, strong), ' ', element('span', {}, words))
  switch (signature.state) {
    case 'draft':
      return line('draft', 'Draft.', 'Nobody has signed this page yet.')
    case 'signed':
      return line('signed', `Signed by ${signature.by}`, `on ${longDate(signature.date)}${signature.self ? ', self-signed' : ''}.`)
    case 'changed':
      return line(
        'changed',
        'Draft.',
        `${signature.by} signed it on ${longDate(signature.date)}; it was changed since, so the signature no longer holds.`,
      )
  }
}
