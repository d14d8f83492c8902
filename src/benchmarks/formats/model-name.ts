import type { Findings, Place } from '../findings.ts'

/** Whether a text is a path of somebody's machine, which is not for publication. */
export function isLocalPath(text: string): boolean {
  return /^(?:\/|~\/|\.{1,2}\/|[A-Za-z]:[\\/]|\\\\)/.test(text)
}

/**
 * The name of a model as others may read it. Of a path only the end is kept: the name in a Hugging Face cache
 * (`…/models--Qwen--Qwen3-8B/snapshots/…`), else the last part; the path itself is flagged.
 */
export function modelName(text: string | null, place: Place, found: Findings): string | null {
  if (text === null || !isLocalPath(text)) return text
  found.flag('private-path', 'The model is named by a path of the machine: only its name is kept.', place)
  const cached = /models--([^/\\]+)/.exec(text)?.[1]
  if (cached !== undefined) return cached.replaceAll('--', '/')
  return text.split(/[/\\]/).findLast((part) => part !== '') ?? null
}
