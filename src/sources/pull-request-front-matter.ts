/** The front matter of a pull request file: plain YAML under a schema, faults by line (docs/pull-request-file.md). */
import { z } from 'zod'
import { readYaml } from '../yaml-file.ts'

const address = z.string().regex(/^https:\/\/\S+$/, 'must be an address that begins with https://')
const words = z.string().min(1, 'must not be empty')
const number = z.number('must be a number').int('must be a whole number').positive('must be above 0')

const schema = z.strictObject({
  title: words.optional(),
  url: address.optional(),
  number: number.optional(),
  author: words.optional(),
  merged: z
    .string('must be a date, as in 2026-09-30')
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T.*)?$/, 'must be a date, as in 2026-09-30')
    .optional(),
  merge: z
    .string('must be a full commit id in quotes')
    .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'must be a full commit id, as git rev-parse prints it')
    .optional(),
  labels: z.array(words, 'must be a list').optional(),
  issues: z
    .array(z.strictObject({ number: number.optional(), url: address.optional(), title: words.optional(), text: words }), 'must be a list')
    .optional(),
  threads: z
    .array(
      z.strictObject({
        path: words.optional(),
        line: number.optional(),
        url: address.optional(),
        messages: z
          .array(
            z.strictObject({
              by: z.enum(['author', 'reviewer', 'other'], 'must be author, reviewer or other'),
              name: words.optional(),
              text: words,
            }),
            'must be a list',
          )
          .min(1, 'must hold a message'),
      }),
      'must be a list',
    )
    .optional(),
})

export type FrontMatter = z.infer<typeof schema>

/** Reads what stands between the two lines `---` of the file at `path`. Throws a KnownError with the line. */
export function readFrontMatter(source: string, path: string): FrontMatter {
  return readYaml(source, {
    schema,
    path,
    // The line that opens the front matter comes before.
    firstLine: 2,
    what: 'the front matter',
    example: 'Write lines such as "title: …", or leave the two lines --- out.',
    docs: 'docs/pull-request-file.md',
  })
}
