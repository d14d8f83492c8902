/** Git's spelling of paths with unusual bytes: `"src/caf\303\251.go"` (git-config(1), core.quotePath). */

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' }

/** The path itself; one without quotation marks stays as it is. */
export function unquoted(path: string): string {
  if (path.length < 2 || !path.startsWith('"') || !path.endsWith('"')) return path
  const bytes = path.slice(1, -1).replace(/\\([0-7]{3}|.)|[^\\]+/gs, (text, code: string | undefined) => {
    if (code === undefined) return Buffer.from(text, 'utf8').toString('latin1')
    return code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8) & 255) : (ESCAPES[code] ?? code)
  })
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
