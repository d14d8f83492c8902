/**
 * What a description says where: the reason, the method, the commands, what was left out on purpose, what it costs.
 * Headings of known templates are understood (corpus: vLLM, SGLang, TensorRT-LLM, PyTorch, Kubernetes, Arrow, netty …),
 * boilerplate is dropped.
 */
import type { Code, Heading, Paragraph, Root, RootContent } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { sentencesOf } from './sentences.ts'

/** Sentences (Markdown) that follow one another in the text: what one pair of quotation marks may hold. */
export type Run = string[]

export interface Passages {
  /** In the author's order. */
  problem: Run[]
  method: Run[]
  leftOut: Run[]
  tradeOffs: Run[]
  /** Commands of the test plan. */
  commands: { language: string; value: string }[]
}

type Part = 'problem' | 'method' | 'plan' | 'result' | 'left-out' | 'boilerplate' | 'open'

/** First match wins; tried on the heading in lower case without punctuation. */
const HEADINGS: readonly (readonly [Part, RegExp])[] = [
  [
    'boilerplate',
    /check ?list|before submitting|^checks$|essential elements|release note|reviewers|^(?:related|linked|fixes) |^reference|which issue|^issues?$|user-facing/,
  ],
  ['left-out', /not in this|out of scope|non-?goals|left out|follow-?ups?|future work|^limitations/],
  ['result', /results?$|^results?\b|^benchmarks?\b|benchmarking|performance|accuracy|evaluation|^numbers/],
  ['plan', /test ?(?:plan|coverage|ing)|^testing|how (?:to|was|has|did).*test|reproduc|^steps|^usage|how to run/],
  ['problem', /^motivation|^purpose|^rationale|^why\b|why (?:are|is|we)|^problem|^background|^context|^summary of the problem|^intent/],
  [
    'method',
    /^modifications?|^(?:proposed )?changes?|^what\b|^how$|technical details|^implementation|^approach|^solution|^design|^description|^summary|changelog entry/,
  ],
]

function partOf(heading: string): Part {
  const name = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} /-]/gu, '')
    .trim()
  return HEADINGS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'open'
}

const printer = unified().use(remarkGfm).use(remarkStringify, { bullet: '-', emphasis: '*' })

/** A block's Markdown on one line. */
function markdownOf(node: RootContent): string {
  return printer
    .stringify({ type: 'root', children: [node] } satisfies Root)
    .trim()
    .replace(/(?<!\s)\s*\n\s*/g, ' ')
}

function textOf(heading: Heading): string {
  return markdownOf({ type: 'paragraph', children: heading.children } satisfies Paragraph)
}

/** "Fixes #1", "Closes `#1`": a link, not a sentence. */
const REFERENCE_LINE =
  /^(?:(?:this )?(?:fix|close|resolve|address|relate|part of|see|follow-?up|depend|refs?)\w*:?\s+)+(?:to |of |on )?[`#[(h]/i
/** The caption of a block, or words without a sentence: "Before:", "Benchmark summary". */
function isLabel(sentence: string): boolean {
  if (/^(?:screen ?shot|image)\b/i.test(sentence) || (sentence.match(/ --?[a-z][\w-]+/g) ?? []).length > 2) return true
  if ((sentence.match(/\|/g) ?? []).length > 2) return true
  return /[:：]["')*_`]*$/.test(sentence) || (!/[.!?]["')*_`]*$/.test(sentence) && sentence.split(/\s+/).length < 8)
}

/** What the change does, said by its author. */
const METHOD_START =
  /^(?:this (?:pr|pull request|change|commit|patch|mr|adds|splits|fuses|moves|replaces|removes|makes|introduces|fixes|uses)\b|this \w+s\b|we (?:now|can now)\b|now\b|instead,? )/i
const TRADE_OFF =
  /\b(?:trade-?offs?|approximate|no longer|drawback|downside|at the (?:cost|expense)|allocates? more|uses? more|more memory|slower|larger|costs? (?:one|a|more)|breaking|in exchange|price)\b/i

function isShellLike(block: Code): boolean {
  const language = (block.lang ?? '').toLowerCase()
  if (['bash', 'sh', 'shell', 'console', 'zsh', 'powershell'].includes(language)) return true
  return (
    language === '' &&
    /^\s*(?:\$ |(?:python3?|pip|npm|npx|node|go|cargo|make|cmake|pytest|vllm|docker|hyperfine|git|bazel|ctest|\.\/)\b)/m.test(block.value)
  )
}

/** The commands of a block: behind prompts where it has some, else the lines before the first line of output. */
function commandsOf(block: Code): string {
  const lines = block.value.split('\n')
  const prompted = lines.filter((line) => /^\s*[$>] \S/.test(line))
  if (prompted.length > 0) return prompted.map((line) => line.replace(/^\s*[$>] /, '')).join('\n')
  const output = lines.findIndex((line) => /[±│█]|\d%\||\S {3,}\S.* {2,}\S|^\s*[A-Z][a-z]+ing [^=]*:/.test(line))
  return (output < 0 ? lines : lines.slice(0, output)).join('\n').trim()
}

/** Sorts a rebuilt description into passages. `isFigure` tells sentences whose figures stand in the table already. */
export function passagesOf(root: Root, isFigure: (sentence: string) => boolean): Passages {
  const passages: Passages = { problem: [], method: [], leftOut: [], tradeOffs: [], commands: [] }
  let part = 'open' as Part
  let headed = false
  let last: Run[] | null = null
  const placeOf = (sentence: string): Run[] | null => {
    if (REFERENCE_LINE.test(sentence) || isLabel(sentence) || isFigure(sentence)) return null
    if (part === 'left-out') return passages.leftOut
    if (TRADE_OFF.test(sentence) && part !== 'problem') return passages.tradeOffs
    if (part === 'method' || METHOD_START.test(sentence)) return passages.method
    return part === 'problem' || (part === 'open' && !headed) ? passages.problem : null
  }
  /** Goes on with the run while neighbours have one place; behind a list, code or a heading it begins anew. */
  const add = (sentence: string) => {
    const place = placeOf(sentence)
    if (place !== null && place === last) place.at(-1)?.push(sentence)
    else place?.push([sentence])
    last = place
  }
  for (const [index, node] of root.children.entries()) {
    const continues = node.type === 'paragraph' && root.children[index - 1]?.type === 'paragraph'
    if (node.type === 'heading') {
      part = partOf(textOf(node))
      headed = true
    } else if (node.type === 'code' && part !== 'boilerplate') {
      if (part === 'plan' && isShellLike(node)) passages.commands.push({ language: 'bash', value: commandsOf(node) })
      else if (part !== 'result' && isShellLike(node) && passages.commands.length === 0) {
        passages.commands.push({ language: 'bash', value: commandsOf(node) })
      }
    } else if (part === 'boilerplate' || part === 'result' || part === 'plan') {
    } else if (node.type === 'paragraph') {
      const sentences = sentencesOf(markdownOf(node))
      // Without headings a paragraph that begins with what the change does is about the method as a whole.
      const before: Part = part
      if (part === 'open' && METHOD_START.test(sentences[0] ?? '')) part = 'method'
      if (!continues) last = null
      for (const sentence of sentences) add(sentence)
      part = before
    } else if (node.type === 'list' && part === 'method') {
      for (const item of node.children)
        for (const child of item.children) if (child.type === 'paragraph') passages.method.push([markdownOf(child)])
    }
  }
  return { ...passages, commands: passages.commands.filter((command) => command.value !== '') }
}
