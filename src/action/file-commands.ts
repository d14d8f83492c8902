/** The two files the runner reads after a step: its outputs and its summary. */
import { appendFileSync } from 'node:fs'

type Environment = Readonly<Record<string, string | undefined>>

/** GitHub refuses a step's summary beyond 1 MiB as a whole. */
const MOST_SUMMARY = 1024 * 1024
const CUT = '\n\n> The rest does not fit into a summary of 1 MiB. With `dry-run` the whole entry is in the folder `out`.\n'

/** Sets outputs. The delimiter cannot be guessed, and is proven not to occur. */
export function setOutputs(environment: Environment, outputs: Readonly<Record<string, string>>, delimiter = random): void {
  const { GITHUB_OUTPUT: file } = environment
  if (!file) return
  const blocks = Object.entries(outputs).map(([name, value]) => {
    const end = `casewright_${delimiter()}`
    if (value.includes(end)) throw new Error('an output holds its own delimiter')
    return `${name}<<${end}\n${value}\n${end}\n`
  })
  appendFileSync(file, blocks.join(''))
}

/** Loaded when a step ends: the start does not need it. */
function random(): string {
  return process.getBuiltinModule('node:crypto').randomUUID()
}

/** Adds Markdown to the job summary; what does not fit is cut at a block, with a notice. */
export function addSummary(environment: Environment, markdown: string): void {
  const { GITHUB_STEP_SUMMARY: file } = environment
  if (file) appendFileSync(file, fitting(markdown))
}

function fitting(markdown: string): string {
  const bytes = Buffer.from(`${markdown.trim()}\n`)
  if (bytes.length <= MOST_SUMMARY) return bytes.toString()
  const room = bytes.subarray(0, MOST_SUMMARY - Buffer.byteLength(CUT) - FENCE.length).toString()
  const text = room.slice(0, Math.max(0, room.lastIndexOf('\n\n')))
  // A fence that was cut open would swallow the notice.
  const isOpen = (text.match(/^```/gm)?.length ?? 0) % 2 === 1
  return `${text}${isOpen ? FENCE : ''}${CUT}`
}

const FENCE = '\n```'
