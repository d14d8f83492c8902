/** What counts as an answer, and what is taken from it. */
import { expect, test } from 'vitest'
import { answerIn } from '../../src/jobs/app/answer-text.ts'
import { answersOf, type Said } from '../../src/jobs/app/answers.ts'

test.each([
  ['/casewright answer 2 We met it.', { number: 2, question: null, words: 'We met it.' }],
  ['/casewright answer 2', null],
  ['/casewright redraft\n> 1. Who?\n\nWe.', null],
  ['> **2.** Was anything measured?\n> Really?\n\nYes.', { number: 2, question: '**2.** Was anything measured? Really?', words: 'Yes.' }],
  ['> **2.** Was anything measured?', null],
  ['> something else\n\nNo.', { number: null, question: 'something else', words: 'No.' }],
  ['3) Nobody.', { number: 3, question: null, words: 'Nobody.' }],
  ['3 things though', null],
  ['Looks good to me.', null],
])('%j', (comment, answer) => {
  expect(answerIn(comment)).toEqual(answer)
})

let id = 0
const said = (body: string, more: Partial<Said> = {}): Said => {
  id++
  return {
    id,
    body,
    url: `https://github.com/o/r/pull/1#issuecomment-${id}`,
    createdAt: '',
    by: { id: 5, login: 'bob' },
    isAuthor: false,
    ...more,
  }
}

test('the last answer to a question counts, with its writer', () => {
  const { threads } = answersOf([said('/casewright answer 1 First.'), said('1. Second.', { isAuthor: true }), said('/casewright verify')])
  expect(threads.map(({ answers, messages }) => [answers, messages])).toEqual([[1, [{ by: 'author', name: 'bob', text: 'Second.' }]]])
})

test('fences that say their side are files; a later one takes the place of an earlier', () => {
  const fence = '```'
  const { files } = answersOf([
    said(`/casewright redraft\nbefore:\n${fence}\nold\n${fence}`),
    said(
      `/casewright redraft\n${fence}baseline\nolder\n${fence}\nAfter the change:\n\n${fence}\n{"new": 1}\n${fence}\n${fence}\nnobody says what\n${fence}`,
    ),
    said(`Just talk\nafter:\n${fence}\nnever asked\n${fence}`),
  ])
  const read = files.map(({ side, path, bytes, level, by }) => [side, path.replace(/\d+/, 'N'), new TextDecoder().decode(bytes), level, by])
  expect(read).toEqual([
    ['baseline', 'comment-N-baseline.txt', 'older\n', 'vouched', 'bob'],
    ['candidate', 'comment-N-candidate.json', '{"new": 1}\n', 'vouched', 'bob'],
  ])
})
