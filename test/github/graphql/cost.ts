/**
 * What a query costs, by GitHub's published rule: a point for each hundred requests that its connections would need
 * if every one were full, at least one; and at most 500,000 nodes in all.
 * https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
import { type ArgumentNode, type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql'

export interface Cost {
  points: number
  nodes: number
}

export const mostNodes = 500_000

export function costOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Cost {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  let requests = 0
  let nodes = 0

  const walk = (selected: SelectionSetNode | undefined, times: number): void => {
    for (const selection of selected?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) walk(fragments.get(selection.name.value)?.selectionSet, times)
      else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, times)
      else {
        const size = sizeOf(selection.arguments ?? [], variables)
        if (size !== null) {
          requests += times
          nodes += times * size
        }
        walk(selection.selectionSet, times * (size ?? 1))
      }
    }
  }
  for (const definition of document.definitions) if (definition.kind === Kind.OPERATION_DEFINITION) walk(definition.selectionSet, 1)
  return { points: Math.max(1, Math.round(requests / 100)), nodes }
}

/** The `first` or `last` of a connection; null where it is none. */
function sizeOf(args: readonly ArgumentNode[], variables: Readonly<Record<string, unknown>>): number | null {
  const bound = args.find(({ name }) => name.value === 'first' || name.value === 'last')?.value
  if (bound?.kind === Kind.INT) return Number(bound.value)
  return bound?.kind === Kind.VARIABLE ? Number(variables[bound.name.value] ?? 0) : null
}
