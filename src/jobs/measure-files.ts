import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { escapePath, globSync, isDynamicPattern } from 'tinyglobby'
import { decode } from '../benchmarks/document/decode.ts'
import { read } from '../benchmarks/read.ts'
import { KnownError } from '../errors.ts'
import type { Environment, MappingRule, Reading } from '../model.ts'
import { byNumbers } from '../natural-order.ts'
import { parseEnvironment } from './read-environment.ts'

/** The name that means standard input. */
const standardInput = '-'

/**
 * The files that paths and globs name, each once: files as named, what a glob or a folder holds in the order of its
 * numbers (`run-2` before `run-10`), relative to the current directory.
 */
export function expand(patterns: readonly string[]): string[] {
  const files = patterns.flatMap((pattern) => {
    if (pattern === standardInput) return [pattern]
    if (existsSync(pattern)) {
      if (statSync(pattern).isDirectory()) return filesBelow(pattern)
      // A shell names it with the files beside it.
      return patterns.length > 1 && isEnvironment(pattern) ? [] : [pattern]
    }
    if (!isDynamicPattern(pattern)) throw new KnownError(`No file "${pattern}" in ${process.cwd()}. Check the path.`)
    const found = matching(pattern, true)
    if (found.length === 0)
      throw new KnownError(
        `No file matches "${pattern}" in ${process.cwd()}. Try it with ls, and quote it so that the shell leaves it alone.`,
      )
    return found
  })
  return [...new Map(files.map((file) => [file === standardInput ? file : resolve(file), file])).values()]
}

function filesBelow(directory: string): string[] {
  const folder = directory.replace(/[\\/]+$/, '')
  const found = matching(`${escapePath(folder)}/**`, false).filter((file) => !/[\\/]node_modules[\\/]/.test(file.slice(folder.length)))
  if (found.length === 0) throw new KnownError(`There is no file below "${directory}". Name the files, or the folder that holds them.`)
  return found
}

function matching(pattern: string, dot: boolean): string[] {
  return globSync(pattern, { dot, expandDirectories: false, absolute: isAbsolute(pattern) })
    .filter((file) => !isEnvironment(file))
    .sort(byNumbers)
}

/** It says where the files beside it were measured, and holds no figures itself. */
function isEnvironment(file: string): boolean {
  return basename(file) === environmentFile
}

const environmentFile = 'environment.json'

/** A JavaScript string holds no more characters than about this. */
const largest = 500_000_000

/** Reads one benchmark file; whatever is wrong with it is among the reading's problems. */
export function readFile(file: string, format: string | undefined, mapping: readonly MappingRule[]): Reading {
  try {
    return readWhole(file, format, mapping)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'ENOENT') throw error
    return unreadable(`It cannot be read (${code}). Check that it is a file and that you may read it.`)
  }
}

function readWhole(file: string, format: string | undefined, mapping: readonly MappingRule[]): Reading {
  const options = format === undefined ? {} : { format }
  if (file === standardInput) return read({ path: file, text: decode(readFileSync(0)), siblings: () => null, mapping }, options)
  const { size } = statSync(file)
  if (size > largest) return unreadable(`The file has ${size} bytes; ${largest} can be read at once. Split it, or export a summary.`)
  const path = file.replaceAll('\\', '/')
  const siblings = (name: string) => {
    const beside = join(dirname(file), name)
    return existsSync(beside) && statSync(beside).size <= largest ? decode(readFileSync(beside)) : null
  }
  return read({ path, text: decode(readFileSync(file)), siblings, mapping }, options)
}

function unreadable(message: string): Reading {
  return { format: null, measurements: [], statedChanges: [], flags: [], problems: [{ line: null, message }], environment: {} }
}

/**
 * What `environment.json` says of a file: the one beside it, else key by key the one a folder up, which holds for
 * `baseline/` and `candidate/` of a benchmark artifact. Empty without either. Throws a KnownError for one that is no
 * object of words: verdicts hang on it, and a file that is left out in silence is taken for one that counts.
 */
export function environmentOf(file: string): Environment {
  const folder = dirname(resolve(file === standardInput ? '.' : file))
  return { ...environmentIn(dirname(folder)), ...environmentIn(folder) }
}

function environmentIn(folder: string): Environment {
  const file = join(folder, environmentFile)
  return existsSync(file) ? parseEnvironment(decode(readFileSync(file)), relative(process.cwd(), file)) : {}
}
