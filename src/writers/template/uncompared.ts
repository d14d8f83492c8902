/** What a page without rows says of figures that were measured all the same. */
import type { Inline } from '../../model.ts'
import type { Context } from './context.ts'
import { listed } from './verbs.ts'

/** A number that is no part of a name. */
const BARE = /(?<![\p{L}\d._/-])\d[\d.,]*(?![\p{L}\d_/-])/u

/** Names with digits are terms; figures in a reason have no claim, so that they stay in the ledger. */
export function reasonWords(reason: string, { environments }: Context['study']): Inline[] {
  const places = [...new Set(Object.values(environments).flatMap((place) => Object.values(place)))]
    .filter((name) => /\d/.test(name) && reason.includes(name))
    .sort((a, b) => b.length - a.length)
  // A machine's name is a term as a whole, with the brackets and numbers in it; a mark stands for it meanwhile.
  const marked = places.reduce((text, name, i) => text.replaceAll(name, `\uE000${MARKS[i] ?? ''}`), reason)
  const plain = marked
    .replace(/\s*\(([^()]*)\)/g, (bracket, inside: string) => (BARE.test(inside) ? '' : bracket))
    .replace(/:\s[^;:]*(?=[.;])/g, (list) => (BARE.test(list) ? '' : list))
  if (BARE.test(plain)) return ['the sides differ']
  return plain
    .replace(/[.]$/, '')
    .split(/(\uE000[a-z]|[^\s()]*\d[^\s(),;]*)/)
    .filter((piece) => piece !== '')
    .map((piece): Inline => {
      const place = piece.startsWith('\uE000') ? places[MARKS.indexOf(piece.slice(1))] : undefined
      return place !== undefined ? { term: place } : /\d/.test(piece) ? { term: piece } : piece
    })
}

/** More machines than letters are not told apart. */
const MARKS = 'abcdefghijklmnopqrstuvwxyz'

/** "What was measured (baseline, candidate) cannot be compared: …"; empty where nothing was measured. */
export function uncomparedSentence({ study }: Context): Inline[] {
  if (study.uncompared.length === 0) return []
  const sides = [...study.sources.values()].filter(({ kind }) => kind === 'benchmark')
  const links = sides.map(
    ({ id }): Inline => ({ cite: id, children: [id.split(' ').at(-1) === 'unknown' ? 'files' : `files of the ${id.split(' ').at(-1)}`] }),
  )
  const reasons = study.uncompared.map((reason, i): Inline[] => {
    const [first, ...rest] = reasonWords(reason, study)
    return [
      ...(i === 0 ? [] : ['; ']),
      typeof first === 'string' ? first.slice(0, 1).toLowerCase() + first.slice(1) : (first ?? ''),
      ...rest,
    ]
  })
  const where: Inline[] = links.length === 0 ? [] : [' (', ...listed(links), ')']
  return ['What was measured', ...where, ' cannot be compared: ', ...reasons.flat(), '. No change of performance is claimed.']
}
