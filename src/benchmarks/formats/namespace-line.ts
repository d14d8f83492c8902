// Lengths are bounded so that a hostile line costs no more than its length.
const setting = /\b([a-z_]{1,60})=('[^']{0,300}'|[^,()'{}[\]=]{1,60})(?=[,)])/g

/** The settings of a `Namespace(model='…', num_iters=30)` line, as Python's argparse prints what a tool was started with; null for another line. */
export function namespaceSettings(line: string): ReadonlyMap<string, string> | null {
  if (!line.includes('Namespace(')) return null
  return new Map([...line.matchAll(setting)].map(([, key = '', value = '']) => [key, value.replace(/^'|'$/g, '')]))
}
