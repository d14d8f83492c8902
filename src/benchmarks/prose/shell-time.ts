import type { Quantity } from './quantity.ts'
import { quantities } from './quantity.ts'

/** `real 1m2.3s` of bash, the wall clock of `/usr/bin/time -v`, and zsh's `command  93.38s user 2.29s system 256% cpu 37.350 total`; null for another line. */
export function shellTime(text: string): { command: string; figures: [string, Quantity][] } | null {
  const bash = /^\s*(real|user|sys)\s+(?=\d)/.exec(text)
  const [q] = bash === null ? [] : quantities(text)
  if (bash !== null && q !== undefined) return { command: '', figures: [[bash[1] ?? '', { ...q, unit: q.unit || 's' }]] }
  const wall = wallClock.exec(text)
  if (wall !== null) {
    const [whole, hours = '0', minutes = '0', seconds = '0'] = wall
    const value = Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 100) / 100
    const start = whole.lastIndexOf(' ') + 1
    return {
      command: '',
      figures: [['Elapsed time', { value, unit: 's', start, end: whole.trimEnd().length, spread: null, signed: false }]],
    }
  }
  const zsh = zshShape.exec(text)
  if (zsh === null) return null
  const figures = ['user', 'system', 'total'].map((name, i): [string, Quantity] => {
    const digits = zsh[i + 2] ?? ''
    const start = text.indexOf(`${digits}${name === 'total' ? ' total' : 's'}`, (zsh[1] ?? '').length)
    return [name, { value: Number(digits), unit: 's', start, end: start + digits.length, spread: null, signed: false }]
  })
  return { command: (zsh[1] ?? '').trim(), figures }
}

/** `/usr/bin/time -v` */
const wallClock = /^\s*Elapsed \(wall clock\) time \(h:mm:ss or m:ss\): (?:(\d{1,5}):)?(\d{1,2}):(\d{2}(?:\.\d{1,3})?)\s*$/

const digits = '(\\d{1,9}(?:\\.\\d{1,9})?)'
const zshShape = new RegExp(`^(.{0,200}?)\\s*${digits}s user ${digits}s system \\d{1,6}% cpu ${digits} total\\s*$`)
