/**
 * Packs the package as npm would publish it, installs it into an empty folder without the network, and calls it there:
 * what a user gets holds everything it needs.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './root.ts'

const work = mkdtempSync(join(tmpdir(), 'casewright-package-'))

try {
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', work], root)) as { filename: string; size: number }[]
  if (packed === undefined) throw new Error('npm pack made no file.')
  writeFileSync(join(work, 'package.json'), '{ "private": true }\n')
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(work, packed.filename)], work)

  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  expect('--version', version)
  expect('--help', 'Usage: casewright')
  process.stdout.write(`casewright ${version} installs from ${packed.filename} (${Math.round(packed.size / 1000)} kB) and runs.\n`)
} finally {
  rmSync(work, { recursive: true, force: true })
}

function expect(option: string, text: string): void {
  const answer = run('npx', ['--no-install', 'casewright', option], work)
  if (!answer.includes(text)) throw new Error(`The installed casewright ${option} does not say "${text}":\n${answer}`)
}

function run(command: string, args: string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}
