/** Finds secrets; never repeats them. */
import { privatePatterns, type SecretPattern, secretPatterns, suspiciousLine } from './secret-patterns.ts'

export { suspiciousLine } from './secret-patterns.ts'

export interface SecretPlace {
  path: string
  /** From 1. */
  line: number
  /** What it looks like: "AWS access key id", "private key". */
  kind: string
}

interface Line {
  path: string
  line: number
  text: string
}

/** Secrets are shorter; a line of 100 MB is looked at in pieces that overlap. */
const pieceLength = 32_768
const overlap = 2048

/**
 * Places in `documents` that hold secrets, by path and line; a place is named once. `privateSource` adds e-mail
 * addresses, internal hosts and private network addresses, which are nobody's secret in a public repository. Lines of a
 * diff may keep their `+` and `-`.
 */
export async function findSecrets(
  documents: readonly { path: string; text: string }[],
  options: { privateSource?: boolean } = {},
): Promise<SecretPlace[]> {
  const privately = options.privateSource === true
  const suspects = documents.flatMap((document) => [...suspectLines(document, suspiciousLine)])
  const places = [...byPatterns(suspects, secretPatterns), ...(await byPreset(suspects))]
  if (privately) {
    for (const document of documents) {
      const anyLine = privatePatterns.map(({ pattern }) => pattern.source).join('|')
      places.push(...byPatterns([...suspectLines(document, new RegExp(anyLine, 'i'))], privatePatterns))
    }
  }
  const first = new Map(places.map((place) => [`${place.path}\0${place.line}`, place] as const).reverse())
  return [...first.values()].sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1))
}

/** The lines that `pattern` matches, without the mark of a diff. */
function* suspectLines({ path, text }: { path: string; text: string }, pattern: RegExp): Generator<Line> {
  const search = new RegExp(pattern.source, `${pattern.flags}g`)
  let counted = 0
  let line = 1
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    const start = text.lastIndexOf('\n', match.index) + 1
    const end = text.indexOf('\n', match.index)
    const stop = end < 0 ? text.length : end
    for (let next = text.indexOf('\n', counted); next >= 0 && next < start; next = text.indexOf('\n', counted)) {
      line++
      counted = next + 1
    }
    // A key's own first line begins with five dashes; six are a removed one.
    const whole = text.slice(start, stop).replace(/^(?:\+|-(?!----(?:BEGIN|END)))/, '')
    for (let piece = 0; piece < whole.length; piece += pieceLength)
      yield { path, line, text: whole.slice(piece, piece + pieceLength + overlap) }
    search.lastIndex = stop + 1
    if (end < 0) return
  }
}

function byPatterns(lines: readonly Line[], patterns: readonly SecretPattern[]): SecretPlace[] {
  return lines.flatMap(({ path, line, text }) => {
    const found = patterns.find((one) => matches(one, text))
    return found ? [{ path, line, kind: found.kind }] : []
  })
}

/** The first match may be a placeholder and the second a secret. */
function matches({ pattern, holds }: SecretPattern, text: string): boolean {
  if (holds === undefined) return pattern.test(text)
  return [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))].some((match) =>
    holds(match.slice(1).map((group) => group ?? '')),
  )
}

/** Findings of the preset that are no secret: a number of an account, an address whose password is a word. */
const harmless = /AWSAccountID/

/** secretlint's preset, loaded only when a line is suspicious; one run over all of them. */
async function byPreset(lines: readonly Line[]): Promise<SecretPlace[]> {
  if (lines.length === 0) return []
  const [{ lintSource }, { creator }, { secretLintProfiler }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
    import('@secretlint/profiler'),
  ])
  // Otherwise each run leaves some fifty entries in the process's performance buffer, for ever.
  secretLintProfiler.setEnabled(false)
  // A comment in the text must not switch the rules off.
  const content = lines.map(({ text }) => text.replaceAll(/secretlint-/gi, 'secretlint_')).join('\n')
  const { messages } = await lintSource({
    source: { content, filePath: 'text', ext: '', contentType: 'text' },
    options: { config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }] }, noPhysicFilePath: true },
  })
  return messages.flatMap((message) => {
    const found = lines[message.loc.start.line - 1]
    if (found === undefined || harmless.test(message.messageId) || isWordInAddress(content.slice(message.range[0], message.range[1])))
      return []
    return [{ path: found.path, line: found.line, kind: kindOf(message.ruleId) }]
  })
}

/** `postgres://user:password@localhost` stands in every manual. */
function isWordInAddress(text: string): boolean {
  const password = /:\/\/[^\s/:@]*:([^\s/@]*)@/.exec(text)?.[1]
  return password !== undefined && /^(?:.{0,5}|[a-z]{1,12}\d{0,4}|[<$%{[].*|\*+|x+)$/i.test(password)
}

/** `@secretlint/secretlint-rule-hashicorp-vault` → "hashicorp vault credential". */
function kindOf(ruleId: string): string {
  const name = ruleId.replace(/^.*secretlint-rule-/, '').replaceAll('-', ' ')
  return name === 'privatekey'
    ? 'private key'
    : name === 'basicauth' || name === 'database connection string'
      ? 'password in an address'
      : `${name} credential`
}
