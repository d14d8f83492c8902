/** Salted commitments: what stands in a ledger for a source that nobody outside may see, and how it is opened to an auditor. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Ledger, Source } from '../model.ts'

/** What a commitment stands for, with the salt that only the private repository keeps. */
export interface Opening {
  commitment: string
  salt: string
  /** The source as its own repository's readers see it; its `sha256` is of the bytes themselves. */
  source: Source
}

const hash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** sha256 of the source's salt and its record, a line each; every source has a salt of its own, so that one can be shown alone. */
export function commit(salt: string, source: Source): Opening {
  const own = hash(`${salt}\n${source.id}`)
  return { commitment: commitmentOf(own, source), salt: own, source }
}

/** Keys in a fixed order, whatever order a file had them in. */
function commitmentOf(salt: string, source: Source): string {
  const record = Object.fromEntries(Object.entries(source).sort(([a], [b]) => (a < b ? -1 : 1)))
  return hash(`${salt}\n${JSON.stringify(record)}`)
}

/** A subject's identity that nobody can find by trying repositories and numbers. */
export function saltedIdentity(salt: string, identity: string): string {
  return hash(`${salt}\nsubject\n${identity}`)
}

/** Withheld sources of a ledger that no opening fits, and openings that do not give their commitment: a sentence each. */
export function checkOpenings(ledger: Ledger, openings: readonly Opening[]): { opened: number; faults: string[] } {
  const byCommitment = new Map(openings.map((opening) => [opening.commitment, opening]))
  const withheld = ledger.sources.filter((source) => source.withheld === true)
  const faults = withheld.flatMap((source) => {
    const opening = byCommitment.get(source.sha256)
    if (opening === undefined) return [`${source.id} (${source.title}): no opening is of its commitment ${source.sha256.slice(0, 12)}…`]
    if (commitmentOf(opening.salt, opening.source) !== source.sha256)
      return [`${source.id} (${source.title}): what the opening holds does not give the commitment.`]
    const { kind, level } = opening.source
    return kind === source.kind && level === source.level
      ? []
      : [`${source.id}: the opening is of a ${kind}, ${level}, and the ledger says ${source.kind}, ${source.level}.`]
  })
  return { opened: withheld.length - faults.length, faults }
}
