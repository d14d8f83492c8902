import type { Line } from '../document/lines.ts'

/** The index of the first line behind `index` whose text passes the test, or -1; what lies before is not looked at. */
export function nextLine(lines: readonly Line[], index: number, test: (text: string) => boolean): number {
  for (let at = index + 1; at < lines.length; at++) if (test(lines[at]?.text ?? '')) return at
  return -1
}
