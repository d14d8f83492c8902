import { expect, test } from 'vitest'
import { formatTable, keyTable, withTables } from '../../scripts/tables.ts'

test('puts a table between its markers and leaves the rest alone', () => {
  const text = 'before\n<!-- formats -->old<!-- /formats -->\nafter\n'
  expect(withTables(text, { formats: '| a |' })).toBe('before\n<!-- formats -->\n\n| a |\n\n<!-- /formats -->\nafter\n')
})

test('changes nothing the second time', () => {
  const once = withTables('<!-- formats --><!-- /formats -->', { formats: '| a |' })
  expect(withTables(once, { formats: '| a |' })).toBe(once)
})

test('says which markers are missing', () => {
  expect(() => withTables('nothing', { formats: '| a |' })).toThrow('<!-- formats --> … <!-- /formats --> is expected once')
})

test('gives each format one row, by name', () => {
  const [head, line, ...rows] = formatTable().split('\n')
  expect(head).toBe('| name | tool | what is read | headline metrics |')
  expect(line).toBe('| --- | --- | --- | --- |')
  const names = rows.map((row) => row.split('`')[1])
  expect(names).toEqual(names.toSorted())
  expect(names).toContain('google-benchmark')
})

test('gives each key of the configuration one row, as people write it', () => {
  const rows = keyTable().split('\n')
  expect(rows).toContain('| `sign-off.count` | number | How many have to sign. Without it: 1. |')
  expect(rows.find((row) => row.includes('`draft.when`'))).toContain('`label`, `command`, `improvement`, `release`, or a list')
  expect(rows.find((row) => row.includes('`showcase`'))).toContain('`.` or words')
})
