/** Words that say which way something went, and whether that is good. */

export type Way = 'less' | 'more'

export interface DirectionWord {
  word: string
  /** What it says of the quantity; null for words of praise and blame alone. */
  way: Way | null
  /** What it says of the worth. */
  good: boolean | null
  start: number
  end: number
}

const of = (way: Way | null, good: boolean | null, words: string) => words.split(/\s+/).map((word) => [word, { way, good }] as const)

const WORDS = new Map([
  ...of(
    'less',
    null,
    `less fewer lower smaller shorter cheaper lighter tighter leaner down fell falls fall fallen falling drop drops dropped dropping
    decrease decreases decreased decreasing reduce reduces reduced reducing reduction cut cuts cutting shrink shrinks shrank shrunk
    shrinking save saves saved saving savings lowered lowers lowering shortened shortens trimmed trims shaved shaves below sank sinks
    slashed slashes declined declines decline dips dipped`,
  ),
  ...of(
    'more',
    null,
    `more higher larger bigger longer greater heavier up rose rises rise risen rising grew grows grow grown growing growth increase
    increases increased increasing raise raises raised climbed climbs additional extra pays above jumped jumps swelled swells
    lengthened lengthens inflated inflates ballooned`,
  ),
  ...of(
    null,
    true,
    `faster quicker snappier improve improves improved improving improvement improvements better gain gains gained speedup speedups speed-up
    speed-ups speeds sped win wins won outperforms outperformed accelerates accelerated`,
  ),
  ...of(
    null,
    false,
    `slower worse regress regresses regressed regression regressions degrade degrades degraded degradation slowdown slowdowns loses
    deteriorates deteriorated worsens worsened`,
  ),
])

/** "up to", "set up", "more than 60 %", "cut-off": not a direction. */
const NO_DIRECTION_AFTER: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    up: /^\s+(?:to|front|and\s+running|until|with)\b/i,
    down: /^\s+(?:the\s+(?:road|line)|to\s+the|time)\b/i,
    more: /^\s+(?:than\s+(?:an?\s+)?[\d~≈]|than\s+(?:half|twice|one|two|three)|or\s+less|often|likely|and\s+more|about)/i,
    less: /^\s+(?:than\s+(?:an?\s+)?[\d~≈]|than\s+(?:half|twice|one|two|three)|often|likely)/i,
    higher: /^\s+(?:level|order)\b/i,
    above: /^(?!\s*$)/,
    below: /^(?!\s*$)/,
    fewer: /^\s+than\s+[\d~≈]/i,
  }),
)
const NO_DIRECTION_BEFORE: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    up: /\b(?:set|set-|speed|speeds|sped|back|clean|end|start|warm|makes?|made|look|pick|add|adds|follow|wake|open|opens|opened|show|shows|hold|line|build|builds)\s+$/i,
    down: /\b(?:shut|break|breaks|broken|write|note|nail|pin|track|top|slow|slows|slowed|tear|step)\s+$/i,
    longer: /\bno\s+$/i,
    more: /\b(?:no|any|once|one|what\s+is|what's|two|three)\s+$/i,
    cut: /\b(?:a|the|clean|short)\s+$/i,
    drop: /\b(?:a|the|back)\s+$/i,
  }),
)

const WORD = /\p{L}+(?:[-’']\p{L}+)*/gu

/** Direction words inside a span, in their order. */
export function directionWords(text: string, start: number, end: number): DirectionWord[] {
  const found: DirectionWord[] = []
  for (const match of text.slice(start, end).matchAll(WORD)) {
    const word = match[0].toLowerCase()
    const says = WORDS.get(word)
    if (says === undefined) continue
    const at = start + match.index
    if (NO_DIRECTION_AFTER.get(word)?.test(text.slice(at + word.length)) === true) continue
    if (NO_DIRECTION_BEFORE.get(word)?.test(text.slice(Math.max(0, at - 20), at)) === true) continue
    found.push({ word, ...says, start: at, end: at + word.length })
  }
  return found
}

const NEGATION =
  /\b(?:no|not|none|never|neither|nor|cannot|can't|isn't|wasn't|doesn't|didn't|don't|without|nothing|hardly|too few|too little|too small|not enough|whether|if|unclear|rather than|instead of|would|could|might|may|should|expected?|hoped?|claims?|claimed|to call|called|question)\b/i

/** Further before it no word denies another; without an end every word of a long text would be looked at from its beginning. */
const FARTHEST = 400

/** Whether a word of praise is denied, doubted or only wished for in its sentence: "too few to call it a gain". Labels deny nothing. */
export function isDenied(text: string, sentence: number, at: number, labels: readonly { start: number; end: number }[]): boolean {
  const start = Math.max(sentence, at - FARTHEST)
  let before = text.slice(start, at)
  for (const label of labels) {
    if (label.start < start || label.end > at) continue
    before = before.slice(0, label.start - start) + ' '.repeat(label.end - label.start) + before.slice(label.end - start)
  }
  const cut = Math.max(...[',', ';', ':', '(', ' but ', ' yet ', ' and '].map((mark) => before.lastIndexOf(mark)))
  return NEGATION.test(before.slice(cut + 1))
}
