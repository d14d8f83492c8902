/** Mutants that leave every number and change what is said about it. */

import { numbersIn, saysClaim, trueOfOther } from './oracle.ts'
import { type Entry, find, type Place, type Range, replaced, sentenceAt } from './places.ts'
import type { Random } from './random.ts'

type Made = { markdown: string; what: string }
type Operator = (entry: Entry, places: readonly Place[], dice: Random) => Made[]

const changed = (markdown: string, range: Range, text: string): Made => ({
  markdown: replaced(markdown, range, text),
  what: `"${markdown.slice(range.start, range.end)}" → "${text}" in: ${markdown.slice(sentenceAt(markdown, range.start).start, sentenceAt(markdown, range.start).end)}`,
})

const inside = (place: Range, range: Range): boolean => place.start >= range.start && place.end <= range.end

/** Both values of a comparison in one sentence or row change places. */
export const sidesSwapped: Operator = ({ markdown }, places) =>
  places
    .filter(({ claim }) => claim.side === 'baseline' && claim.comparison !== null && (claim.kind === 'value' || claim.kind === 'sum'))
    .flatMap((before) => {
      const sentence = sentenceAt(markdown, before.start)
      const after = places.find(
        (place) => place.claim.comparison === before.claim.comparison && place.claim.side === 'candidate' && inside(place, sentence),
      )
      if (after === undefined || before.claim.id.includes('part')) return []
      const [a, b] = [numberSpan(markdown, before), numberSpan(markdown, after)]
      const [textA, textB] = [markdown.slice(a.start, a.end), markdown.slice(b.start, b.end)]
      if (textA === textB || saysClaim(textB, before.claim)) return []
      const [first, second] = a.start < b.start ? [a, b] : [b, a]
      const [one, two] = [markdown.slice(second.start, second.end), markdown.slice(first.start, first.end)]
      const swapped = markdown.slice(0, first.start) + one + markdown.slice(first.end, second.start) + two + markdown.slice(second.end)
      return [{ markdown: swapped, what: `sides: ${markdown.slice(sentence.start, sentence.end)}` }]
    })

function numberSpan(markdown: string, place: Range): Range {
  const text = markdown.slice(place.start, place.end)
  const match = /\d[\d,]*(?:\.\d+)?/.exec(text)
  return { start: place.start + (match?.index ?? 0), end: place.start + (match === null ? text.length : match.index + match[0].length) }
}

/** Another metric's name stands where the claim's own stood. */
export const subjectSwapped: Operator = (entry, places) => {
  const { markdown, ledger } = entry
  const shown = ledger.comparisons.filter((comparison) => comparison.shown)
  return places.flatMap((place) => {
    const own = shown.find((comparison) => comparison.id === place.claim.comparison)
    if (own === undefined || place.claim.id.includes('part') || place.claim.kind === 'runs') return []
    const sentence = sentenceAt(markdown, place.start)
    const mentions = find(markdown, own.label, sentence)
    const [mention] = mentions
    if (mention === undefined || mentions.length > 1) return []
    const claims = places.filter((other) => other.claim.comparison === own.id && inside(other, sentence) && other.claim.kind !== 'runs')
    return shown
      .filter((other) => other.id !== own.id && !claims.every((one) => trueOfOther(one.text, one.claim, other.id, ledger)))
      .filter(
        (other) =>
          !shown.some((third) => third !== own && third.label.includes(own.label) && find(markdown, third.label, sentence).length > 0) ||
          other.label === '',
      )
      .map((other) => changed(markdown, mention, other.label))
  })
}

const FLIPS: readonly (readonly [RegExp, (word: string) => string])[] = [
  [/\bless\b/g, () => 'more'],
  [/\bfewer\b/g, () => 'more'],
  [/\bmore\b/g, () => 'less'],
  [/\bfell\b|\bdropped\b/g, () => 'rose'],
  [/\brose\b|\bgrew\b/g, () => 'fell'],
  [/\bdown from\b/g, () => 'up from'],
  [/\bup from\b/g, () => 'down from'],
  [/\bas long\b/g, () => 'as fast'],
  [/\bas fast\b/g, () => 'as long'],
  [/\bworse\b/g, () => 'better'],
]

/** The word beside a change says the other way. */
export const directionFlipped: Operator = ({ markdown }, places) => {
  const sentences = places
    .filter(({ claim }) => claim.comparison !== null && claim.kind !== 'runs' && claim.kind !== 'interval')
    .map((place) => ({ place, sentence: sentenceAt(markdown, place.start) }))
  const made = new Map<string, Made>()
  for (const { place, sentence } of sentences) {
    const text = markdown.slice(sentence.start, sentence.end)
    for (const [pattern, flip] of FLIPS) {
      for (const match of text.matchAll(pattern)) {
        const range = { start: sentence.start + match.index, end: sentence.start + match.index + match[0].length }
        if (!belongs(markdown, range, place)) continue
        if (place.claim.direction === 'same' || /“[^”]*$/.test(text.slice(0, match.index))) continue
        made.set(`${range.start} ${match[0]}`, changed(markdown, range, flip(match[0])))
      }
    }
  }
  return [...made.values()]
}

/** Whether a direction word stands at the claim, and not at some other one of the sentence. */
function belongs(markdown: string, word: Range, { claim, start, end }: Place): boolean {
  const between = word.start >= end ? markdown.slice(end, word.start) : word.end <= start ? markdown.slice(word.end, start) : ''
  if (word.start >= start && word.end <= end) return true
  if (claim.kind === 'value' || claim.kind === 'sum')
    return (
      word.end <= start &&
      /^\s*(?:from\s*)?$/.test(between) &&
      claim.side === (/from/.test(between) || / from$/.test(markdown.slice(0, word.end)) ? 'baseline' : claim.side)
    )
  if (claim.kind === 'times' || claim.kind === 'percent') return word.start >= end && /^(?:\u00a0|\s)*(?:times|×)?\s*$/.test(between)
  return word.start >= end && /^,?\s*$/.test(between)
}

const STRONGER: readonly (readonly [RegExp, string])[] = [
  [/too few to call it a gain/g, 'a clear gain'],
  [/too few for a verdict/g, 'a clear improvement'],
  [/no clear difference/g, 'improved'],
  [/no material change/g, 'faster'],
  [/The runs do not show a clear difference/g, 'The runs show a clear improvement'],
  [/cannot tell that from noise/g, 'show that it improved'],
  [/(?<=\*\*[^*]*), worse/g, ', better'],
  [/got worse/g, 'improved'],
  [/^verdict: "none"$/gm, 'verdict: "improved"'],
  [/^verdict: "inconclusive"$/gm, 'verdict: "improved"'],
  [/^verdict: "regressed"$/gm, 'verdict: "improved"'],
  [/^verdict: "improved, with regressions"$/gm, 'verdict: "improved"'],
  [/^evidence: "stated"$/gm, 'evidence: "recorded"'],
  [/^evidence: "vouched"$/gm, 'evidence: "recorded"'],
  [/(?<=^\| )Reported by the author/gm, 'Recorded'],
]

/** A verdict that was not earned, or a stronger level of evidence. */
export const verdictStrengthened: Operator = ({ markdown, ledger }, places) => {
  const fixed = STRONGER.flatMap(([pattern, text]) =>
    [...markdown.matchAll(pattern)].map((match) => changed(markdown, { start: match.index, end: match.index + match[0].length }, text)),
  )
  const verdict = new Map(ledger.comparisons.map((comparison) => [comparison.id, comparison.verdict]))
  const wentFrom = places
    .filter(
      ({ claim, row }) =>
        row === null && claim.comparison !== null && claim.kind === 'value' && verdict.get(claim.comparison) !== 'improved',
    )
    .flatMap(({ start }) => {
      const sentence = sentenceAt(markdown, start)
      return find(markdown, ' went from ', sentence).map((range) => changed(markdown, range, ' improved from '))
    })
  const praised = places
    .filter(
      ({ claim, row }) =>
        row !== null && claim.comparison !== null && claim.kind === 'difference' && verdict.get(claim.comparison) === 'none',
    )
    .map((place) => changed(markdown, { start: place.end, end: place.end }, ' faster'))
  return [...fixed, ...wentFrom.filter((one) => !isShared(one, places)), ...praised]
}

/** In a sentence of two subjects "improved" may be true of one. */
function isShared({ what }: Made, places: readonly Place[]): boolean {
  const ids = new Set(
    places.filter((place) => what.includes(place.text) && place.claim.kind === 'value').map((place) => place.claim.comparison),
  )
  return / while | and /.test(what) && ids.size > 1
}

/** A link leads to another source. */
export const linkMoved: Operator = ({ markdown, ledger }, _places, dice) =>
  [...markdown.matchAll(/\]\[(e\d+)\]/g)].flatMap((match) => {
    const own = ledger.sources.find((source) => source.id === match[1])
    const others = ledger.sources.filter((source) => source.url !== own?.url && source.url !== null)
    if (own === undefined || others.length === 0) return []
    return [changed(markdown, { start: match.index, end: match.index + match[0].length }, `][${dice.pick(others).id}]`)]
  })

const fold = (text: string): string =>
  text
    .replace(/[*_`\\]/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase()

/** A word of a quotation is another one, or gone. */
export const quotationAltered: Operator = ({ markdown, ledger }, _places, dice) =>
  ledger.quotations.flatMap((quotation) => {
    const [range] = find(markdown, quotation.text, { start: 0, end: markdown.length })
    const words = [...quotation.text.matchAll(/[\p{L}\p{N}-]{3,}/gu)]
    if (range === undefined || words.length < 2) return []
    const word = dice.pick(words)
    const other = dice.pick(['', 'never ', 'always', 'hardly', 'instead', 'everything'])
    const end = word.index + word[0].length
    const text =
      quotation.text.slice(0, word.index) +
      (other === 'never ' ? `never ${word[0]}` : other) +
      quotation.text.slice(other === '' ? end + 1 : end)
    const source = ledger.sources.find((one) => one.id === quotation.source)
    return fold(source?.text ?? '').includes(fold(text).replace(/[.,;:!?\s]+$/, '')) ? [] : [changed(markdown, range, text)]
  })

/** One end of an interval is another number. */
export const intervalChanged: Operator = ({ markdown }, places, dice) =>
  places
    .filter(({ claim }) => claim.kind === 'interval')
    .flatMap((place) => {
      const numbers = [...place.text.matchAll(/\d[\d,]*(?:\.\d+)?/g)]
      const number = dice.pick(numbers)
      const decimals = number[0].split('.')[1]?.length ?? 0
      const other = (Number(number[0].replaceAll(',', '')) + dice.pick([-3, -2, -1, 1, 2, 3, 5]) * 10 ** -decimals).toFixed(decimals)
      const text = place.text.slice(0, number.index) + other + place.text.slice(number.index + number[0].length)
      return Number(other) < 0 || saysClaim(text, place.claim) ? [] : [changed(markdown, place, text)]
    })

/** Two cells of one column change places. */
export const cellMoved: Operator = ({ markdown, ledger }, _places, dice) => {
  const rows = ledger.comparisons.flatMap((comparison) => {
    const at = markdown.indexOf(`\n| ${comparison.label} |`)
    if (at < 0 || !comparison.shown) return []
    const end = markdown.indexOf('\n', at + 1)
    return [{ start: at + 1, end: end < 0 ? markdown.length : end }]
  })
  return rows.flatMap((first, i) =>
    rows.slice(i + 1).flatMap((second) => {
      const [a, b] = [cellsOf(markdown, first), cellsOf(markdown, second)]
      const column = dice.between(1, Math.min(a.length, b.length) - 1)
      const [one, two] = [a[column], b[column]]
      if (one === undefined || two === undefined) return []
      const [textOne, textTwo] = [markdown.slice(one.start, one.end), markdown.slice(two.start, two.end)]
      if (
        textOne === textTwo ||
        numbersIn(textOne)
          .map((n) => n.value)
          .join() ===
          numbersIn(textTwo)
            .map((n) => n.value)
            .join() ||
        (numbersIn(textOne).length === 0 && numbersIn(textTwo).length === 0)
      )
        return []
      const [x, y] = one.start < two.start ? [one, two] : [two, one]
      const moved =
        markdown.slice(0, x.start) +
        markdown.slice(y.start, y.end) +
        markdown.slice(x.end, y.start) +
        markdown.slice(x.start, x.end) +
        markdown.slice(y.end)
      return [{ markdown: moved, what: `cells "${textOne}" and "${textTwo}"` }]
    }),
  )
}

function cellsOf(markdown: string, row: Range): Range[] {
  const bars = [...markdown.slice(row.start, row.end).matchAll(/\|/g)].map((match) => row.start + match.index)
  return bars.slice(0, -1).map((bar, i) => ({ start: bar + 2, end: (bars[i + 1] ?? bar) - 1 }))
}
