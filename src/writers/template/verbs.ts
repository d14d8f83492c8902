/** English grammar that templates need: a commit's imperative into "This change …s", a title into a phrase, lists. */
import type { Subject } from '../../model.ts'

/** Base verbs that open titles and commit subjects. Anything else is left as its author wrote it. */
const VERBS = new Set(
  `accept add adapt adjust align allocate allow apply assert avoid batch benchmark build bump bypass cache call change check clean clear
  close collapse combine compact compare compile compress compute convert copy count cover create cut deduplicate defer delete deprecate
  detect disable document drop emit enable ensure escape evict expose extend extract fall find fix flatten fold format fuse generate get give go group
  guard handle hide hoist implement improve inline introduce invalidate join keep know let limit load lock look lower make mark merge migrate move
  normalize normalise omit optimize optimise overlap pack parallelize parallelise parse pass pin pipeline precompute prefer prefetch
  prevent preserve propagate provide put read recognise recognize record reduce refactor refuse release remove rename reorder replace report
  require reset resolve respect restore retry return reuse rewrite route run save say scan send serialize serialise set shard share shrink simplify
  show skip sort spawn speed spell split start state stop store stream strip support swap switch take teach tell test time track trim try turn unify unroll update use
  validate vectorize vectorise verify wait warm work wrap write`.split(/\s+/),
)

function thirdPerson(verb: string): string {
  if (/(?:s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`
  return `${verb}s`
}

/** `[Kernel] perf(moe)!: fuse x (#12)` → `Fuse x`: the title without tags, scope and number. */
export function plainTitle(title: string): string {
  const bare = title
    .replace(/^(?:\s*\[[^\]]*\])+\s*/, '')
    .replace(/^[\w./-]+(?:\([^)]*\))?!?:\s+/, '')
    .replace(/\s*\(#\d+\)\s*$/, '')
    .replace(/(?<![.\s])[.\s]+$/, '')
    .trim()
  const text = bare === '' ? title.trim() : bare
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** A subject's title without tags, scope and number; a release's is made of names, which stay as they are. */
export function bareTitle({ kind, title }: Pick<Subject, 'kind' | 'title'>): string {
  return kind === 'release' ? title : plainTitle(title)
}

/** `Keep scores in registers, write weights once` → `keeps scores in registers, writes weights once`; null when it does not begin with a known verb. */
export function asPredicate(text: string): string | null {
  const pieces = plainTitle(text).split(/(, (?:and )?|; | and )/)
  const turned = pieces.map((piece, i) => {
    const [word = '', ...rest] = piece.split(' ')
    const verb = word.toLowerCase()
    if (!VERBS.has(verb)) return i === 0 ? null : piece
    // "split and cache results" has two verbs, "split map and list" one: a later word is a verb only with an object.
    if (i > 0 && rest.length === 0) return piece
    return [thirdPerson(verb), ...rest].join(' ')
  })
  return turned[0] === null ? null : turned.join('')
}

/** `a`, `a and b`, `a, b and c`, for pieces of any kind. */
export function listed<T>(items: readonly T[]): (T | string)[] {
  return items.flatMap((item, i) => (i === 0 ? [item] : [i === items.length - 1 ? ' and ' : ', ', item]))
}

/** `ringcache is an in-process LRU cache for Go services.` → `an in-process LRU cache for Go services`; null when it does not read so. */
export function apposition(introduction: string | null, name: string): string | null {
  const project = name.split('/').at(-1) ?? name
  const match = /^(\S+) is ((?:an?|the) [^.;:]+?)[.]?$/i.exec(introduction ?? '')
  if (match === null || match[1]?.toLowerCase() !== project.toLowerCase()) return null
  const phrase = match[2] ?? ''
  return phrase.split(' ').length <= 14 ? phrase : null
}

/** The project's own spelling of its name: from its README's first word, else the last part of `owner/name`. */
export function projectName(introduction: string | null, name: string): string {
  const project = name.split('/').at(-1) ?? name
  const spelt = /^\S+/.exec(introduction ?? '')?.[0]
  return spelt?.toLowerCase() === project.toLowerCase() ? spelt : project
}
