/** How much of a pull request is read: anybody may push twenty entries of sixteen megabytes. */
import { expect, test } from 'vitest'
import { entriesAt } from '../../src/jobs/entry-at.ts'
import type { Reader } from '../../src/sources/github/tree-at.ts'

const MB = 1024 * 1024
const oid = 'a'.repeat(40)

/** Every folder has one ledger of so many bytes. */
function reader(bytes: number): Reader {
  const entry = { name: 'evidence.json', mode: 0o100644, type: 'blob', object: { oid, byteSize: bytes } }
  return {
    get: (async (_path: string, schema: { parse(value: unknown): unknown }) => schema.parse({ content: '' })) as Reader['get'],
    query: (async (document: string, variables: Record<string, unknown>, schema: { parse(value: unknown): unknown }) => {
      const found = document.includes('entries {') ? { oid, entries: [entry] } : { oid }
      const names = Object.keys(variables).filter((name) => /^x\d+$/.test(name))
      const isAbove = (name: string) => String(variables[name]).split('/').length === 2 && !document.includes('entries {')
      return schema.parse({ repository: Object.fromEntries(names.map((name) => [name, isAbove(name) ? null : found])) })
    }) as Reader['query'],
  }
}

test.each([
  [1, []],
  [12, ['32 MB in one pull request', '32 MB in one pull request']],
  [17, ['16 MB', '16 MB', '16 MB', '16 MB']],
])('four entries of %i MB', async (size, unread) => {
  const paths = ['a', 'b', 'c', 'd'].map((name) => `entries/${name}/evidence.json`)
  const there = await entriesAt(reader(size * MB), { owner: 'ada', name: 'work', commit: oid }, paths)
  const said = there.flatMap((one) => one.unread ?? [])
  expect(said).toEqual(unread.map((what) => `There is more than ${what} here, so it was not read. Take it apart.`))
})
