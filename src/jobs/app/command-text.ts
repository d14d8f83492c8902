/** `/casewright …` in a comment: what a person asks for, in her own line outside code, quotations and what nobody sees. */
import { nearest } from '../../nearest.ts'

const commands = {
  help: 'what can be asked for',
  answer: '`answer N` and your words: they go into the draft as yours',
  draft: 'draft a case study, also one that was declined before',
  redraft: 'draft it anew; what people wrote stays',
  verify: 'check the figures of the draft again',
  sign: 'sign the draft, where its own author may',
  skip: 'no case study of this one',
  pause: 'leave the draft as it is until "resume"',
  resume: 'end a pause, and draft anew',
  withdraw: 'mark the published page as withdrawn, by a pull request',
} as const
type Command = keyof typeof commands

export type Asked =
  | { kind: 'command'; command: Exclude<Command, 'answer'>; words: string }
  | { kind: 'answer'; number: number; words: string }
  | { kind: 'unknown'; word: string; nearest: Command | null }

const names = Object.keys(commands) as Command[]
/** Somebody's comment may be long; a command is at its beginning or never. */
const MOST_LINES = 200

/** The first command of a comment; null without one. */
export function commandIn(comment: string): Asked | null {
  const lines = comment.replaceAll('\r\n', '\n').split('\n').slice(0, MOST_LINES)
  let fence: string | null = null
  let isHidden = false
  for (const [i, line] of lines.entries()) {
    const mark = isHidden ? null : markOf(line)
    if (fence !== null) {
      if (mark !== null && mark.rest === '' && mark.run.startsWith(fence)) fence = null
      continue
    }
    if (mark !== null) {
      fence = mark.run
      continue
    }
    const words = isHidden ? null : /^\/casewright(?=\s|$)\s*(.*)$/i.exec(line)
    if (words !== null) return askedFor(words[1] ?? '', lines.slice(i + 1).join('\n'))
    isHidden = isHiddenAfter(line, isHidden)
  }
  return null
}

/** What opens a block of code, or closes one of the same sign that is no longer (CommonMark 4.5). */
function markOf(line: string): { run: string; rest: string } | null {
  const [, run, rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? []
  return run === undefined || (run.startsWith('`') && rest.includes('`')) ? null : { run, rest: rest.trim() }
}

/** Whether a line ends within an HTML comment, which a reader never sees. */
function isHiddenAfter(line: string, before: boolean): boolean {
  const [open, close] = [line.lastIndexOf('<!--'), line.lastIndexOf('-->')]
  return open < 0 && close < 0 ? before : open > close
}

function askedFor(first: string, rest: string): Asked {
  const [, word = '', after = ''] = /^(\S*)\s*(.*)$/.exec(first.trim()) ?? []
  const command = word === '' ? 'help' : names.find((name) => name === word.toLowerCase())
  if (command === undefined)
    return { kind: 'unknown', word: word.slice(0, 40), nearest: (nearest(word, names)[0] as Command | undefined) ?? null }
  if (command !== 'answer') return { kind: 'command', command, words: after.trim() }
  const answer = /^(\d{1,2})[.):]?\s*([\s\S]*)$/.exec(after)
  if (answer === null) return { kind: 'answer', number: 0, words: `${after}\n${rest}`.trim() }
  return { kind: 'answer', number: Number(answer[1]), words: `${answer[2]}\n${rest}`.trim() }
}

/** What `help` says. */
export const helpText = [
  'In a comment of its own, from people with write access:',
  '',
  ...names.map((name) => `- \`/casewright ${name}\`: ${commands[name]}`),
].join('\n')
