import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/root.ts'

const names = Object.keys((JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, object>).devDependencies ?? {})
const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
const named = [...page.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) => cell.split(', ').map((name) => name.replaceAll('`', '')))

test('docs/dependencies.md names every dependency, and no other', () => {
  expect(named.toSorted()).toEqual(names.toSorted())
})
