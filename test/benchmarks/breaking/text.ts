/** Ways to break a text by a byte, a token, a cell or a line. */
import type { Random } from '../random.ts'

/** Takes a text and returns it broken. */
export type Break = (text: string, random: Random) => string

/** What stands where something else is expected. */
const odd = [
  'null',
  'NaN',
  '-Infinity',
  '""',
  '{}',
  '[]',
  '1e999',
  '-0',
  '"12"',
  '12,345',
  '±',
  '%',
  '│',
  '|',
  '\u0000',
  '\ufffd',
  '\ufeff',
  '\r',
  '\u001b[31m',
  'true',
  '9007199254740993',
  '()',
  '\\',
  '__proto__',
  'N/A',
]

export const textBreaks: Record<string, Break> = {
  'a number is something else': (text, random) => replaceOne(text, /-?\d[\d.]*(?:e[-+]?\d+)?/g, pick(odd, random), random),
  'a string is something else': (text, random) => replaceOne(text, /"[^"\n]*"/g, pick(odd, random), random),
  'a word is gone': (text, random) => replaceOne(text, /[A-Za-z_]+/g, '', random),
  'a word is another': (text, random) => replaceOne(text, /[A-Za-z_]+/g, pick(text.match(/[A-Za-z_]+/g) ?? [], random), random),
  'a line is gone': (text, random) => lines(text, (all) => all.splice(random(all.length), 1)),
  'a line comes twice': (text, random) => lines(text, (all) => all.splice(random(all.length), 0, all[random(all.length)] ?? '')),
  'two lines are swapped': (text, random) => lines(text, (all) => swap(all, random(all.length), random(all.length))),
  'a cell is gone': (text, random) => cells(text, random, (all) => all.splice(random(all.length), 1)),
  'two cells are swapped': (text, random) => cells(text, random, (all) => swap(all, random(all.length), random(all.length))),
  'a piece is gone': (text, random) => cut(text, random(text.length), random(200)),
  'characters are others': (text, random) => replaceAt(text, random(text.length), pick(odd, random)),
  'the end is gone': (text, random) => text.slice(0, random(text.length)),
  'the beginning is gone': (text, random) => text.slice(random(text.length)),
  'a piece comes many times': (text, random) => repeatPiece(text, random(text.length), random(40)),
  'everything is on one line': (text) => text.replaceAll('\n', ' '),
  'it comes twice': (text) => `${text}\n${text}`,
  'a log stands around it': (text, random) =>
    `12:00:0${random(10)} INFO starting {"level": "info"}\n${text}\n${random(2) === 0 ? '[12:00:09] done, took 3.2 s' : ''}\n`,
  'a bar runs through it': (text, random) =>
    lines(text, (all) => {
      const at = random(all.length)
      all[at] = ` 10%|█   | 1/10 [00:01<00:09]\r100%|███| 10/10 [00:10<00:00]\r${all[at]}`
    }),
}

/** A megabyte on one line, seldom taken since it takes its time. */
export const longLine: Break = (text, random) =>
  lines(text, (all) => {
    const at = random(all.length)
    const line = all[at] ?? ''
    const from = random(line.length + 1)
    const piece = line.slice(from, from + 1 + random(30)) || '- '
    all[at] = line.slice(0, from) + piece.repeat(Math.ceil(1e6 / piece.length)) + line.slice(from)
  })

function pick(all: readonly string[], random: Random): string {
  return all[random(all.length)] ?? ''
}

function replaceOne(text: string, pattern: RegExp, by: string, random: Random): string {
  const found = [...text.matchAll(pattern)]
  const match = found[random(found.length)]
  return match === undefined ? text : text.slice(0, match.index) + by + text.slice(match.index + match[0].length)
}

function lines(text: string, change: (all: string[]) => void): string {
  const all = text.split('\n')
  change(all)
  return all.join('\n')
}

/** Of a row, or of a whole column: a header that no longer fits. */
function cells(text: string, random: Random, change: (all: string[]) => void): string {
  return lines(text, (all) => {
    const at = random(all.length)
    const row = (all[at] ?? '').split(/(?<=[,|\t]| {2})/)
    change(row)
    all[at] = row.join('')
  })
}

function swap(all: string[], a: number, b: number): void {
  const [first = '', second = ''] = [all[a], all[b]]
  all[a] = second
  all[b] = first
}

function cut(text: string, from: number, length: number): string {
  return text.slice(0, from) + text.slice(from + length)
}

function replaceAt(text: string, index: number, by: string): string {
  return text.slice(0, index) + by + text.slice(index + by.length)
}

function repeatPiece(text: string, from: number, length: number): string {
  return text.slice(0, from) + text.slice(from, from + length).repeat(50) + text.slice(from + length)
}
