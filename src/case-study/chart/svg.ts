/**
 * The frame all charts share. SVG as text: no script, no font from elsewhere, one style for light and dark, and larger
 * letters where the image is shown small (a media query inside an SVG image sees the image's own width).
 */
import { textWidth, wrap } from './text.ts'

export const width = 640
/** Around the drawing, so that no letter touches the edge. */
const margin = 10
/** Letters in user units when the image is shown at full width, and when it is shown at 480 px or less. */
export const small = 13
export const large = 18
const heading = 20
/** How much wider bold letters are. */
const bold = 1.15

const style = `
text{font:${small}px system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;fill:#1a1f26}
.h{font-size:15px;font-weight:600}.m{fill:#57606a}.e{text-anchor:end}.c{text-anchor:middle}
.n{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace;font-variant-numeric:tabular-nums}
.g{stroke:#d8dee4;fill:none}.z{stroke:#57606a;fill:none}.w{stroke:#1a1f26;stroke-width:1.5;fill:none}
.base{fill:#8c96a1}.good{fill:#0b6e47}.bad{fill:#b3410e}.same{fill:#5d6671}.plain{fill:#45658c}
.l,.l.base,.l.good,.l.bad,.l.same,.l.plain{fill:none;stroke-width:2}.l.base{stroke:#8c96a1}.l.good{stroke:#0b6e47}.l.bad{stroke:#b3410e}.l.same{stroke:#5d6671}.l.plain{stroke:#45658c}
@media(max-width:480px){text{font-size:${large}px}.h{font-size:${heading}px}}
@media(prefers-color-scheme:dark){text{fill:#e8ecf0}.m{fill:#a0aab5}.g{stroke:#2d343c}.z{stroke:#a0aab5}.w{stroke:#e8ecf0}
.base{fill:#66707b}.good{fill:#4ad295}.bad{fill:#ff8f5f}.same{fill:#a0aab5}.plain{fill:#86abd8}
.l.base{stroke:#8f99a4}.l.good{stroke:#4ad295}.l.bad{stroke:#ff8f5f}.l.same{stroke:#a0aab5}.l.plain{stroke:#86abd8}}`

/** A coordinate with one decimal: the same bytes on every machine. */
export function at(value: number): number {
  return Math.round(value * 10) / 10 + 0
}

/** Text for SVG: markup escaped, and what XML 1.0 forbids (control characters, lone surrogates) made visible. */
function escapeXml(text: string): string {
  let safe = ''
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) ?? 0
    if (character === '&') safe += '&amp;'
    else if (character === '<') safe += '&lt;'
    else if (character === '>') safe += '&gt;'
    else if (character === '"') safe += '&quot;'
    else if (code === 9 || code === 10 || code === 13) safe += ' '
    else if (code < 32 || code === 0xfffe || code === 0xffff) safe += '\ufffd'
    else safe += character
  }
  return safe
}

/** A `<text>`; `look` is a list of the style's classes. */
export function label(x: number, y: number, look: string, text: string): string {
  return `<text${look === '' ? '' : ` class="${look}"`} x="${at(x)}" y="${at(y)}">${escapeXml(text)}</text>`
}

/** A tick's number, centred under it; a unit behind the number leaves it there, in letters of any size. */
export function tick(x: number, y: number, number: string, unit: string): string {
  const shift = unit === '' ? '' : ` dx="${at(0.3 * (unit.length + 1))}em"`
  return `<text class="n m c" x="${at(x)}" y="${at(y)}"${shift}>${escapeXml(unit === '' ? number : `${number}\u00a0${unit}`)}</text>`
}

/** A filled rectangle; coordinates in user units. */
export function bar(look: string, x: number, y: number, across: number, down: number): string {
  return `<rect class="${look}" x="${at(x)}" y="${at(y)}" width="${at(across)}" height="${at(down)}"/>`
}

/** A whisker from `low` to `high` (coordinates) along x, with caps; none for an exact value. */
export function whisker(low: number, high: number, y: number): string {
  if (low === high) return ''
  return `<path class="w" d="M${at(low)} ${at(y)}H${at(high)}M${at(low)} ${at(y - 4)}v8M${at(high)} ${at(y - 4)}v8"/>`
}

/** A whisker from `low` to `high` (coordinates) along y, with caps; none for an exact value. */
export function upright(x: number, low: number, high: number): string {
  if (low === high) return ''
  return `<path class="w" d="M${at(x)} ${at(low)}V${at(high)}M${at(x - 4)} ${at(low)}h8M${at(x - 4)} ${at(high)}h8"/>`
}

/** A legend's words and the marks before them, each drawn around the given point. */
export interface LegendItem {
  marks: readonly ((x: number, y: number) => string)[]
  words: string
}

/** The usual legend: a swatch for the baseline, one for each tone the candidate has. */
export function sides(names: { baseline: string; candidate: string }, tones: readonly string[]): LegendItem[] {
  const swatch = (tone: string) => (x: number, y: number) => bar(tone, x - 6, y - 6, 12, 12)
  return [
    { marks: [swatch('base')], words: names.baseline },
    { marks: tones.map(swatch), words: names.candidate },
  ]
}

/** The title and the legend on top: marks with their words. Answers where they end. */
export function head(title: string, legend: readonly LegendItem[]): { markup: string; bottom: number } {
  let y = 0
  let markup = ''
  for (const line of wrap(title, width / bold, heading, 3)) {
    y += 24
    markup += label(0, y - 6, 'h', line)
  }
  y += 24
  let x = 0
  for (const { marks, words } of legend) {
    const room = 16 * marks.length + 2 + textWidth(words, large) + 20
    if (x > 0 && x + room > width) {
      x = 0
      y += 24
    }
    for (const [index, mark] of marks.entries()) markup += mark(x + 6 + 16 * index, y - 11)
    markup += label(x + 16 * marks.length + 2, y - 6, '', words)
    x += room
  }
  return { markup, bottom: y + 8 }
}

/** Muted lines under a chart. Answers where they end. */
export function notes(sentences: readonly string[], top: number): { markup: string; bottom: number } {
  let y = top
  let markup = ''
  for (const line of wrap(sentences.join(' '), width, large, 6)) {
    y += 22
    markup += label(0, y - 5, 'm', line)
  }
  return { markup, bottom: y }
}

/** The whole file. */
export function svg(title: string, description: string, height: number, body: string): string {
  const [across, down] = [width + 2 * margin, at(height + margin)]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-${margin} 0 ${across} ${down}" width="${across}" height="${down}" role="img"><title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc><style>${style}
</style>
${body}
</svg>
`
}
