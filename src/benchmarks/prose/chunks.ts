/**
 * Cuts a long text where a new block begins anyway, so that a parser whose time grows with the square of a list's
 * length meets short lists only. No cut inside a fence.
 */
export function chunksOf(markdown: string): { start: number; end: number }[] {
  const chunks: { start: number; end: number }[] = []
  let start = 0
  let lines = 0
  let at = 0
  let fence = ''
  let blank = true
  while (at < markdown.length) {
    const next = markdown.indexOf('\n', at)
    const end = next < 0 ? markdown.length : next + 1
    const line = markdown.slice(at, Math.min(end, at + 200))
    if (fence === '' && lines >= longest && ((blank && /^[^\s]/.test(line)) || /^(?:[-*+]|\d{1,9}[.)])\s/.test(line))) {
      chunks.push({ start, end: at })
      start = at
      lines = 0
    }
    fence = fenceAfter(fence, line)
    blank = line.trim() === ''
    lines++
    at = end
  }
  return start < markdown.length ? [...chunks, { start, end: markdown.length }] : chunks
}

/** Lines of a chunk before the next chance to cut is taken. */
const longest = 60

/** The fence that is open after a line; empty for none. */
function fenceAfter(fence: string, line: string): string {
  const mark = /^[\s>]*(?:[-*+]\s+|\d{1,9}[.)]\s+)*(`{3,}|~{3,})(.*)/.exec(line)
  const run = mark?.[1] ?? ''
  if (fence === '') return run !== '' && !(run.startsWith('`') && (mark?.[2] ?? '').includes('`')) ? run : ''
  const closes = run.startsWith(fence[0] ?? '') && run.length >= fence.length && (mark?.[2] ?? '').trim() === ''
  return closes ? '' : fence
}
