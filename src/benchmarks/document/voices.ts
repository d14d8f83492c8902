import { withoutRunnerWords } from './decode.ts'

/**
 * What puts others' output into one log begins every line with its own words: who said it, or when. A tool's output
 * below them is found once they are gone. Sources: the manuals of `docker compose logs`, `kubectl logs --prefix` and
 * `--timestamps`, `mpirun --tag-output`, `torchrun`, `srun --label`, `journalctl -o short`, `ts`, `gh run view --log` (job,
 * step and time; the first line of a step has a byte order mark before its time).
 */
const kinds: readonly RegExp[] = [
  /^(?<who>[^\t]{1,200}\t[^\t]{1,200})\t\ufeff?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z ?/,
  /^(?<who>[\w.-]{1,80}-\d{1,4}) {1,40}\| ?/,
  /^\[(?<who>(?<machine>(?:pod|job|deployment)\/[^\]\s]{1,200}))\] ?/,
  /^\[(?<who>\d{1,5},\d{1,6})\]<std(?:out|err)>: ?/,
  /^\[(?<who>(?:rank|default)\d{1,5})\]: ?/,
  /^\((?<who>\w{1,40}(?: \w{1,20})?) pid=\d{1,9}(?:, ip=(?<machine>[\d.]{7,15}))?\) ?/,
  /^ ?(?<who>\d{1,4}): /,
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?<machine>[\w.-]{1,100}) (?<who>[\w./@-]{1,100})(?:\[\d{1,9}\])?: ?/,
  /^\[?(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]? ?(?:\[?(?:INFO|DEBUG|WARN|WARNING|ERROR)\]?:? )?/,
]

/** What one of them said: a text of all lines from its first to its last, empty where another spoke. */
export interface Voice {
  /** Without what another run has another of: the container of a pod, a service without its host and process. Empty where nobody is named. */
  readonly who: string
  readonly text: string
  /** Lines above the first. */
  readonly above: number
  /** Its part of all lines: 1 where it speaks from the first to the last. */
  readonly share: number
  /** A host, a pod or an address that stands before the lines. */
  readonly machine: string | null
}

/** Characters that are looked at; of ten lines one may be the shell's own. */
const looked = 8_000

/** So many may speak in one log: each is looked through by every reader. More are numbers of lines. */
export const mostVoices = 32
/** Steps of a workflow's jobs speak one after the other, so that they are as many lines as the whole. */
const mostSteps = 500

/**
 * A log's voices without what stands before their lines, a text without the indentation of the whole; none where nothing
 * would change, and where more than `most` speak.
 */
export function voicesIn(text: string, most: number): Voice[] {
  if (!mayHaveVoices(text)) return []
  const first = text.slice(0, looked).split('\n').filter(isSaid)
  const kind = first.length > 1 ? kinds.find((kind) => isOfMost(first, kind)) : undefined
  if (kind === undefined) return /^\s/.test(first[0] ?? '') ? withoutIndentation(text) : []
  const lines = text.split('\n')
  const whose = lines.map((line) => kind.exec(line))
  const names = [...new Set(whose.flatMap((match) => match?.groups?.who ?? []))]
  const isOfSteps = names[0]?.includes('\t') === true
  if (names.length > (isOfSteps && most === mostVoices ? mostSteps : most)) return []
  const machine = whose.find((match) => match?.groups?.machine !== undefined)?.groups?.machine ?? null
  const said = (index: number) => lines[index]?.slice(whose[index]?.[0].length ?? 0) ?? ''
  if (names.length < 2)
    return [{ who: '', text: withoutRunnerWords(lines.map((_, index) => said(index)).join('\n')), above: 0, share: 1, machine }]
  const spans = new Map<string, [number, number]>()
  for (const [index, match] of whose.entries()) {
    const name = match?.groups?.who
    if (name !== undefined) spans.set(name, [spans.get(name)?.[0] ?? index, index])
  }
  const voices = [...spans].map(([name, [above, last]]) => ({ name, above, last, share: (last - above + 1) / lines.length }))
  if (voices.reduce((sum, { share }) => sum + share, 0) > most) return []
  return voices.map(({ name, above, last, share }) => {
    const own = whose.slice(above, last + 1).map((match, index) => (match?.groups?.who === name ? said(above + index) : ''))
    const who = isOfSteps ? name.replace('\t', ', ') : name.slice(name.lastIndexOf('/') + 1)
    return { who, text: withoutRunnerWords(own.join('\n')), above, share, machine }
  })
}

/** One of the first three lines tells: most texts are no log. */
function mayHaveVoices(text: string): boolean {
  let from = 0
  for (let said = 0; said < 3 && from < text.length; ) {
    const next = text.indexOf('\n', from)
    const line = text.slice(from, next < 0 ? text.length : next)
    from = next < 0 ? text.length : next + 1
    if (!isSaid(line)) continue
    if (/^\s/.test(line) || kinds.some((kind) => kind.test(line))) return true
    said++
  }
  return false
}

function withoutIndentation(text: string): Voice[] {
  const lines = text.split('\n')
  const width = lines.filter(isSaid).reduce((least, line) => Math.min(least, line.search(/\S/)), Number.POSITIVE_INFINITY)
  return width === 0 ? [] : [{ who: '', text: lines.map((line) => line.slice(width)).join('\n'), above: 0, share: 1, machine: null }]
}

function isOfMost(lines: readonly string[], kind: RegExp): boolean {
  let others = 0
  for (const line of lines) if (!kind.test(line) && ++others > lines.length / 10) return false
  return true
}

function isSaid(line: string): boolean {
  return line.trim() !== ''
}
