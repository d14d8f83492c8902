/** One spelling for all that look alike, so that a word is found whichever of them it is written in. Pure. */

/** Letters of other alphabets that nobody tells from a Latin one (Unicode TR39, confusables), Latin ones first. */
const ALIKE = [
  'aаαɑ',
  'bЬв',
  'cсϲ',
  'dԁ',
  'eеєε',
  'gɡ',
  'hһн',
  'iіιıӏ',
  'jјϳ',
  'kкκ',
  'lⅼ',
  'mмμ',
  'nп',
  'oоοσ',
  'pрρ',
  'qԛ',
  'sѕ',
  'tтτ',
  'uυ',
  'vνѵ',
  'wѡԝω',
  'xхχ',
  'yуγ',
  'zᴢ',
]
const latin = new Map(ALIKE.flatMap(([first = '', ...others]) => others.map((one): [string, string] => [one.toLowerCase(), first])))

/** Lower case, compatible forms as one, no accents, Latin letters for those that look like them. */
export function folded(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  return plain.replace(/[\u0131\u0250-\u02af\u0370-\u052f\u1d00-\u1dbf]/g, (letter) => latin.get(letter) ?? letter)
}
