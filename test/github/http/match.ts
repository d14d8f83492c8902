/** Finds the operation that a method and a path mean. */
import { type Operation, operations } from '../description/operation.ts'
import type { Route } from '../rest/route.ts'

export interface Match {
  route: Route
  operation: Operation
  params: Record<string, string>
}

/** Names whose values may hold slashes. */
const greedy = new Set(['path', 'ref', 'basehead', 'dir'])

export function matcher(routes: readonly Route[]): (method: string, path: string) => Match | null {
  const compiled = routes.map((route) => {
    const operation = operations.get(route.operation)
    if (!operation) throw new Error(`${route.operation} is not in description.json: run node scripts/github-description.ts`)
    return { route, operation, ...compile(operation) }
  })
  // The most literal template wins: /releases/latest before /releases/{release_id}.
  compiled.sort((a, b) => a.names.length - b.names.length || b.operation.template.length - a.operation.template.length)
  return (method, path) => {
    for (const { route, operation, pattern, names } of compiled) {
      const found = operation.method === (method === 'HEAD' ? 'GET' : method) ? pattern.exec(path) : null
      if (found)
        return {
          route,
          operation,
          params: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')])),
        }
    }
    return null
  }
}

function compile(operation: Operation): { pattern: RegExp; names: string[] } {
  const names: string[] = []
  const source = operation.template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    names.push(name)
    // The folder at the top has an empty path; in `/commits/{ref}/status` the ref ends before the next word.
    return name === 'path' ? '(.*)' : greedy.has(name) ? '(.+)' : '([^/]+)'
  })
  return { pattern: new RegExp(`^${source.replace('/contents/(.*)', '/contents(?:/(.*))?')}$`), names }
}
