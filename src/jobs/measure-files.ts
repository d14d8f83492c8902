import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { decode } from '../benchmarks/document/decode.ts'
import { read } from '../benchmarks/read.ts'
import { KnownError } from '../errors.ts'
import type { Environment, MappingRule, Reading } from '../model.ts'

/** The files that paths and globs name, as named, each once; globs are relative to the current directory and sorted. */
export function expand(patterns: readonly string[]): string[] {
  const files = patterns.flatMap((pattern) => {
    if (existsSync(pattern)) {
      if (statSync(pattern).isDirectory())
        throw new KnownError(`"${pattern}" is a directory. Name its files: casewright measure "${pattern.replace(/\/$/, '')}/**"`)
      return [pattern]
    }
    if (!isDynamicPattern(pattern)) throw new KnownError(`No file "${pattern}" in ${process.cwd()}. Check the path.`)
    const found = globSync(pattern, { dot: true, expandDirectories: false, absolute: isAbsolute(pattern) })
      // It says where the files beside it were measured, and holds no figures itself.
      .filter((file) => basename(file) !== 'environment.json')
      .sort()
    if (found.length === 0)
      throw new KnownError(
        `No file matches "${pattern}" in ${process.cwd()}. Try it with ls, and quote it so that the shell leaves it alone.`,
      )
    return found
  })
  return [...new Map(files.map((file) => [resolve(file), file])).values()]
}

/** A JavaScript string holds no more characters than about this. */
const largest = 500_000_000

/** Reads one benchmark file; whatever is wrong with it is among the reading's problems. */
export function readFile(file: string, format: string | undefined, mapping: readonly MappingRule[]): Reading {
  const { size } = statSync(file)
  if (size > largest) return unreadable(`The file has ${size} bytes; ${largest} can be read at once. Split it, or export a summary.`)
  const path = file.replaceAll('\\', '/')
  const siblings = (name: string) => {
    const beside = join(dirname(file), name)
    return existsSync(beside) && statSync(beside).size <= largest ? decode(readFileSync(beside)) : null
  }
  return read({ path, text: decode(readFileSync(file)), siblings, mapping }, format === undefined ? {} : { format })
}

function unreadable(message: string): Reading {
  return { format: null, measurements: [], statedChanges: [], flags: [], problems: [{ line: null, message }], environment: {} }
}

/**
 * What `environment.json` says of a file: the one beside it, else key by key the one a folder up, which holds for
 * `baseline/` and `candidate/` of a benchmark artifact. Empty without either.
 */
export function environmentOf(file: string): Environment {
  const folder = dirname(resolve(file))
  return { ...environmentIn(dirname(folder)), ...environmentIn(folder) }
}

/** Empty where it is no object of words. */
function environmentIn(folder: string): Environment {
  const file = join(folder, 'environment.json')
  if (!existsSync(file)) return {}
  try {
    const value: unknown = JSON.parse(decode(readFileSync(file)))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, one]) => (typeof one === 'string' || typeof one === 'number' ? [[key, String(one)]] : [])),
    )
  } catch {
    return {}
  }
}
