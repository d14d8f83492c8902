/**
 * `npm run demo`: the main job on the shipped example, by the commands that a person would type. Leaves everything in
 * `out/demo/`, which each run makes anew.
 */
import { readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { casewright, draftArguments, entryIn, exampleFolder, testExample, unpack } from './example.ts'
import { root } from './root.ts'

const out = join(root, 'out/demo')
const clone = join(out, 'rowboat')
const entries = join(out, 'entries')

say('Rowboat is a small CSV library. One pull request of its history changed how it finds the ends of cells.')
say('Unpacking its repository, and running its tests at that change …')
rmSync(out, { recursive: true, force: true })
unpack(clone)
testExample(clone)

show(draftArguments(fromExample(clone), fromExample(entries)))
const entry = entryIn(entries)
show(['preview', fromExample(entry)])
const verified = show(['verify', fromExample(entry)])

say('')
say(`entry    ${relative(root, join(entry, 'index.md'))}`)
say(`lead     ${lead(readFileSync(join(entry, 'index.md'), 'utf8'))}`)
say(`preview  ${relative(root, `${entry}.preview.html`)}`)
say(`verify   ${verified.slice(verified.lastIndexOf(': ') + 2)}`)
say('\nEverything is in out/demo/, the repository of the example too; the next run makes it anew.')

/** Prints a command as it is typed in the example's folder, and what it says; answers the last line of that. */
function show(args: string[]): string {
  say(`\n$ casewright ${args.map((arg) => (/^[\w./:=-]+$/.test(arg) ? arg : `'${arg}'`)).join(' ')}`)
  const { printed, noted } = casewright(args)
  const said = `${noted}${printed}`.trimEnd()
  say(said)
  return said.split('\n').at(-1) ?? ''
}

function fromExample(path: string): string {
  return relative(exampleFolder, path)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** The first paragraph after the front matter. */
function lead(markdown: string): string {
  const [, , ...body] = markdown.split(/^---$/m)
  return body.join('---').trim().split('\n\n')[0] ?? ''
}
