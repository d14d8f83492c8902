/** How large a change is, in words with claims: "3 files, 1 line added, 12 removed". */
import type { Study } from '../../claims/study.ts'
import type { Inline } from '../../model.ts'

export function changeSize({ claims }: Study): Inline[] {
  const count = (id: string): Inline => ({ claim: `count.${id}`, as: 'number' })
  const one = (id: string) => claims.get(`count.${id}`)?.value === 1
  return [
    count('files'),
    one('files') ? ' file, ' : ' files, ',
    count('added'),
    one('added') ? ' line added, ' : ' lines added, ',
    count('removed'),
    ' removed',
  ]
}
