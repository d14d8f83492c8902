import type { Side } from '../../model.ts'
import { kindOf } from './metric.ts'
import type { Quantity } from './quantity.ts'
import { type SideNames, sideOf } from './side.ts'
import { subjectOf } from './subject.ts'

export interface Sided {
  q: Quantity
  side: Side
  subject: string
  /** The whole sentence stands under a side: "Main: the kernel takes 7 µs". */
  sibling: boolean
}

/**
 * Figures of a sentence whose clauses name their side: "main 0.94, this PR 0.95", "took 14.2 us before; the new kernel
 * takes 11.8 us". Where all named clauses are of one side and exactly one other has figures, that one is the other side.
 * Empty when no clause names a side.
 */
export function sidedByClauses(text: string, all: readonly Quantity[], names: SideNames): Sided[] {
  // "gsm8k (1,319 questions): main …, this PR …": what stands before the colon is what both are about.
  const prefix = /^([^;:]{1,80}):\s/.exec(text)
  const label = prefix === null ? null : sideOf(prefix[1] ?? '', names)
  const topic = label === null || label.side !== 'unknown' ? '' : subjectOf(prefix?.[1] ?? '')
  const whole = label !== null && label.rest === '' ? label.side : 'unknown'
  const parts = clausesOf(text, label === null || label.side !== 'unknown' ? 0 : (prefix?.[0].length ?? 0))
    .flatMap((part) => cutBehindSide(part, text, all))
    .map(({ from, to }) => ({
      from,
      to,
      figures: all.filter((q) => q.start >= from && q.start < to),
      side: clauseSide(text.slice(from, to), names),
    }))
    .filter((part) => part.figures.length > 0)
  const sides = new Set(parts.map((part) => part.side).filter((side) => side !== 'unknown'))
  const silent = parts.filter((part) => part.side === 'unknown')
  const [one] = sides
  const [only] = silent
  if (one === undefined) return []
  // "After: 29 s cold, 8 s warm": all of them are.
  if (whole !== 'unknown') for (const part of silent) part.side = whole
  else if (sides.size === 1 && silent.length === 1 && only !== undefined && likeOthers(only, parts, text))
    only.side = one === 'baseline' ? 'candidate' : 'baseline'
  let above = topic
  return parts.flatMap((part, index) => {
    let at = Math.max(part.from, prefix === null ? 0 : prefix[0].length)
    const previous = parts[index - 1]
    // "the suite took 12 s before and 9 s after": of the same thing.
    const again =
      previous !== undefined && previous.side !== 'unknown' && previous.side !== part.side && sameKinds(previous.figures, part.figures)
    if (!again) above = topic
    return part.figures.map((q) => {
      const own = subjectOf(text.slice(Math.max(Math.min(at, q.start), q.start - 200), q.start))
      at = q.end
      const subject = own === '' ? above : own
      above = subject
      return { q, side: part.side, subject, sibling: whole !== 'unknown' }
    })
  })
}

/** "from 41 ms on main to 29 ms here": a side between two figures is that of the first. */
function cutBehindSide(part: { from: number; to: number }, text: string, all: readonly Quantity[]): { from: number; to: number }[] {
  const figures = all.filter((q) => q.start >= part.from && q.start < part.to)
  const [first] = figures
  if (first === undefined || figures.length < 2) return [part]
  const said = [...text.slice(part.from, part.to).matchAll(sideWords)].map((match) => part.from + match.index)
  const cut = said.find((at) => at > first.start)
  if (said.some((at) => at < first.start) || cut === undefined || !figures.some((q) => q.start > cut)) return [part]
  const end = figures.find((q) => q.start > cut)?.start ?? part.to
  return [
    { from: part.from, to: end },
    { from: end, to: part.to },
  ]
}

function sameKinds(a: readonly Quantity[], b: readonly Quantity[]): boolean {
  return a.length === 1 && b.length === 1 && kindOf(a[0]?.unit ?? '') === kindOf(b[0]?.unit ?? '')
}

function clausesOf(text: string, start: number): { from: number; to: number }[] {
  const flat = text.replace(/\([^()]{0,200}\)/g, (inner) => ' '.repeat(inner.length))
  const parts: { from: number; to: number }[] = []
  let from = start
  for (const match of flat.matchAll(between)) {
    if (match.index < start) continue
    parts.push({ from, to: match.index })
    from = match.index + match[0].length
  }
  return [...parts, { from, to: text.length }]
}

/**
 * "before: 3.4 s / after: 2.9 s": a stroke parts clauses only before a side, "12 s before and 9 s after": an "and" only
 * behind one. "v1 31 ms → v2 20 ms → this PR 12 ms": arrows part stages.
 */
const between =
  /;|,(?=\s)|\b(?:while|whereas|but|compared to|compared with|versus|vs\.?)(?=\s)|(?<=\s)[/|·](?=\s+(?:before|after|now|main|master|baseline|base|old|new|this|with|without|on|pr)\b)|(?<=\b(?:before|previously|originally|main|master|baseline|after|now|pr)\s)and(?=\s)|→|->|=>|⇒/gi

const thing = '(?:pr|patch|change|commit|branch|fix)'
const sideWords = new RegExp(
  [
    `\\b(?:before|after|with|without|on|in|using) (?:this|the) ${thing}\\b`,
    '\\bthis (?:pr|branch|patch|change)\\b|\\bthe pr\\b',
    '^\\s*(?:on |with |in )?(?:main|master|baseline|trunk|pr)\\b',
    '\\b(?:on|with|in) (?:main|master|baseline|trunk)\\b',
    '\\b(?:previously|formerly|originally|used to)\\b',
    '\\b(?:the )?previous (?:version|implementation|release|kernel|code)\\b',
    '\\bbefore\\s*[.:]?\\s*$|^\\s*(?:before|after|now)\\b|\\bnow\\b(?=[^.]{0,30}\\d)|\\bafter(?:wards)?\\s*[.:]?\\s*$',
  ].join('|'),
  'gi',
)

/** The side that a clause states by a phrase, or by "before" or "now" at its edge. */
function clauseSide(clause: string, names: SideNames): Side {
  // Both in one clause: which figure is which is not said.
  if (/\bbefore\b/i.test(clause) && /\bafter\b/i.test(clause)) return 'unknown'
  const sides = new Set<Side>()
  for (const match of clause.matchAll(sideWords)) {
    const { side } = sideOf(/formerly|used to/i.test(match[0]) ? 'previously' : match[0].replace(/[.:]\s*$/, '').trim(), names)
    if (side !== 'unknown') sides.add(side)
  }
  const [side = 'unknown'] = sides
  return sides.size === 1 ? side : 'unknown'
}

/** Words that tell one case of a thing from another. */
const caseWords =
  /\b(?:first|second|third|last|cold|warm|hot|small|medium|large|short|long|reads?|writes?|encod\w+|decod\w+|debug|release|min|max|mean|median|p\d{2}|single|multi)\b/g

/** Whether the figures of a clause without a side can be the other side: of one kind with the rest, and no difference. */
function likeOthers(
  silent: { from: number; to: number; figures: Quantity[] },
  parts: readonly { from: number; figures: Quantity[] }[],
  text: string,
): boolean {
  const kinds = new Set(parts.filter((part) => part !== silent).flatMap((part) => part.figures.map((q) => kindOf(q.unit))))
  const end = silent.figures.at(-1)?.end ?? silent.from
  // "First run 4.1 s, second run 1.2 s on main": two cases, and no sides.
  const cases = new Set(
    parts.map(
      (part) =>
        subjectOf(text.slice(part.from, part.figures[0]?.start ?? part.from))
          .toLowerCase()
          .match(caseWords)
          ?.join(' ') ?? '',
    ),
  )
  return (
    cases.size < 2 &&
    silent.figures.every((q) => kinds.has(kindOf(q.unit))) &&
    // "on main it takes 5 ms, 2 ms with a warm cache": the other clause may be another case, not another side.
    !/\b(?:with|without|when|if|using|under|for|on|in|at|per)\s/i.test(text.slice(silent.from, silent.to)) &&
    !/\b(?:sav|gain|speed-?up|reduc|differen|improv|delta|overhead)/i.test(text.slice(silent.from, end))
  )
}
