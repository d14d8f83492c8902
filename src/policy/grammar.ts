/** The fixed grammar of titles, branch names and log lines that we write (TRUST §3). */

/** Signs whose loss would change what a title says, in words. */
const spoken: readonly (readonly [RegExp, string])[] = [
  [/(\d) ?%/g, '$1 percent'],
  [/~ ?(\d)/g, 'about $1'],
  [/[<≤]=? ?(\d)/g, 'under $1'],
  [/(?<![-=])[>≥]=? ?(\d)/g, 'over $1'],
  [/ ?(?:->|=>|→) ?/g, ' to '],
  [/ ?± ?/g, ' plus or minus '],
  [/×/g, 'x'],
  [/ ?& ?/g, ' and '],
  [/(\p{L})\/s(?!\p{L})/gu, '$1 per s'],
  // The apostrophe of "the scheduler's"; between letters it quotes nothing.
  [/(\p{L})['’](?=\p{L})/gu, '$1’'],
  // GH-12 is a reference, as #12 is.
  [/\bGH-(?=\d)/gi, 'GH '],
]

const longest = 200

/**
 * Somebody's title reduced to letters, digits, spaces, `,.:()+-` and apostrophes between letters: no mention, reference, command or markup survives.
 * At most 200 characters, cut at a word.
 */
export function safeTitle(text: string): string {
  const words = spoken.reduce((title, [sign, word]) => title.replaceAll(sign, word), text.normalize('NFC').replaceAll('\u00a0', ' '))
  const plain = words
    .replaceAll(/[^\p{L}\p{N} ,.:()+’-]|(?<!\p{L})’|’(?!\p{L})/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
  if (plain.length <= longest) return plain
  const cut = plain.slice(0, longest + 1).lastIndexOf(' ')
  return plain
    .slice(0, cut > 0 ? cut : longest)
    .replace(/\p{Cs}$/u, '')
    .trim()
}
