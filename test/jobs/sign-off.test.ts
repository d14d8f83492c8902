/** A person signs the bytes; whoever changes them afterwards undoes it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { signOff } from '../../src/jobs/sign-off.ts'
import { verify } from '../../src/jobs/verify.ts'
import { edit, finishedEntries, finishedEntry } from '../finished-entry.ts'

const time = '2026-11-25T09:00:00.000Z'
const sign = (entry: string, name = 'Ada Lovelace') => signOff({ entry, name, measured: false, time })
const check = async (folder: string) => (await verify({ paths: [folder], fix: false, vouch: null }))[0]

describe('sign-off', () => {
  test('records the words, the person, the time and the digest', async () => {
    const folder = finishedEntry('ringcache')
    const digest = (await check(folder))?.digest
    const { file } = await sign(folder)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      schemaVersion: 1,
      how: 'local',
      by: { name: 'Ada Lovelace', login: null, id: null },
      statement: 'I read this page, I know the change, and I stand for these figures. I did not repeat the measurement.',
      measured: false,
      review: null,
      head: null,
      time,
      digest,
      wrote: ['tomasz-w'],
      measuredBy: ['tomasz-w'],
    })
    const signed = await check(folder)
    expect([signed?.digest, signed?.findings, signed?.signOff?.by.name]).toEqual([digest, [], 'Ada Lovelace'])
  })

  test.each([
    ['the text', 'index.md', 'It has a price', 'It has one price'],
    ['the ledger', 'evidence.json', '"generator": "', '"generator": "x'],
    ['the data', 'data/description.md', 'lock', 'clock'],
    ['a chart', 'figures.svg', '<svg', '<svg '],
  ])('a later change of %s is wrong', async (_what, file, from, to) => {
    const folder = finishedEntry('ringcache')
    await sign(folder)
    edit(folder, file, from, to)
    const codes = (await check(folder))?.findings.map((finding) => finding.code) ?? []
    expect(codes).toContain('signature')
    await (codes.length === 1 ? sign(folder) : expect(sign(folder)).rejects.toThrow(/not signed/))
  })

  test('is refused where verify finds something wrong, with the findings', async () => {
    const folder = finishedEntry('ringcache')
    edit(folder, 'index.md', '61 ns instead of 183 ns', '183\u00a0ns instead of 61\u00a0ns')
    await expect(sign(folder)).rejects.toThrow(/not signed, 2 things are wrong:\n {2}index\.md:\d+ side /)
  })

  test.each(['', '  ', '42', 'dependabot[bot]', 'release bot'])('nobody signs as "%s"', async (name) => {
    await expect(sign(finishedEntry('kernel'), name)).rejects.toThrow(/a person signs|a bot cannot sign/)
  })

  test('one page at a time', async () => {
    await expect(sign(finishedEntries())).rejects.toThrow(/one page at a time/)
  })

  test('a broken record is wrong and can be signed over', async () => {
    const folder = finishedEntry('kernel')
    writeFileSync(join(folder, 'sign-off.json'), '{"by": "me"}')
    expect((await check(folder))?.findings.map((finding) => finding.code)).toEqual(['signature'])
    await sign(folder)
    expect((await check(folder))?.findings).toEqual([])
  })
})
