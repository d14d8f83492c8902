/** Added lines of a diff that may hold a secret: few enough to keep; policy/secrets.ts decides what they are. */

export interface SuspectLine {
  path: string
  /** At the head, from 1. */
  line: number
  text: string
}

export interface Suspects {
  /**
   * Looks at added lines that follow one another, `+` and line feed with each; the first is number `line`. One search
   * over many lines is ten times as fast as one for each.
   */
  look(path: string, line: number, added: Buffer): void
  kept: SuspectLine[]
  /** How many were not kept. */
  cut(): number
}

const mostBytes = 8 << 20

/** `suspicious` is what a line is tested with. */
export function suspectsOf(suspicious: RegExp): Suspects {
  const search = new RegExp(suspicious.source, `${suspicious.flags.replaceAll('g', '')}g`)
  const kept: SuspectLine[] = []
  let size = 0
  let cut = 0
  return {
    kept,
    cut: () => cut,
    look(path, line, added) {
      const text = added.toString('latin1')
      let [number, counted] = [line, 0]
      search.lastIndex = 0
      for (let match = search.exec(text); match !== null; match = search.exec(text)) {
        for (let next = text.indexOf('\n', counted); next >= 0 && next < match.index; next = text.indexOf('\n', counted)) {
          number++
          counted = next + 1
        }
        const end = text.indexOf('\n', match.index)
        const stop = end < 0 ? text.length : end
        size += stop - counted
        if (size > mostBytes) cut++
        else kept.push({ path, line: number, text: added.toString('utf8', counted, stop).replace(/^\+/, '') })
        if (end < 0) return
        search.lastIndex = end + 1
      }
    },
  }
}
