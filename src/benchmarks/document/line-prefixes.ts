/**
 * What puts others' output into one log begins every line with its own words: who said it, and when. A tool's output
 * below them is found once they are gone. Sources: the manuals of `docker compose logs`, `kubectl logs --prefix` and
 * `--timestamps`, `mpirun --tag-output`, `torchrun`, `srun --label`, `journalctl -o short`, `ts`.
 */
const kinds: readonly RegExp[] = [
  /^[\w.-]{1,80}-\d{1,4} {1,40}\| ?/,
  /^\[(?:pod|job|deployment)\/[^\]\s]{1,200}\] ?/,
  /^\[\d{1,5},\d{1,6}\]<std(?:out|err)>: ?/,
  /^\[(?:rank|default)\d{1,5}\]: ?/,
  /^\(\w{1,40}(?: \w{1,20})? pid=\d{1,9}(?:, ip=[\d.]{7,15})?\) ?/,
  /^ ?\d{1,4}: /,
  /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,100} [\w./@-]{1,100}(?:\[\d{1,9}\])?: ?/,
  /^\[?(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]? ?(?:\[?(?:INFO|DEBUG|WARN|WARNING|ERROR)\]?:? )?/,
]

/** Characters that are looked at; of ten lines one may be the shell's own. */
const looked = 8_000

/** The text without them, or without an indentation of the whole; null where nothing would change. */
export function withoutPrefixes(text: string): string | null {
  const first = text.slice(0, looked).split('\n').filter(isSaid)
  const kind = first.length > 1 ? kinds.find((kind) => isOfMost(first, kind)) : undefined
  if (kind === undefined && !/^\s/.test(first[0] ?? '')) return null
  const lines = text.split('\n')
  if (kind !== undefined) return lines.map((line) => line.replace(kind, '')).join('\n')
  const width = lines.filter(isSaid).reduce((least, line) => Math.min(least, line.search(/\S/)), Number.POSITIVE_INFINITY)
  return width === 0 ? null : lines.map((line) => line.slice(width)).join('\n')
}

function isOfMost(lines: readonly string[], kind: RegExp): boolean {
  let others = 0
  for (const line of lines) if (!kind.test(line) && ++others > lines.length / 10) return false
  return true
}

function isSaid(line: string): boolean {
  return line.trim() !== ''
}
