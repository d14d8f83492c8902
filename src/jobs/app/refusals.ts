/** Answers that several commands share. */
import type { Answer } from './run-command.ts'

/** What anybody hears who may not ask. */
export const notAllowed: Answer = {
  kind: 'words',
  ok: false,
  words: 'Only people with write access to this repository can ask for that.',
}

/** An answer needs a number and words. */
export const emptyAnswer: Answer = {
  kind: 'words',
  ok: false,
  words: 'An answer needs the number of its question and words: `/casewright answer 2 We met it on Mondays, when the caches were cold.`',
}
