/** Who may read a source and a showcase, and what follows for an entry. Fails closed: what nobody knows counts as private at the source and as public at the showcase. */

export const privateFields = [
  'title',
  'repository',
  'people',
  'links',
  'dates',
  'environment',
  'figures',
  'quotations',
  'benchmark-names',
  'topics',
  'size',
] as const
/** What of a private source may become public, field by field. */
export type PrivateField = (typeof privateFields)[number]

/** What the source's own configuration, on its default branch, says. */
export interface Privacy {
  publishPrivate: boolean
  fields: readonly PrivateField[]
  approvers: readonly string[]
}

/** Null where nobody could say. */
type IsPrivate = boolean | null

/** A website is made from a showcase, and GitHub Pages of a private repository are public unless an enterprise hides them. */
export function staysPrivate({ isPrivate, hasPages }: { isPrivate: boolean; hasPages: boolean }): boolean {
  return isPrivate && !hasPages
}

/** `open`: everything may go there; `staged`: only what the allow-list opens, after an approval; `refused`: nothing. */
export type WayOut = { kind: 'open' } | { kind: 'staged' } | { kind: 'refused'; why: string }

/** The way an entry may take from a source to a showcase. */
export function wayOut(
  source: { name: string; isPrivate: IsPrivate },
  showcase: { name: string; isPrivate: IsPrivate },
  privacy: Privacy,
): WayOut {
  if (source.isPrivate === false || showcase.isPrivate === true) return { kind: 'open' }
  if (source.isPrivate === null) {
    return { kind: 'refused', why: `nobody here can say whether ${source.name} is public, and ${showcase.name} may be read by everybody.` }
  }
  if (!privacy.publishPrivate) {
    return {
      kind: 'refused',
      why: `${source.name} is private and ${showcase.name} is public, or has a website (GitHub Pages). Only its own configuration, .github/casewright.yml on its default branch, may allow entries about it: privacy: { publish-private: true, approvers: [LOGIN] }. See first what would become public: casewright disclose.`,
    }
  }
  if (privacy.approvers.length === 0) {
    return {
      kind: 'refused',
      why: `${source.name} is private, and its configuration names nobody who may approve what becomes public. Add to .github/casewright.yml: privacy: { approvers: [LOGIN] }, somebody else than who asks.`,
    }
  }
  return { kind: 'staged' }
}
