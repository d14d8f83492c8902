/** Every request the fake answered, for invariants: how many, of what kind, with which bytes. */

export interface Exchange {
  /** From 0, in the order of arrival; `fault({ request: n })` counts the same way. */
  index: number
  kind: 'rest' | 'graphql' | 'git' | 'download'
  method: string
  path: string
  query: string
  /** An operation of GitHub's description (`pulls/get`), `query`, the mutation's name, `git-upload-pack` … */
  operation: string
  /** Whether it changes the world: a REST method other than GET, a mutation, a push. */
  write: boolean
  /** Who asked: a login, an app's slug for its JWT, or `anonymous`. */
  actor: string
  /** The installation whose token it came with. */
  installation: number | null
  /** In lower case, without the authorization. */
  headers: Readonly<Record<string, string>>
  /** The body as sent; parsed where it is JSON. */
  body: unknown
  text: string
  status: number
  /** Parsed JSON, the text of another answer, or null for bytes. */
  answer: unknown
}

/** Picks exchanges: each given property must be equal, or match where it is a pattern. */
export interface ExchangeFilter {
  kind?: Exchange['kind']
  method?: string
  path?: string | RegExp
  operation?: string | RegExp
  write?: boolean
  actor?: string
  status?: number
}

export function pick(history: readonly Exchange[], filter: ExchangeFilter): Exchange[] {
  return history.filter((exchange) =>
    Object.entries(filter).every(([name, wanted]) => {
      const value = exchange[name as keyof ExchangeFilter]
      return wanted instanceof RegExp ? wanted.test(String(value)) : value === wanted
    }),
  )
}
