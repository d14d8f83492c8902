import type { Side } from '../../model.ts'
import { remember } from '../remember.ts'

/** Names that the caller knows from the subject: branch names and commits of each end. */
export interface SideNames {
  baseline: readonly string[]
  candidate: readonly string[]
}
export const noNames: SideNames = { baseline: [], candidate: [] }

/** A label, the side that its words state, and its other words ("3 trials"), which both sides may share. */
export interface SideLabel {
  readonly side: Side
  readonly rest: string
  /** "Current" is the old one beside "after this PR" and the new one beside "previous": the other label decides. */
  readonly current: boolean
}

const change = '(?:pull[ -]?request|pr|mr|patch|change|changes|commit|branch|fix|optimi[sz]ation|feature|diff|update|version|build|merge)'
const which = '(?:this|the|my|our|these)'

/** Longer phrases first: "before this PR" is a baseline although "this PR" alone is the candidate. */
const phrases: readonly [RegExp, Side][] = [
  [new RegExp(`\\b(?:before|without|w/o|pre|prior to|excluding|not using)(?: |-)(?:${which} )?${change}\\b`, 'gi'), 'baseline'],
  [new RegExp(`\\b(?:after|with|w/|post|using|including)(?: |-)(?:applying )?(?:${which} )?${change}\\b`, 'gi'), 'candidate'],
  [new RegExp(`\\b${which} (?:new )?${change}\\b`, 'gi'), 'candidate'],
  [
    /\b(?:previous|old|original|current|existing|base|prior|earlier) (?:version|code|behaviou?r|implementation|branch|commit|release|build|run|result|results)\b/gi,
    'baseline',
  ],
  [
    /\b(?:new|proposed|updated|optimi[sz]ed|patched) (?:version|code|behaviou?r|implementation|branch|commit|build|run|result|results)\b/gi,
    'candidate',
  ],
  [/\b(?:upstream|origin)\/(?:main|master|dev|develop|trunk)\b|\bstatus quo\b|\bmerge[- ]base\b/gi, 'baseline'],
  [/\bcurrent (?:main|master|head|develop|trunk)\b/gi, 'baseline'],
]
const baselineWords =
  'before main master mainline baseline base old previous previously prev prior original orig origin originally develop trunk upstream vanilla stock unpatched unoptimized unstable'
const candidateWords = 'after pr mr patched patch candidate contender new ours proposed now optimized optimised'
/** Headers of other languages, whole words only. */
const otherLanguages: readonly [string, string][] = [
  ['优化前', '优化后'],
  ['優化前', '優化後'],
  ['修改前', '修改后'],
  ['改动前', '改动后'],
  ['变更前', '变更后'],
  ['変更前', '変更後'],
  ['修正前', '修正後'],
  ['改善前', '改善後'],
  ['最適化前', '最適化後'],
  ['改前', '改后'],
  ['之前', '之后'],
  ['以前', '以后'],
  ['vorher', 'nachher'],
  ['avant', 'après'],
  ['antes', 'después'],
  ['antes', 'depois'],
  ['до', 'после'],
]
const words = new Map<string, Side>([
  ...baselineWords.split(' ').map((word): [string, Side] => [word, 'baseline']),
  ...candidateWords.split(' ').map((word): [string, Side] => [word, 'candidate']),
  ...otherLanguages.flatMap(([old, fresh]): [string, Side][] => [
    [old, 'baseline'],
    [fresh, 'candidate'],
  ]),
])

/**
 * The side that a short label states. Words of both sides ("main vs this PR", "before/after") state none.
 * `rest` is what the label says besides.
 */
export function sideOf(label: string, names: SideNames = noNames): SideLabel {
  return names === noNames ? bySayings(label) : judge(label, names)
}

/** Labels repeat in every row of a file. */
const bySayings = remember((label) => judge(label, noNames))

function judge(label: string, names: SideNames): SideLabel {
  let text = ` ${label
    .replace(/[`*"'#:=[\]│|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()} `
  // "Before GC" and "after warm-up" are stages of one run, "main thread" is a part of one program.
  text = text.replace(stages, (stage) => stage.replace(/ /g, '-'))
  // Another pull request by its number is no side.
  text = text.replace(/\b(?:pr|mr|pull request)[ -]?(?=\d)/gi, 'PR-')
  const found = new Set<Side>()
  for (const side of ['baseline', 'candidate'] as const) {
    for (const name of names[side]) {
      if (name !== '' && text.includes(` ${name} `)) {
        found.add(side)
        text = text.replaceAll(` ${name} `, ' ')
      }
    }
  }
  for (const [phrase, side] of phrases) {
    text = text.replace(phrase, () => {
      found.add(side)
      return ' '
    })
  }
  // Words are divided by spaces, brackets, commas, slashes and low lines; `bert-base` and `New-8` are names.
  const rest = text.replace(/[^\s()_,/→]+/g, (token) => {
    const side = words.get(token.toLowerCase().replace(/\.(?:txt|json|csv|log|out)$/, ''))
    if (side === undefined) return token
    found.add(side)
    return ' '
  })
  const [side = 'unknown'] = found
  const current = found.size === 0 && /(?<![-\w])(?:current|currently|today)(?![-\w])/i.test(rest)
  const left = current ? rest.replace(/(?<![-\w])(?:current|currently|today)(?![-\w])/gi, ' ') : rest
  return { side: found.size === 1 ? side : 'unknown', rest: tidy(left), current }
}

const stages =
  /\b(?:before|after|pre|post)[- ](?:gc|garbage collection|warm-?up|warming|compaction|restart|reload|loading|load|start-?up|compression|encoding|training|fine-?tuning|epochs?|flush|collection|init\w*|login|boot|hydration|mount(?:ing)?|shutdown|suspend|resume|(?:the )?first (?:token|byte|paint|request|render|frame|run|batch|chunk|row|use))\b|\b(?:new|old) (?:users?|customers?|clients?|connections?|sessions?|gen(?:eration)?|space|objects?|files?|entries|keys?|rows?|data)(?![ -]?\w)|\b(?:main|master|base) (?:thread|process|loop|node|memory|model|class|worker|window|menu|page|branch of)\b|\b(?:now|new|old) (?:and|or) then\b/gi

/** Whether a label names both sides ("main vs PR", "before/after"): a heading for a comparison. */
export function namesBoth(label: string): boolean {
  const text = label.toLowerCase()
  return (
    [...words].some(([w, s]) => s === 'baseline' && hasWord(text, w)) && [...words].some(([w, s]) => s === 'candidate' && hasWord(text, w))
  )
}

function hasWord(text: string, word: string): boolean {
  return text.split(/[^a-z0-9^-]+/).includes(word)
}

const filler = new Set(
  'the this a an my our branch pr run runs result results with on in of for and at is are benchmark benchmarks performance version commit using from to it is be becomes they we get gets have has see shows show give gives numbers figures output outputs following looks like'.split(
    ' ',
  ),
)

/** What is left of a label, without filler words and empty brackets. */
function tidy(text: string): string {
  return text
    .replace(/\(\s*\)|_/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !filler.has(word.toLowerCase()) && /[\p{L}\p{N}]/u.test(word))
    .join(' ')
    .replace(/^[,;.\-–—\s]+|(?<![,;.\-–—\s])[,;.\-–—\s]+$/g, '')
}

/** Whether a line can stand over figures as their label: short, or a caption that ends with a colon. */
export function isLabel(line: string): boolean {
  const text = line.trim()
  const count = text.split(/\s+/).length
  return text !== '' && text.length <= 160 && (count <= 6 || (/[:：]$/.test(text) && count <= 24))
}

/**
 * The side of a caption. In a long one only phrases count ("with this PR", "on main"): "now" and "new" are ordinary
 * words of a sentence.
 */
export function captionSide(caption: string, names: SideNames = noNames): SideLabel {
  const text = caption
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ ?[:：]$/, '')
  const count = text.split(/\s+/).length
  if (count <= 5) {
    const label = sideOf(text, names)
    // "What the new benchmarks give": an adjective within a phrase is no label.
    const inside = count >= 4 && /^\S+ .*\b(?:new|old|now|base|original|previous|current|feature|head)\b.* \S+$/i.test(text)
    return inside ? { side: 'unknown', rest: text, current: false } : label
  }
  const strong = [...text.toLowerCase().matchAll(strongWords)].map((m) => m[0])
  const label = sideOf(strong.join(' , '), names)
  return label.side === 'unknown' ? { side: 'unknown', rest: '', current: false } : { side: label.side, rest: '', current: false }
}
const strongWords = new RegExp(
  `\\b(?:before|after|with|without|w/o|using|on|from|in) (?:${which} )?${change}\\b|\\b(?:on|with|against|from|in|using) (?:the )?(?:current |latest )?(?:main|master|mainline|baseline|trunk)\\b|^(?:before|after|baseline|main|master)\\b|,? (?:before|after|baseline|origin|original)$`,
  'g',
)
