/** Names that say nothing: benchmark A, benchmark B. Letters, since a digit in a page stands for a figure. */

/** Gives each different text a letter, in the order of first meeting; the empty text stays empty. */
export function neutralNames(kind: string): (name: string) => string {
  const known = new Map<string, string>()
  return (name) => {
    if (name === '') return ''
    const found = known.get(name) ?? `${kind} ${letters(known.size)}`
    known.set(name, found)
    return found
  }
}

/** A … Z, AA, AB … */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last
}
