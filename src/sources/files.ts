/** Files of somebody's machine: benchmark outputs by glob, and single text files. */
import { readFile, stat } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { escapePath, glob } from 'tinyglobby'
import { KnownError } from '../errors.ts'
import type { BenchmarkFile, Omission, Side } from '../model.ts'
import { trackedAt } from './git/tracked.ts'

export interface FilesRequest {
  /** Relative to `cwd`; a folder means all files in it. */
  globs: readonly string[]
  cwd: string
  side: Side
  /** The clone and the commits at which a file may be tracked, head first; a file equal to one of them is recorded. */
  repository: { directory: string; commits: readonly string[] } | null
  /** Who vouches for the other files: `whoami`. */
  person: string | null
}

const mostFiles = 5000
/** JavaScript holds no text of 512 MiB. */
const fileBytes = 400 << 20
const allBytes = 1 << 30
const textBytes = 5 << 20

/** Reads the files that match, sorted by path, which is relative to `cwd`. Throws a KnownError for a glob that matches nothing. */
export async function readFiles(request: FilesRequest): Promise<{ files: BenchmarkFile[]; omissions: Omission[] }> {
  const { cwd, side, repository, person } = request
  const omissions: Omission[] = []
  const read: { path: string; absolute: string; bytes: Uint8Array }[] = []
  let all = 0
  const absolutes = await matching(request)
  for (const absolute of absolutes) {
    const path = relative(cwd, absolute).split(sep).join('/')
    const { size } = await stat(absolute)
    if (read.length >= mostFiles) {
      omissions.push({
        what: `${absolutes.length - mostFiles} more files`,
        why: `The globs match ${absolutes.length}; ${mostFiles} are read.`,
      })
      break
    }
    if (size > fileBytes) omissions.push({ what: path, why: `It has ${size} bytes; at most ${fileBytes} are read.` })
    else if (all + size > allBytes)
      omissions.push({ what: path, why: `The files before it fill ${allBytes} bytes, the most that are read.` })
    else {
      all += size
      read.push({ path, absolute, bytes: await bytesOf(absolute, path) })
    }
  }
  const tracking =
    repository === null
      ? []
      : await trackedAt(
          repository.directory,
          repository.commits,
          read.map(({ absolute, bytes }) => ({ path: absolute, bytes })),
        )
  const files = read.map(({ path, bytes }, index): BenchmarkFile => {
    const tracked = tracking[index] ?? null
    return tracked === null
      ? { path, side, commit: null, url: null, bytes, level: 'vouched', by: person }
      : { path, side, commit: tracked.commit, url: tracked.url, bytes, level: 'recorded', by: null }
  })
  return { files, omissions }
}

/** Absolute paths, sorted; each file once. */
async function matching({ globs, cwd, side }: FilesRequest): Promise<string[]> {
  const found = new Set<string>()
  for (const pattern of globs) {
    // A name such as results[old].json is a file before it is a pattern.
    const literal = (await stat(resolve(cwd, pattern)).catch(() => null)) !== null
    const paths = await glob(literal ? escapePath(pattern) : pattern, {
      cwd,
      absolute: true,
      followSymbolicLinks: false,
      ignore: ['**/node_modules/**', '**/.git/**'],
    })
    if (paths.length === 0) throw nothingThere(pattern, cwd, side)
    for (const path of paths) found.add(path)
  }
  return [...found].sort()
}

function nothingThere(pattern: string, cwd: string, side: Side): KnownError {
  const option = side === 'unknown' ? '' : `--${side} `
  return new KnownError(
    `${option}${pattern} matches no file in ${cwd}. Globs are relative to the current folder: check it with ls, and put quotes around a glob.`,
  )
}

/** Reads one text file (the pull request's text, an environment) of at most 5 MB; `what` names it in a fault. */
export async function readText(path: string, what: string): Promise<string> {
  const facts = await stat(path).catch(() => null)
  if (facts === null) throw new KnownError(`There is no file ${path} for ${what}. Give the path of a text file.`)
  if (facts.isDirectory()) throw new KnownError(`${path}, given as ${what}, is a folder. Give the path of a text file.`)
  if (facts.size > textBytes)
    throw new KnownError(`${path}, given as ${what}, has ${facts.size} bytes; at most ${textBytes} are read. Shorten it.`)
  const bytes = await bytesOf(path, path)
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch {
    // Said below.
  }
  throw new KnownError(`${path}, given as ${what}, is no text in UTF-8. Save it as UTF-8.`)
}

/** PowerShell writes UTF-16 and marks it. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}

async function bytesOf(absolute: string, path: string): Promise<Uint8Array> {
  try {
    return await readFile(absolute)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? error.code : error
    throw new KnownError(`${path} cannot be read (${why}). Check that it is a file and that you may read it.`, {
      exitCode: 3,
      cause: error,
    })
  }
}
