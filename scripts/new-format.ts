/**
 * npm run new:format -- NAME            makes a reader, a fixture and a test, and registers the reader
 * npm run new:format -- NAME --figures  writes the figures that the reader finds beside each of its fixtures
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { read } from '../src/benchmarks/read.ts'
import { figureLines, figuresEnding, fixture, fixtureRoot, fixtures } from '../test/benchmarks/figures.ts'
import { root } from './root.ts'

const [name, option] = process.argv.slice(2)
if (name === undefined || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
  console.error('Usage: npm run new:format -- NAME [--figures], with NAME in kebab-case: npm run new:format -- my-tool')
  process.exit(2)
}
if (option === '--figures') writeFigures(name)
else scaffold(name)

function writeFigures(format: string): void {
  for (const path of fixtures(format)) {
    const lines = figureLines(read(fixture(path)))
    writeFileSync(join(fixtureRoot, path + figuresEnding), lines)
    console.log(`test/fixtures/benchmarks/${path}${figuresEnding}\n${lines}`)
  }
  console.log('Read every line: is it what the file says?')
}

function scaffold(format: string): void {
  const identifier = format.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const source = join(root, `src/benchmarks/formats/${format}.ts`)
  if (existsSync(source)) {
    console.error(`src/benchmarks/formats/${format}.ts exists already; edit it, or choose another name.`)
    process.exit(2)
  }
  mkdirSync(join(fixtureRoot, format), { recursive: true })
  mkdirSync(join(root, 'test/benchmarks/formats'), { recursive: true })
  writeFileSync(source, sourceOf(format, identifier))
  writeFileSync(join(fixtureRoot, format, 'one-run.json'), `{ "tool": "${format}", "results": [{ "name": "sort", "mean": 1.5 }] }\n`)
  writeFileSync(join(root, `test/benchmarks/formats/${format}.test.ts`), testOf(format))
  register(format, identifier)
  console.log(`Made src/benchmarks/formats/${format}.ts, a fixture and a test, and registered the reader.
Next: put files of the tool (small, your own) into test/fixtures/benchmarks/${format}/, fill in the reader
(the recipe is at the top of src/benchmarks/reader.ts), then:
  npm run new:format -- ${format} --figures
  npx vitest run test/benchmarks/formats`)
}

function sourceOf(format: string, identifier: string): string {
  return `import { betterOf } from '../direction.ts'
import { at, has, items, text } from '../document/node.ts'
import type { Reader } from '../reader.ts'

/** Where the tool describes or writes this format: a link. */
export const ${identifier}: Reader = {
  name: '${format}',
  title: '${format}',
  docs: 'Which files of the tool are read, in a sentence.',
  primary: ['time'],
  detect: ({ json }) => json !== null && has(json.value, 'tool', 'results') && json.value.tool === '${format}',
  parse(document, found) {
    if (document.json === null) return
    for (const result of items(at(document.json, 'results'))) {
      const benchmark = text(at(result, 'name')) ?? ''
      found.json(at(result, 'mean'), { benchmark, metric: 'time', statistic: 'mean', unit: 'ms', better: betterOf('time', 'ms') })
    }
  },
}
`
}

function testOf(format: string): string {
  return `import { expect, test } from 'vitest'
import { read } from '../../../src/benchmarks/read.ts'

// The figures of whole files are tested by ../formats.test.ts; here stands what a file must not make of itself.

test('null is a problem, never 0', () => {
  const text = '{ "tool": "${format}", "results": [{ "name": "sort", "mean": null }] }'
  const reading = read({ path: 'x.json', text, siblings: () => null })
  expect(reading.measurements).toEqual([])
  expect(reading.problems.map(({ line }) => line)).toEqual([1])
})
`
}

/** Adds the import and the name to formats.ts; \`npm run format\` sorts the imports. */
function register(format: string, identifier: string): void {
  const path = join(root, 'src/benchmarks/formats.ts')
  const text = readFileSync(path, 'utf8')
  const lines = text.split('\n')
  const importLine = `import { ${identifier} } from './formats/${format}.ts'`
  const firstImport = lines.findIndex((line) => line.startsWith('import '))
  lines.splice(firstImport, 0, importLine)
  const list = lines.findIndex((line) => line.startsWith('export const formats = ['))
  const end = lines.findIndex((line, index) => index >= list && line.startsWith(']'))
  const names = lines.slice(list + 1, end).map((line) => line.trim().replace(/,$/, ''))
  const sorted = [...names, identifier].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  lines.splice(list + 1, end - list - 1, ...sorted.map((one) => `  ${one},`))
  writeFileSync(path, lines.join('\n'))
}
