import { expect, test } from 'vitest'
import { refuseSecrets, refuseSecretsInDiff } from '../../src/jobs/refuse-secrets.ts'

/** Made at run time, so that no secret-looking literal is committed. */
const key = ['AKIA', 'Q3EGX7', 'N4PLMZ', 'W2TR'].join('')
const none = new Set<string>()

test('a secret stops the draft; the message names its place and never the secret', async () => {
  const error = await refuseSecrets([{ path: 'the description', text: `line\nkey ${key}` }], 'the evidence holds', none).catch(
    (e: Error) => e,
  )
  expect(error).toBeInstanceOf(Error)
  expect(String(error)).toMatch(/nothing was written: the evidence holds.*\n {2}the description:2 {2}/)
  expect(String(error)).not.toContain(key)
})

test('a line of the diff keeps its own number, and may be allowed by name', async () => {
  const lines = [
    { path: 'a.py', line: 7, text: 'x = 1' },
    { path: 'a.py', line: 90, text: `aws_key = "${key}"` },
  ]
  await expect(refuseSecretsInDiff(lines, none)).rejects.toThrow('a.py:90')
  await expect(refuseSecretsInDiff(lines, new Set(['a.py:90']))).resolves.toBeUndefined()
  await expect(refuseSecretsInDiff(lines, new Set(['a.py:7']))).rejects.toThrow('a.py:90')
})
