/** "bs 32" against "bs 64": the same word with another number. "v1.8" against "v1.9" is what the sides are called. */
export function settingsDiffer(a: string, b: string): boolean {
  const settings = (text: string): Map<string, string> =>
    new Map(
      [...text.matchAll(/([A-Za-z_]{1,30})[ =:-]{0,2}(\d[\d.]*)/g)]
        .map(([, word = '', digits = '']) => [word.toLowerCase(), digits] as const)
        .filter(([word]) => word !== 'v'),
    )
  const other = settings(b)
  return [...settings(a)].some(([word, digits]) => other.has(word) && other.get(word) !== digits)
}
