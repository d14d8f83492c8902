/** Words of a text, lower case, with code names split (`GroupedTopK`, `grouped_topk`, `top-k` all hold `topk` or its parts). */
export function wordsOf(text: string): Set<string> {
  const spaced = text.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase()
  const plain = spaced.split(/[^\p{L}\p{N}]+/u)
  const joined = spaced.split(/[^\p{L}\p{N}-]+/u).map((word) => word.replaceAll('-', ''))
  return new Set([...plain, ...joined].filter((word) => word.length > 1 && !COMMON.has(word)))
}

const COMMON = new Set(
  'the and for with from into onto one two per that this benchmark bench test time value mean median of in on to is it at by an as or parallel serial'.split(
    ' ',
  ),
)
