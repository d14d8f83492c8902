/** What the check `casewright / sign-off` says: who signed, or how to. */
import type { PhrasingContent, RootContent } from 'mdast'
import { printMarkdown } from '../case-study/markdown.ts'
import type { Check } from '../destinations/check.ts'
import type { Account } from '../sources/github/approvals.ts'
import { type Ballot, keyOf, type Signer } from './sign-off-signers.ts'
import { statementOf } from './sign-off-words.ts'

export interface Standing {
  entries: Ballot['entries']
  /** How many things verify finds wrong. */
  wrong: number
  signed: boolean
  by: readonly Signer[]
  objections: readonly string[]
  why: readonly string[]
  who: readonly string[]
  count: number
  author: boolean
  /** Who opened the pull request. */
  opener: Account | null
}

/** Puts it into words. */
export function signOffCheck(standing: Standing): Pick<Check, 'conclusion' | 'title' | 'summary' | 'annotations'> {
  const { entries, signed, by } = standing
  if (entries.length === 0) {
    const summary = 'This pull request changes no case study, so there is nothing to sign.'
    return { conclusion: 'success', title: 'No case study is changed here', summary, annotations: [] }
  }
  const children = signed ? signedWords(by) : openWords(standing)
  const summary = printMarkdown({ type: 'root', children })
  return { conclusion: signed ? 'success' : 'action_required', title: titleOf(standing), summary, annotations: [] }
}

function titleOf({ signed, by, wrong, objections, count }: Standing): string {
  const names = by.map(({ login }) => login).join(', ')
  if (signed) return `Signed by ${names}`
  if (wrong > 0) return `Cannot be signed: ${wrong === 1 ? 'one thing is' : `${wrong} things are`} wrong`
  const [objection] = objections
  if (objection !== undefined) return `Not signed: ${objection.replace(/\.$/, '')}`
  const missing = count - by.length
  if (by.length > 0) return `Signed by ${names}; ${missing === 1 ? 'one more signature is' : `${missing} more signatures are`} needed`
  return 'Not signed yet'
}

function signedWords(by: readonly Signer[]): RootContent[] {
  return [
    ...by.flatMap((signer): RootContent[] => [
      paragraph(`${signer.login} ${howOf(signer)} and says:`),
      quotation(statementOf(signer.measured)),
    ]),
    paragraph('A later change of the text, the evidence, a chart or the data undoes this. Merging the base branch in does not.'),
  ]
}

function howOf({ how, isAuthor, time }: Signer): string {
  const said = how === 'review' ? 'approved this pull request' : 'opened this pull request, signed it with a comment'
  const made = isAuthor && how === 'review' ? ', made the change itself' : ''
  return `${said} on ${time.slice(0, 10)}${made}`
}

function openWords(standing: Standing): RootContent[] {
  const { wrong, why, objections, by, who, count, author, opener, entries } = standing
  if (wrong > 0) {
    const words = 'What contradicts the evidence has to be mended first: see the check "casewright / evidence". Then it can be signed.'
    return [paragraph(words), ...listOf([...objections, ...why])]
  }
  const words: RootContent[] = [
    paragraph('To sign, read the page and approve this pull request: Files changed, Review changes, Approve. An approval says:'),
    quotation(statementOf(false)),
    paragraph(`If you did repeat it, write this into the review: ${statementOf(true).split('. ').at(-1)}`),
  ]
  if (author && opener?.isPerson === true) {
    const text: PhrasingContent[] = [
      { type: 'text', value: `GitHub lets nobody approve their own pull request. ${opener.login} signs with this comment instead: ` },
      { type: 'inlineCode', value: `/casewright sign ${keyOf(entries)}` },
    ]
    words.push({ type: 'paragraph', children: text })
  }
  if (who.length > 0) words.push(paragraph(`Signing is for: ${who.join(', ')}.`))
  if (count > 1) words.push(paragraph(`It needs ${count} signatures; so far there ${by.length === 1 ? 'is one' : `are ${by.length}`}.`))
  return [...words, ...listOf([...objections, ...why])]
}

function listOf(sentences: readonly string[]): RootContent[] {
  if (sentences.length === 0) return []
  const items = sentences.map((sentence) => ({ type: 'listItem' as const, spread: false, children: [paragraph(sentence)] }))
  return [paragraph('What stands in the way, or does not count:'), { type: 'list', spread: false, children: items }]
}

function quotation(value: string): RootContent {
  return { type: 'blockquote', children: [paragraph(value)] }
}

function paragraph(value: string): { type: 'paragraph'; children: PhrasingContent[] } {
  return { type: 'paragraph', children: [{ type: 'text', value }] }
}
