/**
 * `npm run demo`: the main job on the shipped example, by the commands a person would type. Leaves everything in
 * `out/demo/`, which each run makes anew.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { casewright, draftArguments, entryIn, testExample, unpack } from './example.ts'
import { root } from './root.ts'

const out = join(root, 'out/demo')
const work = mkdtempSync(join(tmpdir(), 'casewright-demo-'))
const clone = join(work, 'rowboat')

try {
  rmSync(out, { recursive: true, force: true })
  say('Rowboat is a small CSV library with one pull request: "reader: find the ends of cells with indexOf".')
  say('Its repository is unpacked into a temporary folder, and its tests are run at the change.')
  unpack(clone)
  testExample(clone)

  show(draftArguments(clone, out))
  const entry = entryIn(out)
  show(['verify', entry])
  show(['preview', entry])

  say('')
  say(`The entry    ${relative(root, join(entry, 'index.md'))}`)
  say(`Its preview  ${relative(root, join(entry, 'preview.html'))}`)
  say('Its lead')
  say(`  ${lead(readFileSync(join(entry, 'index.md'), 'utf8'))}`)
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** Prints a command as it is typed, then runs it. */
function show(args: string[]): void {
  say(`\n$ casewright ${args.map((arg) => (/^[\w./:=-]+$/.test(arg) ? arg : `'${arg}'`)).join(' ')}`)
  casewright(args)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** The first paragraph after the front matter. */
function lead(markdown: string): string {
  const [, , ...body] = markdown.split(/^---$/m)
  return body.join('---').trim().split('\n\n')[0] ?? ''
}
