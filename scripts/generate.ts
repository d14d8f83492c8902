/**
 * Writes what is made from the source: the JSON Schemas of `schema/` and the tables of the README. `npm run fresh`
 * compares the same texts with what is committed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { ledgerSchema, measureSchema } from '../src/model.ts'
import { root } from './root.ts'
import { commandTable, formatTable, withTables } from './tables.ts'

const schemas = {
  measure: { title: 'What casewright measure --json answers', schema: measureSchema },
  ledger: { title: 'evidence.json, the ledger beside an entry', schema: ledgerSchema },
}

/** Path from the project's root → the text that belongs there. */
export async function generated(): Promise<Map<string, string>> {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const texts = new Map([['README.md', withTables(readme, { commands: await commandTable(), formats: formatTable() })]])
  for (const [name, { title, schema }] of Object.entries(schemas)) {
    texts.set(`schema/${name}.json`, `${JSON.stringify({ title, ...z.toJSONSchema(schema) }, null, 2)}\n`)
  }
  return texts
}

if (import.meta.main) {
  for (const [path, text] of await generated()) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
