import { matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { readFlashTables } from './flash-attention-table.ts'

/** https://github.com/Dao-AILab/flash-attention: benchmarks/benchmark_flash_attention.py, benchmark_attn.py, hopper/*.py */
export const flashAttentionStdout: Reader = {
  name: 'flash-attention-stdout',
  title: 'FlashAttention benchmarks',
  docs: 'What the benchmark scripts print: FA2, FA3, FP8 and MLA lines, and the FA4 table; TFLOPS follow from the time beside them.',
  primary: ['time', 'tflops'],
  detect: (document) => matches(document, signs),
  parse(document, found) {
    let heading = ''
    let model = ''
    for (const line of document.lines) {
      const settings = headingOf(line.text)
      if (settings !== null) heading = settings
      else if (/^[\w-]{1,80}, nheads_q = \d/.test(line.text)) model = line.text.trim()
      else if (line.text.startsWith('Seqlen = ')) readLine(line, model, found)
      else if (heading !== '') readLine(line, heading, found)
    }
    readFlashTables(document, found)
  },
}

const signs =
  /^### (?=[^\n]{0,400}\bheaddim ?=)[^\n]*### *$|^ *(?:FWD|BWD) \(ms \/ TFLOPS|^Seqlen = \d+, [^\n:]{1,80}: [\d.]+ us, [\d.]+ GB\/s, [\d.]+ TFLOPS\/s/m

/** `### mode = 'fwd', headdim = 64, causal = False ###` → `mode=fwd, headdim=64, causal=False`; null for another line. */
function headingOf(text: string): string | null {
  const plain = text.trim()
  if (!plain.startsWith('###') || !plain.endsWith('###') || !plain.includes('=')) return null
  return settingsOf(plain.slice(3, -3))
}

function settingsOf(list: string): string {
  return condition(
    list.split(',').map((part) => {
      const [name = '', value = ''] = part.split('=')
      return [name.trim(), value.replaceAll("'", '').trim()]
    }),
  )
}

interface Part {
  /** "Fav3 varlen", or empty where the line goes on with the one before. */
  name: string
  /** `fwd`, `bwd`, `fwd + bwd`, or empty. */
  pass: string
  number: string
  unit: string
}

const valued = /^(nan|inf|-?\d[\d.]*(?:e[-+]?\d+)?) ?(ms|us|TFLOPS|TFLOPs\/s|TFLOPS\/s|GB\/s)$/

/** `Flash2 fwd: 84.08 TFLOPs/s, bwd: 52.88 TFLOPs/s` → its parts; those without a figure (`Seqlen = 512`) are settings. */
function partsOf(text: string): { parts: Part[]; settings: string } {
  const parts: Part[] = []
  const settings: string[] = []
  for (const piece of text.split(',').map((one) => one.trim())) {
    const colon = piece.lastIndexOf(': ')
    const value = valued.exec(piece.slice(colon < 0 ? 0 : colon + 2))
    const label = colon < 0 ? '' : piece.slice(0, colon).trim()
    const pass = ['fwd + bwd', 'fwd', 'bwd'].find((one) => label === one || label.endsWith(` ${one}`)) ?? ''
    if (value) parts.push({ name: label.slice(0, label.length - pass.length).trim(), pass, number: value[1] ?? '', unit: value[2] ?? '' })
    else if (/^\w+ = \S/.test(piece)) settings.push(piece)
  }
  return { parts, settings: settingsOf(settings.join(',')) }
}

function readLine(line: Line, heading: string, found: Findings): void {
  const { parts, settings } = partsOf(line.text)
  const [first] = parts
  if (first === undefined || first.name === '' || first.name.startsWith('Ideal')) return
  let { pass } = first
  const timed = parts.some(({ unit }) => isTime(unit))
  for (const part of parts) {
    pass = part.pass === '' ? pass : part.pass
    const figure = {
      ...figureOf(part.unit, timed || pass === 'fwd + bwd'),
      benchmark: first.name.replace(/ time\b/, ''),
      condition: [heading, settings, pass].filter((one) => one !== '').join(', '),
      // Lines without a time are FA2's, whose script repeats everything 30 times.
      samples: timed ? null : 30,
      sampleKind: timed ? null : 'iteration',
    } as const
    const place = { line, text: part.number }
    if (Number(part.number) === 0)
      found.flag('zero-means-missing', `${first.name}: 0 stands for what did not run: there is no figure.`, place)
    else found.line(line, part.number, figure)
  }
}

function isTime(unit: string): boolean {
  return unit === 'ms' || unit === 'us'
}

function figureOf(unit: string, derived: boolean): Figure {
  if (isTime(unit)) return { metric: 'time', statistic: 'mean', unit, better: 'lower' }
  const metric = unit === 'GB/s' ? 'bandwidth' : 'tflops'
  return { metric, statistic: 'mean', unit, better: 'higher', role: derived ? 'derived' : 'result' }
}
