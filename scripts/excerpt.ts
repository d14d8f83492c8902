/** The beginning of the example's entry, for the README: its title, lead, chart and table. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { exampleFolder } from './example.ts'
import { root } from './root.ts'

/** `entry` is where the entry is now; links lead to where it is committed. */
export function excerpt(entry: string): string {
  const text = readFileSync(join(entry, 'index.md'), 'utf8')
  const [, title] = /^title: "(.*)"$/m.exec(text) ?? []
  const body = text.slice(text.indexOf('\n---\n') + '\n---\n'.length).trim()
  const [lead, chart, table] = body.split('\n\n')
  if (title === undefined || lead === undefined || !chart?.startsWith('![') || !table?.startsWith('|')) {
    throw new Error('The example’s entry no longer begins with a lead, a chart and a table: mend scripts/excerpt.ts.')
  }
  const picture = chart.replace('](', `](${relative(root, join(exampleFolder, 'entry'))}/`)
  return [`**${title}**`, lead, picture, table].map((block) => block.replace(/^/gm, '> ')).join('\n>\n')
}
