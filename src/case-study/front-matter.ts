/** The front matter of an entry: its schema, and YAML with every string quoted. */
import { stringify } from 'yaml'
import { z } from 'zod'

/** A figure that a named person answers for; merged into the ledger (TRUST §1). */
const vouchedSchema = z.object({
  value: z.number(),
  unit: z.string(),
  what: z.string(),
  who: z.string(),
  why: z.string().optional(),
})

export const frontMatterSchema = z.object({
  title: z.string(),
  description: z.string(),
  date: z.iso.date().describe('Of the merge, the publication or, locally, the HEAD commit.'),
  updated: z.iso.date().optional(),
  authors: z.array(z.string()),
  topics: z.array(z.string()),
  source: z.string().nullable().describe('The pull request, or the comparison of both commits; null without a remote.'),
  evidence: z
    .enum(['attested', 'recorded', 'stated', 'vouched'])
    .describe('Level of the headline figure; of the diff where nothing was measured.'),
  verdict: z.string().describe('none, improved, regressed, no material change, inconclusive; "improved, with regressions".'),
  runs: z.number().int().positive().optional().describe('Independent runs a side behind the headline.'),
  status: z.enum(['superseded', 'withdrawn']).optional().describe('What a reader should know of a page that does not hold any more.'),
  missing: z.array(z.string()).describe('What the evidence did not carry.'),
  ledger: z.literal('evidence.json'),
  vouched: z.array(vouchedSchema).optional(),
})
export type FrontMatter = z.infer<typeof frontMatterSchema>

/** Front matter between its two lines of dashes; strings quoted, so that no generator takes `no` or a date for something else. */
export function printFrontMatter(keys: Record<string, unknown>): string {
  const yaml = stringify(keys, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0, flowCollectionPadding: false })
  return `---\n${yaml}---\n`
}
