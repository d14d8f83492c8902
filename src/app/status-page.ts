/** The operators' page: what runs, what waits and why, what failed, what ended. Plain HTML, no script. */
import type { Element, ElementContent } from 'hast'
import { element } from '../case-study/page/element.ts'
import type { QueueView } from '../queue/view.ts'
import { wholePage } from './page.ts'
import { statusStyle } from './status-style.ts'

export interface StatusFacts {
  version: string
  /** Where it works: `api.github.com`. */
  github: string
  /** `PGlite in casewright-data`, `PostgreSQL`. */
  database: string
  /** Milliseconds since 1970. */
  startedAt: number
  now: number
}

/** The page as HTML. Everything in it is text: nothing a job says can become markup. */
export function statusPage(view: QueueView, facts: StatusFacts): string {
  const { counts } = view
  const title = counts.dead > 0 ? `${counts.dead} failed – Casewright` : 'Casewright'
  return wholePage(
    title,
    statusStyle,
    element('h1', {}, 'Casewright at work'),
    element(
      'p',
      {},
      `Version ${facts.version}, for ${facts.github}, on ${facts.database}, running since `,
      time(facts.startedAt, facts.now),
      '.',
    ),
    element(
      'dl',
      {},
      ...figures(counts).map(([name, value, attention]) =>
        element('div', attention ? { className: ['attention'] } : {}, element('dt', {}, name), element('dd', {}, String(value))),
      ),
    ),
    ...sections(view, facts.now),
    element(
      'footer',
      {},
      'As of ',
      time(facts.now, facts.now),
      ' (UTC). ',
      element('a', { href: '/' }, 'Look again'),
      ' · ',
      element('a', { href: '/metrics' }, 'Metrics'),
    ),
  )
}

function figures(counts: QueueView['counts']): [string, number, boolean][] {
  return [
    ['running', counts.running, false],
    ['waiting', counts.waiting, false],
    ['parked', counts.parked, false],
    ['failed for good', counts.dead, counts.dead > 0],
    ['deliveries in 24 hours', counts.deliveries, false],
  ]
}

function sections({ running, parked, dead, ended }: QueueView, now: number): ElementContent[] {
  return [
    ...(dead.length === 0
      ? []
      : section('Failed for good', 'Tried until the tries were used up. Mend the cause, then: casewright serve --revive.', {
          head: ['Job', 'About', 'Buried', 'Tries', 'The last reason'],
          rows: dead.map((job) => [job.name, code(job.about), time(+job.at, now), figure(job.tries), words(job.words, 'bad')]),
        })),
    ...section('Running', running.length === 0 ? 'Nothing at the moment.' : null, {
      head: ['Job', 'About', 'Since', 'Try'],
      rows: running.map((job) => [job.name, code(job.about), time(+job.since, now), figure(job.attempt)]),
    }),
    ...section('Parked', parked.length === 0 ? 'Nothing waits for a later time.' : 'These begin by themselves at their time.', {
      head: ['Job', 'About', 'Until', 'Try', 'Reason', 'In words'],
      rows: parked.map((job) => [job.name, code(job.about), time(+job.until, now), figure(job.attempt), code(job.code), words(job.words)]),
    }),
    ...section('Ended', ended.length === 0 ? 'No job has ended yet.' : 'The last ones, the newest first.', {
      head: ['Job', 'About', 'Ended', 'Took', 'Result', 'In words'],
      rows: ended.map((job) => [
        job.name,
        code(job.about),
        time(+job.ended, now),
        figure(duration(+job.ended - +job.began)),
        element('span', { className: ['code', ...(job.state === 'done' ? ['good'] : [])] }, `${job.state}: ${job.code}`),
        words(job.words, null, job.url),
      ]),
    }),
  ]
}

interface Table {
  head: readonly string[]
  /** The first cell names its row. */
  rows: readonly (readonly (string | Element)[])[]
}

function section(title: string, note: string | null, { head, rows }: Table): ElementContent[] {
  const id = title.toLowerCase().replaceAll(' ', '-')
  const table = element(
    'table',
    { ariaLabelledBy: [id] },
    element('thead', {}, element('tr', {}, ...head.map((name) => element('th', { scope: 'col' }, name)))),
    element(
      'tbody',
      {},
      ...rows.map(([first, ...rest]) => element('tr', {}, element('th', { scope: 'row' }, first ?? null), ...rest.map(cell))),
    ),
  )
  return [
    element('h2', { id }, title),
    ...(note === null ? [] : [element('p', {}, note)]),
    // Scrolls by itself on a narrow screen, also with the keyboard.
    ...(rows.length === 0 ? [] : [element('div', { className: ['wide'], tabIndex: 0, role: 'region', ariaLabelledBy: [id] }, table)]),
  ]
}

function cell(content: string | Element): Element {
  const isWords = typeof content !== 'string' && content.properties.dataWords !== undefined
  return element('td', isWords ? { className: ['words'] } : {}, content)
}

function words(text: string, mood: string | null = null, url: string | null = null): Element {
  const safe = url !== null && /^https?:\/\//.test(url) ? url : null
  const link = safe === null ? [] : [' ', element('a', { href: safe, rel: ['noreferrer'] }, 'See it')]
  return element('span', { dataWords: '', ...(mood === null ? {} : { className: [mood] }) }, text, ...link)
}

function code(text: string): Element {
  return element('span', { className: ['code'] }, text)
}

function figure(value: number | string): Element {
  return element('span', { className: ['figure'] }, String(value))
}

/** The time in UTC, with the day where it is another one. */
function time(at: number, now: number): Element {
  const iso = new Date(at).toISOString()
  const sameDay = iso.slice(0, 10) === new Date(now).toISOString().slice(0, 10)
  return element('time', { dateTime: iso }, sameDay ? iso.slice(11, 19) : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`)
}

function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  return milliseconds < 120_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.round(milliseconds / 60_000)} min`
}
