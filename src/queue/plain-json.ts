/** What PostgreSQL's jsonb takes: it refuses U+0000 and half characters, and one such delivery must not stop others. */

/** A copy without what jsonb refuses. */
export function plainJson<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, part) => (typeof part === 'string' ? part.replaceAll('\u0000', '').toWellFormed() : part)),
  ) as T
}
