/** Where GitHub's description contradicts what GitHub answers. Each with what is really answered. */

interface Correction {
  schema: string
  /** The way through `properties` and `items`. */
  path: readonly string[]
}

/** Described as a string, answered as null where there is none. */
const nullable: readonly Correction[] = [
  { schema: 'pull-request-simple', path: ['properties', 'labels', 'items', 'properties', 'description'] },
]

/** Described as a person and an enterprise at once, answered as one of them. */
export function correctInstallations(paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>): void {
  const steps = ['get', 'responses', '200', 'content', 'application/json', 'schema', 'items', 'properties', 'account']
  let place: unknown = paths['/app/installations']
  for (const step of steps) place = (place as Record<string, unknown> | undefined)?.[step]
  const account = place as Record<string, unknown> | undefined
  if (!account || !Array.isArray(account.allOf)) return
  account.anyOf = account.allOf
  delete account.allOf
}

export function correct(components: Readonly<Record<string, Readonly<Record<string, unknown>>>>): void {
  for (const { schema, path } of nullable) {
    let place = components.schemas?.[schema]
    for (const step of path) place = (place as Record<string, unknown> | undefined)?.[step]
    if (place) (place as Record<string, unknown>).nullable = true
  }
}
