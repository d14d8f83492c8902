/** The commands that measure, out of the code under "Repeat it": the scaffolding around them is ours to write again. */
import { toString as textOf } from 'mdast-util-to-string'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

/** The code of the section *Repeat it*; null where the entry has none. */
export function repeatCode(markdown: string): string | null {
  const { children } = unified().use(remarkParse).parse(markdown)
  const start = children.findIndex((node) => node.type === 'heading' && /^(?:repeat|reproduce)\b/i.test(textOf(node)))
  if (start < 0) return null
  const rest = children.slice(start + 1)
  const end = rest.findIndex((node) => node.type === 'heading')
  const blocks = (end < 0 ? rest : rest.slice(0, end)).flatMap((node) => (node.type === 'code' ? [node.value] : []))
  return blocks.length === 0 ? null : blocks.join('\n')
}

/** What clones, makes worktrees, goes into them, compares at the end: the script does it by itself. */
const scaffolding = [
  /^git (?:clone|fetch) /,
  /^git worktree /,
  /^git checkout (?:-q |--quiet |--detach )*[0-9a-f]{7,64}$/,
  /^cd ["']?\.\.\/\$\{?\w+\}?["']?(?: \|\| (?:exit|return)(?: 1)?)?$/,
  /^benchstat (?:\.\.\/)?\S+ (?:\.\.\/)?\S+$/,
  /^\); done$/,
  /^#/,
  /^$/,
]
/** A loop over runs or over the two sides. */
const loop = /^for (\w+) in (?:[\d ]+|\$\(seq [\d ]+\)|\{1\.\.\d+\}|[\w.-]+ [\w.-]+) ?; do( \()?$/
/** All of a side in one line: `for s in old new; do (cd ../$s && make bench >> ../$s.txt); done`. */
const sideLine = /^for (\w+) in [\w.-]+ [\w.-]+ ?; do \(cd ["']?\.\.\/\$\{?\w+\}?["']? && (.+)\); done$/

/**
 * The commands of one run on one side, as shell text. Null where the code holds more than the usual scaffolding, so
 * that it is not clear what one run is.
 */
export function commandsOfOneRun(code: string): string | null {
  const kept: string[] = []
  let loops = 0
  for (const line of code.split('\n')) {
    const bare = line.trim()
    const [, name, inside] = sideLine.exec(bare) ?? []
    const opens = loop.exec(bare)
    if (name !== undefined && inside !== undefined) kept.push(withoutCollecting(inside, name))
    else if (opens !== null && repeats(opens[1] ?? '', code)) loops += opens[2] === undefined ? 1 : 0
    else if (!scaffolding.some((pattern) => pattern.test(bare))) kept.push(line)
  }
  for (; loops > 0; loops--) {
    const done = kept.findLastIndex((line) => line.trim() === 'done')
    if (done < 0) return null
    kept.splice(done, 1)
  }
  const commands = dedent(kept)
  const unclear = commands === '' || /\bgit (?:worktree|checkout|switch|stash)\b|\.\.\/\$/.test(commands)
  return unclear ? null : commands
}

/** Whether a loop over `name` only repeats or changes sides: its variable names a tree or nothing. */
function repeats(name: string, code: string): boolean {
  const uses = code.split(new RegExp(`\\$\\{?${name}\\b`)).slice(0, -1)
  return uses.every((before) => before.endsWith('../'))
}

/** `make bench >> ../$s.txt` → `make bench`: the script collects what a run prints. */
function withoutCollecting(command: string, name: string): string {
  const cut = command.search(/ >{1,2} ?["']?\.\.\//)
  return cut >= 0 && command.slice(cut).includes(`$${name}`) ? command.slice(0, cut) : command
}

function dedent(lines: readonly string[]): string {
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length)
  const depth = Math.min(...depths)
  return lines
    .map((line) => line.slice(Number.isFinite(depth) ? depth : 0).trimEnd())
    .join('\n')
    .trim()
}
