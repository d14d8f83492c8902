/** Stops a draft that would publish a secret; names places, never the secret. */
import { KnownError } from '../errors.ts'
import { findSecrets, type SecretPlace } from '../policy/secrets.ts'

export interface TextPlace {
  path: string
  text: string
}

/** A line of a diff, at the head. */
export interface DiffLine extends TextPlace {
  line: number
}

/** Most places a message names. */
const MOST = 20

/** Throws for the places that nobody allowed by name (`path:line`). */
function refuse(found: readonly SecretPlace[], where: string, allowed: ReadonlySet<string>): void {
  const places = found.filter(({ path, line }) => !allowed.has(`${path}:${line}`))
  if (places.length === 0) return
  const list = places.slice(0, MOST).map(({ path, line, kind }) => `  ${path}:${line}  ${kind}`)
  const more = places.length > MOST ? [`  and ${places.length - MOST} more`] : []
  const mend =
    'Remove it, and revoke it: a secret that was committed or pasted is known. If it is an example and no secret, allow its place: --allow-secret PATH:LINE.'
  throw new KnownError([`nothing was written: ${where} what looks like a secret.`, ...list, ...more, mend].join('\n'))
}

/** Throws a KnownError when a document holds a secret; of a private source also for addresses, internal hosts and networks. */
export async function refuseSecrets(
  documents: readonly TextPlace[],
  where: string,
  allowed: ReadonlySet<string>,
  options: { privateSource?: boolean } = {},
): Promise<void> {
  refuse(await findSecrets(documents, options), where, allowed)
}

/** The same for single lines of a diff that is too large to keep, under their own line numbers. */
export async function refuseSecretsInDiff(lines: readonly DiffLine[], allowed: ReadonlySet<string>): Promise<void> {
  const places: SecretPlace[] = []
  for (const [path, group] of Map.groupBy(lines, (line) => line.path)) {
    const found = await findSecrets([{ path, text: group.map((line) => line.text).join('\n') }])
    places.push(...found.map((place) => ({ ...place, line: group[place.line - 1]?.line ?? place.line })))
  }
  refuse(places, 'the diff adds', allowed)
}
