/**
 * Answers to the questions of a draft: read anew from the comments of its pull requests for each draft, and kept nowhere
 * else. Somebody's words become a quotation by name, benchmark outputs in code fences become files that person vouches for.
 */
import type { BenchmarkFile, Side, Thread } from '../../model.ts'
import type { Answers } from '../draft-on-github.ts'
import { answerIn } from './answer-text.ts'
import { commandIn } from './command-text.ts'
import type { Comment } from './people.ts'

/** What was said, by whom: `isAuthor` of the subject. */
export interface Said extends Comment {
  isAuthor: boolean
}

/** So many characters of one output are taken; a comment holds no more. */
const MOST_TEXT = 65_536

/** Of comments by people who may answer. The last answer to a question counts. */
export function answersOf(comments: readonly Said[]): Answers {
  const threads = new Map<number, Thread>()
  const files: BenchmarkFile[] = []
  for (const comment of comments) {
    const asked = commandIn(comment.body)
    const answer = answerIn(comment.body)
    if (answer !== null && answer.number !== null) threads.set(answer.number, threadOf(comment, answer.number, answer.words))
    if (answer !== null || (asked?.kind === 'command' && (asked.command === 'redraft' || asked.command === 'draft')))
      files.push(...filesIn(comment, answer?.words ?? comment.body))
  }
  return { threads: [...threads.values()], files: complete(files) }
}

function threadOf({ url, by, isAuthor }: Said, answers: number, text: string): Thread {
  const messages = [{ by: isAuthor ? ('author' as const) : ('reviewer' as const), name: by.login, text }]
  return { kind: 'comment', number: null, url, title: null, path: null, line: null, answers, messages }
}

/** A later output takes the place of an earlier one of the same side. */
function complete(files: readonly BenchmarkFile[]): BenchmarkFile[] {
  return [...new Map(files.map((file) => [file.side, file])).values()]
}

/** Fences that say which side they are: in their own first line, or in the line above. */
function filesIn({ id, url, by }: Said, text: string): BenchmarkFile[] {
  const lines = text.slice(0, MOST_TEXT).replaceAll('\r\n', '\n').split('\n')
  const files: BenchmarkFile[] = []
  for (let i = 0; i < lines.length; i++) {
    const open = /^\s{0,3}(`{3,}|~{3,})\s*([^`]*)$/.exec(lines[i] ?? '')
    if (open === null) continue
    const [, fence = '', info = ''] = open
    const end = lines.findIndex((line, at) => at > i && line.trim() === fence)
    const above = lines.slice(0, i).findLast((line) => line.trim() !== '') ?? ''
    const side = sideOf(info) ?? sideOf(above)
    const output = lines.slice(i + 1, end < 0 ? lines.length : end).join('\n')
    if (side !== null && output.trim() !== '') {
      const path = `comment-${id}-${side}.${/^\s*[[{]/.test(output) ? 'json' : 'txt'}`
      files.push({ path, side, commit: null, url, bytes: new TextEncoder().encode(`${output}\n`), level: 'vouched', by: by.login })
    }
    if (end < 0) break
    i = end
  }
  return files
}

function sideOf(words: string): Side | null {
  if (words.length > 80) return null
  if (/\b(?:baseline|before|old)\b/i.test(words)) return 'baseline'
  return /\b(?:candidate|after|new)\b/i.test(words) ? 'candidate' : null
}
