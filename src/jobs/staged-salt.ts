/** `openings.json` beside a staged draft: the salt and what each commitment opens to. It never leaves the private repository. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { KnownError } from '../errors.ts'
import { ledgerSchema } from '../model.ts'
import type { Person } from '../policy/approval.ts'
import type { Opening } from '../policy/commitment.ts'

export const openingsFile = 'openings.json'

const rows = z.array(z.object({ commitment: z.string(), salt: z.string(), source: ledgerSchema.shape.sources.element }))

const schema = z.object({
  schemaVersion: z.literal(1),
  salt: z.string().regex(/^[0-9a-f]{64}$/),
  /** When it was first staged. */
  date: z.iso.date(),
  /** Who asked for it first; null where nobody can be named. */
  askedBy: z.string().nullable(),
  /** GitHub's number of that account, which a rename leaves as it is. */
  askedById: z.number().int().nullable().default(null),
  openings: rows,
})

/** What stays the same from run to run, so that the same evidence gives the same bytes. */
export interface StagedSalt {
  salt: string
  date: string
  askedBy: string | null
  askedById: number | null
}

/** A new one. */
export function freshSalt(asked: Person | null): StagedSalt {
  const date = new Date().toISOString().slice(0, 10)
  return { salt: randomBytes(32).toString('hex'), date, askedBy: asked?.login ?? null, askedById: asked?.account ?? null }
}

/** Who asked first. */
export function askerOf({ askedBy: login, askedById: account }: StagedSalt): Person[] {
  return login === null ? [] : [{ login, account }]
}

/** As it is committed. */
export function printOpenings(staged: StagedSalt, openings: readonly Opening[]): string {
  return `${JSON.stringify({ schemaVersion: 1, ...staged, openings }, null, 2)}\n`
}

/** Reads it. Throws a KnownError for a text that is none. */
export function readOpenings(text: string, where: string): StagedSalt & { openings: Opening[] } {
  try {
    const { schemaVersion: _, ...staged } = schema.parse(JSON.parse(text))
    return staged
  } catch (cause) {
    throw new KnownError(
      `${where}: not the openings of a staged draft. Put back what casewright wrote, or close the staged pull request and delete its branch to begin again.`,
      { cause },
    )
  }
}

/** The rows alone: an auditor may be given some of them, and never needs the salt they were made from. */
export function readRows(text: string, where: string): Opening[] {
  try {
    return z.object({ openings: rows }).parse(JSON.parse(text)).openings
  } catch (cause) {
    throw new KnownError(
      `${where}: holds no openings. Expected { "openings": [ { "commitment", "salt", "source" } ] }, as in openings.json.`,
      {
        cause,
      },
    )
  }
}
