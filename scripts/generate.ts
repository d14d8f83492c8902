/**
 * Writes what is made from the source: the JSON Schemas of `schema/`, the tables of the README and of docs/, the words of
 * src/policy/public-words.ts, and the example's entry. `npm run fresh` makes the same again and compares it with what is
 * committed.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { frontMatterSchema } from '../src/case-study/front-matter.ts'
import { configSchema } from '../src/config.ts'
import { ledgerSchema, measureSchema, signOffSchema } from '../src/model.ts'
import { casewright, draftArguments, entryIn, exampleFolder, unpack } from './example.ts'
import { excerpt } from './excerpt.ts'
import { publicWordsFile } from './public-words.ts'
import { root } from './root.ts'
import { actionTable, commandTable, formatList, formatTable, keyTable, withTables } from './tables.ts'

const schemas = {
  config: { title: '.github/casewright.yml', schema: configSchema },
  measure: { title: 'What casewright measure --json answers', schema: measureSchema },
  ledger: { title: 'evidence.json, the ledger beside an entry', schema: ledgerSchema },
  'sign-off': { title: 'sign-off.json, the record of a signature', schema: signOffSchema },
  'front-matter': { title: 'The front matter of an entry', schema: frontMatterSchema },
}

/** Path from the project's root → the text that belongs there. `entry` is the folder of the example's entry. */
export async function generated(entry: string): Promise<Map<string, string>> {
  const tables: Record<string, Record<string, string>> = {
    'README.md': { example: excerpt(entry), commands: await commandTable(), formats: formatList(), action: actionTable() },
    'docs/formats.md': { formats: formatTable() },
    'docs/config.md': { keys: keyTable() },
  }
  const texts = new Map([['src/policy/public-words.ts', publicWordsFile()]])
  for (const [path, ofPath] of Object.entries(tables)) texts.set(path, withTables(readFileSync(join(root, path), 'utf8'), ofPath))
  for (const [name, { title, schema }] of Object.entries(schemas)) {
    texts.set(
      `schema/${name}.json`,
      `${JSON.stringify({ title, ...z.toJSONSchema(schema, { io: name === 'config' ? 'input' : 'output' }) }, null, 2)}\n`,
    )
  }
  return texts
}

/** Drafts the example's entry below `work` and answers its folder. */
export function exampleEntry(work: string): string {
  unpack(join(work, 'rowboat'))
  casewright(draftArguments(join(work, 'rowboat'), join(work, 'entries')))
  return entryIn(join(work, 'entries'))
}

if (import.meta.main) {
  const work = mkdtempSync(join(tmpdir(), 'casewright-generate-'))
  try {
    const entry = exampleEntry(work)
    for (const [path, text] of await generated(entry)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
    rmSync(join(exampleFolder, 'entry'), { recursive: true, force: true })
    cpSync(entry, join(exampleFolder, 'entry'), { recursive: true })
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
