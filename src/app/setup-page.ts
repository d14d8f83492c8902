/** The two pages of `serve --setup`: one button, and what to do next. */

import type { Element } from 'hast'
import { element } from '../case-study/page/element.ts'
import { wholePage } from './page.ts'
import { statusStyle } from './status-style.ts'

const button = `button{font:600 1rem/1 var(--sans);padding:.8rem 1.2rem;border:0;background:var(--ink);color:var(--paper);cursor:pointer}
button:focus-visible{outline:2px solid var(--link);outline-offset:2px}p{max-width:40rem}`

export function setupPage({ action, manifest }: { action: string; manifest: string }): string {
  return page(
    'Make the App',
    element('p', {}, 'GitHub shows you a name, which you can change, and makes the App. Its key and secret come back to this machine.'),
    element(
      'form',
      { action, method: 'post' },
      element('input', { type: 'hidden', name: 'manifest', value: manifest }),
      element('button', { type: 'submit' }, 'Make the App on GitHub'),
    ),
  )
}

export function donePage({ installAt, envFile }: { installAt: string; envFile: string }): string {
  return page(
    'The App is made',
    element('p', {}, `Its key and secret are in ${envFile}, readable by you alone. Start it with: casewright serve`),
    element('p', {}, element('a', { href: installAt }, 'Install it on your repositories'), ' and close this page.'),
  )
}

export function failedPage(words: string): string {
  return page('The App is not ready', element('p', {}, words))
}

function page(title: string, ...content: readonly Element[]): string {
  return wholePage(`${title} – Casewright`, statusStyle + button, element('h1', {}, title), ...content)
}
