/** Who may let private bytes go: a person of the source's `privacy: approvers`, not the one who asked, on exactly this commit. Pure. */

/** An account: the number stays through renames, the login does not. Null where nobody could say the number. */
export interface Person {
  login: string
  account: number | null
}

export interface Review extends Person {
  id: number
  /** GitHub's word: `User`, `Bot` … */
  type: string
  /** GitHub's word: `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED`, `DISMISSED`. */
  state: string
  /** The commit that was looked at. */
  commit: string | null
}

export interface ApprovalRequest {
  /** In the order in which they were given. */
  reviews: readonly Review[]
  head: string
  approvers: readonly string[]
  /** Who asked, who opened the pull request, who committed to it: none of them is a second person. */
  involved: readonly Person[]
}

/** The approval, or what is missing in a sentence. */
export function approvalOf({ reviews, head, approvers, involved }: ApprovalRequest): { by: string; review: number } | { missing: string } {
  const fold = (login: string) => login.toLowerCase()
  const [named, own] = [new Set(approvers.map(fold)), new Set(involved.map(({ login }) => fold(login)))]
  // Whoever asked under one name and approves under another is one person.
  const accounts = new Set(involved.flatMap(({ account }) => account ?? []))
  const may = (login: string) => named.has(fold(login)) && !own.has(fold(login))
  const isSecond = ({ login, account }: Person) => may(login) && (account === null || !accounts.has(account))
  const verdicts = reviews.filter(({ state }) => state !== 'COMMENTED' && state !== 'PENDING')
  const latest = new Map(verdicts.map((review) => [fold(review.login), review]))
  const ofApprovers = [...latest.values()].filter(({ login, account, type }) => type === 'User' && isSecond({ login, account }))
  const against = ofApprovers.find(({ state }) => state === 'CHANGES_REQUESTED')
  if (against !== undefined) return { missing: `${against.login} asks for changes.` }
  const approved = ofApprovers.filter(({ state }) => state === 'APPROVED')
  const found = approved.find(({ commit }) => commit === head)
  if (found !== undefined) return { by: found.login, review: found.id }
  const stale = approved[0]
  if (stale !== undefined) return { missing: `${stale.login} approved an earlier commit; what would go out now is ${head.slice(0, 12)}.` }
  const left = approvers.filter(may)
  if (left.length === 0)
    return { missing: 'Everybody who may approve asked for it or wrote it. Name a second person under privacy: approvers.' }
  const other = [...latest.values()].find(({ state }) => state === 'APPROVED')
  const beside = other === undefined ? '' : ` The approval of ${other.login} does not count here.`
  return { missing: `It waits for an approving review of ${left.length === 1 ? left[0] : `one of ${left.join(', ')}`}.${beside}` }
}
