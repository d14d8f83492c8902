/** The marker of a pull request's text is ours alone. */
import { expect, test } from 'vitest'
import { bodyOf, subjectIn, updatedBody } from '../../src/destinations/pull-request/text.ts'

const own = 'c'.repeat(64)

test.each(['', '\\', '`', '> '])('a name of a thing that reads like a marker (%j before it) is none', (before) => {
  const text = `Left out: ${before}<!-- casewright ${'a'.repeat(64)} ${'b'.repeat(16)} -->`
  const body = bodyOf(own, text, 'rest.md')
  expect(subjectIn(body)).toBe(own)
  // Ours is known again, also by what a later draft makes of it.
  expect(updatedBody(body, bodyOf(own, 'Another text.', 'rest.md'))).toBe(bodyOf(own, 'Another text.', 'rest.md'))
})
