import { readFileSync, statSync } from 'node:fs'
import { decode } from '../benchmarks/document/decode.ts'
import { parseMapping } from '../benchmarks/mapping/mapping-file.ts'
import { KnownError } from '../errors.ts'
import type { MappingRule } from '../model.ts'

/** Nobody writes more by hand. */
const largest = 1_000_000

/** The rules of a mapping file; none without one. Throws a KnownError where it cannot be read, with the line where it is wrong. */
export function readMappingFile(path: string | undefined): MappingRule[] {
  if (path === undefined) return []
  let bytes: Uint8Array
  try {
    if (statSync(path).size > largest)
      throw new KnownError(`The mapping "${path}" has more than ${largest} bytes: name the file with the rules.`)
    bytes = readFileSync(path)
  } catch (error) {
    if (error instanceof KnownError) throw error
    throw new KnownError(`The mapping "${path}" cannot be read in ${process.cwd()}. Check the path; docs/mapping.md shows what it holds.`, {
      cause: error,
    })
  }
  return parseMapping(decode(bytes), path)
}
