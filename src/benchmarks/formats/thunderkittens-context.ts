/** What the lines above a figure say about it: what is measured, and for which shapes. */
export interface Context {
  condition: string
  /** "Backward Pass Only". */
  what: string
  /** Whether a time of this shape stands above. */
  timed: boolean
}

export const startContext: Context = { condition: '', what: '', timed: false }

/** A line that names a shape begins a new context; every other leaves it as it is. */
export function contextOf(text: string, context: Context): Context {
  const plain = text.trim()
  const what = /^Measure Performance for (\S.{0,80})$/.exec(plain)?.[1]
  if (what !== undefined) return { what, condition: what, timed: false }
  const shape = shapeOf(plain)
  if (shape === null) return context
  return { ...context, condition: [context.what, shape].filter((part) => part !== '').join(', '), timed: false }
}

/** `Head Dim = 64, Seq Len = 1024`, `----- M=8192 N=8192 -----`, `(M, N, K): (1, 2, 3)`, `<Matmul | 8192x8192>`. */
function shapeOf(text: string): string | null {
  if (text.length > 300) return null
  const ruled = text.startsWith('-----') && text.endsWith('-----') ? text.replace(/^-+|-+$/g, '').trim() : text
  if (/^\([A-Z](?:, [A-Z])*\): \([\d, ]+\)$/.test(text)) return text
  if (/^<[^<>]+ \| [^<>]+>$/.test(text)) return text.slice(1, -1)
  return isAssignments(ruled) ? ruled.replaceAll(' = ', '=') : null
}

/** Two or more `name=value`, and nothing else. */
function isAssignments(text: string): boolean {
  const parts = text.split(/, | (?=\w+=)/)
  return parts.length >= 2 && parts.every((part) => /^\w[\w ]{0,30}=[\w.]+$/.test(part.replace(' = ', '=').trim()))
}
