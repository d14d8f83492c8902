/** Builds a repository of two commits whose diff has more than 100 MB; the same one every time. */
import { execFileSync } from 'node:child_process'
import { closeSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const FILES = 400
const LINES = 2600
const WORDS = ['cache', 'token', 'index', 'value', 'batch', 'kernel', 'stride', 'result', 'offset', 'buffer', 'shape', 'block']

/** Makes `directory` a bare repository; `main~1..main` rewrites every file. */
export function makeRepository(directory: string): void {
  execFileSync('git', ['init', '--quiet', '--bare', directory])
  const input = join(directory, 'stream')
  writeFileSync(input, importStream())
  const handle = openSync(input, 'r')
  execFileSync('git', ['-C', directory, 'fast-import', '--quiet'], { stdio: [handle, 'ignore', 'inherit'] })
  closeSync(handle)
}

/** For git-fast-import(1): one process, whatever the number of files. */
function importStream(): string {
  const code = writer()
  const parts: string[] = []
  for (const [mark, message] of ['before', 'after'].entries()) {
    parts.push(`commit refs/heads/main\ncommitter Ada Example <ada@example.org> ${1_767_268_800 + mark * 86_400} +0000\n`)
    parts.push(`data ${message.length}\n${message}\n`)
    for (let file = 0; file < FILES; file += 1) {
      const text = code()
      parts.push(`M 100644 inline src/module_${file}.py\ndata ${text.length}\n${text}\n`)
    }
  }
  return parts.join('')
}

/** Code-like text from a fixed sequence of numbers (a linear congruential generator). */
function writer(): () => string {
  let seed = 42
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const word = (): string => WORDS[random(WORDS.length)] ?? ''
  const line = (): string => `    ${word()}_${word()} = ${word()}(${word()}.${word()}, ${random(100_000)}) + ${word()}[${random(1000)}]\n`
  return () => Array.from({ length: LINES }, (_, i) => (i % 40 === 0 ? `def ${word()}_${i}(${word()}, ${word()}):\n` : line())).join('')
}
