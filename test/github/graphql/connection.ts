/** Lists in GraphQL's form, cut by `first`/`after` or `last`/`before`. */
import type { Node } from './context.ts'
import { QueryRefusal } from './refusal.ts'

export interface ConnectionArguments {
  first?: number | null
  last?: number | null
  after?: string | null
  before?: string | null
}

/** `node` makes an item's object only for those that are shown. */
export function connection<T>(items: readonly T[], args: ConnectionArguments, node: (item: T) => unknown): Node {
  const first = args.first ?? undefined
  const last = args.last ?? undefined
  if (first === undefined && last === undefined) {
    throw new QueryRefusal(
      'MISSING_PAGINATION_BOUNDARIES',
      'You must provide a `first` or `last` value to properly paginate the connection.',
    )
  }
  const size = first ?? last ?? 0
  if (size > 100 || size < 0) {
    throw new QueryRefusal(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records on the connection exceeds the \`first\` limit of 100 records.`,
    )
  }
  const from = args.after ? position(args.after) + 1 : 0
  const to = args.before ? position(args.before) : items.length
  const start = first !== undefined ? from : Math.max(from, to - size)
  const end = first !== undefined ? Math.min(to, from + size) : to
  const shown = items.slice(start, end)
  return {
    totalCount: items.length,
    nodes: () => shown.map(node),
    edges: () => shown.map((item, index) => ({ cursor: cursor(start + index), node: () => node(item) })),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: shown.length > 0 ? cursor(start) : null,
      endCursor: shown.length > 0 ? cursor(end - 1) : null,
    },
  }
}

function cursor(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64')
}

function position(text: string): number {
  return Number(Buffer.from(text, 'base64').toString().split(':')[1])
}
