/** A Markdown body as blocks: what stands between blank lines, fenced code whole, link definitions one by one. Linear, no parser. */

type BlockKind = 'heading' | 'table' | 'list' | 'code' | 'definition' | 'paragraph'

export interface Block {
  /** Without the line break at its end. */
  text: string
  kind: BlockKind
  /** Blank lines before it. */
  blanks: number
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/
const kinds: readonly (readonly [RegExp, BlockKind])[] = [
  [/^ {0,3}#{1,6}(?:\s|$)/, 'heading'],
  [/^ {0,3}\|/, 'table'],
  [/^ {0,3}(?:[-*+]|\d{1,9}[.)])\s/, 'list'],
  [FENCE, 'code'],
  [/^ {0,3}\[[^\]\n]+\]:/, 'definition'],
]

function kindOf(line: string): BlockKind {
  return kinds.find(([pattern]) => pattern.test(line))?.[1] ?? 'paragraph'
}

/** The blocks of a body, line breaks as `\n`. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  let blanks = 0
  let fence: string | null = null
  const end = () => {
    if (lines.length === 0) return
    blocks.push({ text: lines.join('\n'), kind: kindOf(lines[0] ?? ''), blanks })
    lines = []
    blanks = 0
  }
  for (const line of markdown.split('\n')) {
    if (fence !== null) {
      lines.push(line)
      if (closes(line, fence)) fence = null
    } else if (line.trim() === '') {
      end()
      blanks++
    } else {
      if (kindOf(line) === 'definition' && kindOf(lines[0] ?? '') === 'definition') end()
      lines.push(line)
      fence = FENCE.exec(line)?.[1] ?? null
    }
  }
  end()
  return blocks
}

function closes(line: string, fence: string): boolean {
  const mark = FENCE.exec(line)?.[1]
  return mark?.[0] === fence[0] && mark !== undefined && mark.length >= fence.length && line.trim() === mark
}

/** Blocks as a text again: at least one blank line between two, none between link definitions. */
export function printBlocks(blocks: readonly Block[]): string {
  const printed = blocks.map(({ text, kind, blanks }, i) => {
    const before = blocks[i - 1]
    if (before === undefined) return text
    const least = kind === 'definition' && before.kind === 'definition' ? 0 : 1
    return `${'\n'.repeat(1 + Math.max(least, blanks))}${text}`
  })
  return printed.length === 0 ? '' : `${printed.join('')}\n`
}
