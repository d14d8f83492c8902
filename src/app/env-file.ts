/** Writes what GitHub gave into a .env file that only its owner can read. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { KnownError } from '../errors.ts'

/** Throws a KnownError when the file already holds one of the names: nobody's key is overwritten. */
export function ensureFree(path: string, names: readonly string[]): void {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const there = names.filter((name) => text.split('\n').some((line) => line.replace(/^\s*(?:export\s+)?/, '').startsWith(`${name}=`)))
  if (there.length > 0)
    throw new KnownError(`${path} already sets ${there.join(', ')}: there is an App. Move that file away to make another one.`)
}

/** Adds lines at the end. */
export function addToEnv(path: string, values: Readonly<Record<string, string>>): void {
  ensureFree(path, Object.keys(values))
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (before !== '') chmodSync(path, 0o600)
  const lines = Object.entries(values).map(([name, value]) => `${name}="${value.replaceAll('\n', '\\n')}"\n`)
  writeFileSync(path, `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${lines.join('')}`, { mode: 0o600 })
}
