/** What a page without rows says of figures that were measured all the same. */
import type { Inline } from '../../model.ts'
import type { Context } from './context.ts'
import { listed } from './verbs.ts'

/** Names with digits are terms; figures in a reason have no claim, so that they stay in the ledger. */
export function reasonWords(reason: string): Inline[] {
  const bare = /(?<![\p{L}\d._/-])\d[\d.,]*(?![\p{L}\d_/-])/u
  const plain = reason
    .replace(/\s*\(([^()]*)\)/g, (bracket, inside: string) => (bare.test(inside) ? '' : bracket))
    .replace(/:\s[^;:]*(?=[.;])/g, (list) => (bare.test(list) ? '' : list))
  if (bare.test(plain)) return ['the sides differ']
  return plain
    .replace(/[.]$/, '')
    .split(/([^\s()]*\d[^\s(),;]*)/)
    .filter((piece) => piece !== '')
    .map((piece): Inline => (/\d/.test(piece) ? { term: piece } : piece))
}

/** "What was measured (baseline, candidate) cannot be compared: …"; empty where nothing was measured. */
export function uncomparedSentence({ study }: Context): Inline[] {
  if (study.uncompared.length === 0) return []
  const sides = [...study.sources.values()].filter(({ kind }) => kind === 'benchmark')
  const links = sides.map(
    ({ id }): Inline => ({ cite: id, children: [id.split(' ').at(-1) === 'unknown' ? 'files' : `files of the ${id.split(' ').at(-1)}`] }),
  )
  const reasons = study.uncompared.map((reason, i): Inline[] => {
    const [first, ...rest] = reasonWords(reason)
    return [
      ...(i === 0 ? [] : ['; ']),
      typeof first === 'string' ? first.slice(0, 1).toLowerCase() + first.slice(1) : (first ?? ''),
      ...rest,
    ]
  })
  const where: Inline[] = links.length === 0 ? [] : [' (', ...listed(links), ')']
  return ['What was measured', ...where, ' cannot be compared: ', ...reasons.flat(), '. No change of performance is claimed.']
}
